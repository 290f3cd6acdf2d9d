import Matching

/// The musts and nevers of emergency texts that can be told from the files.
struct EmergencyCheck {
    let contents: Contents

    func problems() -> [Problem] {
        let emergencies = contents.settings.emergencies
        let firstLines = emergencies.kinds.flatMap { kind in
            kind.text.wordings.flatMap { firstLine($0, of: kind) }
        }
        let answers = contents.intents.filter { $0.priority == .emergency }.flatMap { $0.answers?.wordings ?? [] }
        let texts = emergencies.kinds.flatMap(\.text.wordings) + emergencies.amberLine.wordings + answers
        return firstLines + emergencies.kinds.flatMap(numbers) + fallbackLine() + texts.flatMap(refused)
    }

    /// Someone who speaks of self-harm is given one number and no list.
    private func numbers(of kind: Emergencies.Kind) -> [Problem] {
        guard kind.isCallOnly, kind.numbers.count != 1 else { return [] }
        return [
            Problem(
                .error, kind.place, vi: "loại có call_only chỉ được một số", en: "a kind with call_only has one number")
        ]
    }

    private func fallbackLine() -> [Problem] {
        let emergencies = contents.settings.emergencies
        let wordings = emergencies.fallbackLine?.wordings ?? []
        let empty = wordings.filter { !Placeholders.names(in: $0.text).contains("numbers") }.map { wording in
            Problem(.error, wording.place, vi: "dòng này phải có {numbers}", en: "this line must hold {numbers}")
        }
        let local = emergencies.kinds.first { kind in
            kind.numbers.contains { number in
                contents.phones.contains { $0.id == number.id && contents.isLocal($0) }
            }
        }
        guard let local, emergencies.fallbackLine == nil else { return empty }
        return [
            Problem(
                .error, local.place, vi: "có số theo địa bàn thì emergencies cần fallback_line",
                en: "numbers by place need emergencies.fallback_line")
        ]
    }

    /// The number to call stands in the first line, where it is read even by someone who reads no further.
    private func firstLine(_ wording: Wording, of kind: Emergencies.Kind) -> [Problem] {
        guard let number = kind.numbers.first, let phone = contents.phones.first(where: { $0.id == number.id })
        else { return [] }
        let line = wording.text.prefix { !$0.isNewline }
        if line.contains("{phone:\(number.id)}") || line.contains(phone.number) { return [] }
        return [
            Problem(
                .error, wording.place, vi: "dòng đầu phải có số cần gọi: {phone:\(number.id)}",
                en: "the first line must hold the number to call: {phone:\(number.id)}")
        ]
    }

    // MARK: Words

    private func refused(_ wording: Wording) -> [Problem] {
        let text = wording.text.lowercased()
        return contents.settings.emergencies.never.filter { text.contains($0.lowercased()) }.map { phrase in
            Problem(
                .error, wording.place, vi: "câu cấp cứu không được có '\(phrase)' (emergencies.never)",
                en: "an emergency text may not say '\(phrase)' (emergencies.never)")
        }
    }
}
