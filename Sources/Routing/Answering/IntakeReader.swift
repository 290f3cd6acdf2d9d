import Knowledge
import Storage

/// Finds in a citizen's words the facts a ticket asks for. One message may give all; what is not found stays missing.
/// Free text is never refused: what it does not recognise is in the ticket anyway.
struct IntakeReader {
    /// Longest value taken over into a ticket's facts; the message itself is kept whole.
    static let valueLengthMax = 300

    let kinds: [IntakeKind]
    let places: [String]

    /// Facts by intake id.
    /// - Parameter takesAnyText: for emergencies: whatever is not a phone number is taken as the place.
    func read(_ text: String, missing: [String], takesAnyText: Bool = false) -> [String: String] {
        var facts: [String: String] = [:]
        let phone = Self.phone(in: text)
        for kind in kinds where missing.contains(kind.id) {
            switch kind.recognise {
            case .phone:
                facts[kind.id] = phone
            case .place:
                let withoutPhone = text.count > (phone?.count ?? 0) + 6
                if looksLikePlace(text) || takesAnyText && withoutPhone { facts[kind.id] = Self.cut(text) }
            case .people:
                facts[kind.id] = Self.people(in: text)
            case .date:
                facts[kind.id] = Self.since(in: text)
            case .text:
                break
            }
        }
        return facts
    }

    /// A Vietnamese number: 0, 84 or +84, then nine digits (ten with an area code), however they are grouped.
    static func phone(in text: String) -> String? {
        var digits = ""
        for character in text + " " {
            if character.isASCII, character.isNumber || (character == "+" && digits.isEmpty) {
                digits.append(character)
            } else if "08+".contains(digits.first ?? "-"), " .-)".contains(character), digits.count < 12,
                !isPhone(digits)
            {
                continue
            } else {
                if isPhone(digits) { return normalised(digits) }
                digits = ""
            }
        }
        return nil
    }

    private static func isPhone(_ digits: String) -> Bool {
        let national = normalised(digits)
        return national.hasPrefix("0") && !national.hasPrefix("00") && (10...11).contains(national.count)
    }

    private static func normalised(_ digits: String) -> String {
        for code in ["+84", "84"] where digits.hasPrefix(code) { return "0" + digits.dropFirst(code.count) }
        return digits
    }

    /// "3 người", "4 ng", "2 people", with what stands beside it ("1 bé 8 tháng").
    static func people(in text: String) -> String? {
        let words = words(of: text)
        let units: Set<String> = [
            "người", "nguoi", "ng", "ngươi", "khẩu", "khau", "bé", "be", "people", "persons", "adults", "children",
            "kids",
        ]
        var found: [String] = []
        for (index, word) in words.enumerated() where units.contains(word) && index > 0 {
            guard words[index - 1].allSatisfy(\.isNumber), words[index - 1].count <= 3 else { continue }
            found.append("\(words[index - 1]) \(word)")
        }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }

    /// "3 ngày", "2 hôm", "from yesterday": kept as written.
    private static func since(in text: String) -> String? {
        let words = words(of: text)
        let units: Set<String> = ["ngày", "ngay", "hôm", "hom", "tuần", "tuan", "days", "day", "weeks", "week"]
        for (index, word) in words.enumerated() where units.contains(word) && index > 0 {
            if words[index - 1].allSatisfy(\.isNumber) { return "\(words[index - 1]) \(word)" }
        }
        return nil
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private func looksLikePlace(_ text: String) -> Bool {
        let lowered = " " + text.lowercased() + " "
        let signs = [
            "đường", "duong ", "hẻm", "hem ", " ấp ", " ap ", "khu phố", "khu pho", " kp", "phường", "phuong ", " xã ",
            " xa ", "số nhà", "so nha", "phòng", "phong ", "nhà trọ", "nha tro", " kcn", "quốc lộ", "quoc lo", " tổ ",
            "street", "ward", "district", "alley", "room",
        ]
        return signs.contains { lowered.contains($0) } || places.contains { lowered.contains($0) }
    }

    private static func cut(_ text: String) -> String { String(text.prefix(valueLengthMax)) }
}
