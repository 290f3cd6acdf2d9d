/// What an entry lacks, and what is old about it.
struct EntryCheck {
    let contents: Contents
    let day: Day

    func problems() -> [Problem] { contents.intents.flatMap(problems) }

    private func problems(_ intent: Intent) -> [Problem] {
        fewExamples(intent) + unnamed(intent) + validity(intent) + review(intent) + languages(intent)
            + longFirst(intent)
            + intent.suggest.filter { $0.id == intent.id }.map {
                Problem(.warning, $0.place, vi: "mục gợi ý chính nó", en: "the entry suggests itself")
            }
    }

    private func fewExamples(_ intent: Intent) -> [Problem] {
        Language.known.compactMap { language in
            let examples = intent.examples.filter { $0.language == language }
            guard let first = examples.first, examples.count < TextLimits.examples else { return nil }
            return Problem(
                .warning, first.place,
                vi:
                    "mục '\(intent.id)' mới có \(examples.count) câu mẫu '\(language)'; nên có ít nhất \(TextLimits.examples)",
                en:
                    "'\(intent.id)' has \(examples.count) examples in '\(language)'; write at least \(TextLimits.examples)"
            )
        }
    }

    private func unnamed(_ intent: Intent) -> [Problem] {
        var problems: [Problem] = []
        if intent.topics.isEmpty, contents.topics.contains(where: \.needsSecondReader) {
            problems.append(
                Problem(
                    .warning, intent.place,
                    vi: "mục '\(intent.id)' chưa có chủ đề (topics), nên không biết có cần người thứ hai đọc lại không",
                    en: "'\(intent.id)' has no topics, so that nobody knows whether a second person must read it"))
        }
        if intent.answers != nil, intent.source == nil {
            problems.append(
                Problem(
                    .warning, intent.place, vi: "mục '\(intent.id)' chưa ghi nguồn (source)",
                    en: "'\(intent.id)' has no source"))
        }
        if intent.owner == nil {
            problems.append(
                Problem(
                    .warning, intent.place, vi: "mục '\(intent.id)' chưa có người phụ trách (owner)",
                    en: "'\(intent.id)' has no owner"))
        }
        return problems
    }

    private func validity(_ intent: Intent) -> [Problem] {
        if let from = intent.validity.from, day < from {
            return [
                Problem(
                    .warning, intent.place, vi: "mục '\(intent.id)' chưa trả lời trước ngày \(from.written)",
                    en: "'\(intent.id)' does not answer before \(from)")
            ]
        }
        guard let until = intent.validity.until, until < day.adding(days: Check.soonDays) else { return [] }
        if until < day {
            return [
                Problem(
                    .warning, intent.place,
                    vi: "mục '\(intent.id)' hết hạn từ ngày \(until.written), không trả lời nữa",
                    en: "'\(intent.id)' expired on \(until) and does not answer any more")
            ]
        }
        return [
            Problem(
                .warning, intent.place, vi: "mục '\(intent.id)' hết hạn ngày \(until.written)",
                en: "'\(intent.id)' expires on \(until)")
        ]
    }

    private func review(_ intent: Intent) -> [Problem] {
        switch intent.review(on: day) {
        case .fresh: []
        case .due:
            [
                Problem(
                    .warning, intent.place,
                    vi: "mục '\(intent.id)' quá hạn xác nhận; câu trả lời đang kèm dấu 'xác nhận lại'",
                    en: "'\(intent.id)' is past its review; its answer is marked as being confirmed")
            ]
        case .overdue:
            [
                Problem(
                    .warning, intent.place,
                    vi:
                        "mục '\(intent.id)' quá hai lần hạn xác nhận; người trực trả lời thay máy (ghi 'confirmed: ngày')",
                    en: "'\(intent.id)' is past twice its review; a person answers (write 'confirmed: date')")
            ]
        }
    }

    /// An answer in a language needs a title there for its button, and wordings to be found by; wordings without an
    /// answer send whoever writes so to a person.
    private func languages(_ intent: Intent) -> [Problem] {
        guard let answers = intent.answers else { return [] }
        return contents.settings.languages.flatMap { language -> [Problem] in
            let example = intent.examples.first { $0.language == language }
            guard let answer = answers.wording(language) else {
                return example.map { [unanswered($0)] } ?? []
            }
            var missing: [String] = []
            if intent.titles[language] == nil { missing.append("title") }
            if example == nil { missing.append("examples") }
            return missing.map { key in
                Problem(
                    .warning, answer.place, vi: "có câu trả lời '\(language)' mà \(key) chưa có",
                    en: "there is an answer in '\(language)' but no \(key)")
            }
        }
    }

    private func unanswered(_ example: Wording) -> Problem {
        Problem(
            .warning, example.place,
            vi: "có câu mẫu '\(example.language)' mà chưa có câu trả lời; người trực phải trả lời",
            en: "there are examples in '\(example.language)' but no answer; a person has to give it")
    }

    /// The first paragraph is read without a tap; a longer one is cut inside.
    private func longFirst(_ intent: Intent) -> [Problem] {
        (intent.answers?.wordings ?? []).compactMap { answer in
            let filled = Placeholders.fill(answer.text) { name in
                Placeholders.phone(name).flatMap { id in contents.phones.first { $0.id == id }?.number }
            }
            let length = (filled.firstRange(of: "\n\n").map { filled[..<$0.lowerBound] } ?? filled[...]).count
            guard length > TextLimits.firstBubble else { return nil }
            return Problem(
                .warning, answer.place,
                vi:
                    "đoạn đầu dài \(length) ký tự; nên ngắn hơn \(TextLimits.firstBubble) vì phần sau nằm dưới nút Xem thêm",
                en: "the first paragraph has \(length) characters; above \(TextLimits.firstBubble) it is cut for 'more'"
            )
        }
    }
}
