import Matching
public import Messaging

/// What is unwise in a set of files, beside what is wrong in them: `switchboard check`, and the desk before publishing.
public enum Check {
    /// Days before the end of an entry when its editor is told.
    public static let soonDays = 14

    /// Everything there is to say about `loaded`. `today` is the wall clock's day; `limits` are what the configured
    /// channels carry.
    public static func report(_ loaded: Loaded, today: Day, limits: [ChannelCapabilities]) -> CheckReport {
        let contents = loaded.contents
        let day = loaded.day
        var problems = loaded.problems + EntryCheck(contents: contents, day: day).problems()
        problems += NumberCheck(contents: contents).problems() + OfferCheck(contents: contents, day: day).problems()
        problems += oldDay(contents.settings, today: today) + nobodyToCall(contents.settings.emergencies)
        // A set with errors is not published, but its rules are looked at all the same: an editor sees all at once.
        let set = loaded.set ?? KnowledgeSet(contents: contents, day: day, hash: "")
        problems += RuleCheck(set: set).problems() + ExampleCheck(set: set).problems()
        problems += PlatformCheck(set: set, limits: limits).problems() + unseen(set)
        return CheckReport(problems: Loader.ordered(problems), intents: contents.intents, day: day)
    }

    private static func nobodyToCall(_ emergencies: Emergencies) -> [Problem] {
        guard emergencies.callList.isEmpty, let place = emergencies.kinds.first?.place else { return [] }
        return [
            Problem(
                .warning, place, vi: "emergencies.call_list còn trống: không ai được gọi khi chưa ai mở phiếu khẩn cấp",
                en: "emergencies.call_list is empty: nobody is named for an emergency that nobody opens")
        ]
    }

    /// Emergencies that are only amber are many people's choice; one that nobody sees is nobody's.
    private static func unseen(_ set: KnowledgeSet) -> [Problem] {
        set.emergencyWordings.filter { $0.isRed && set.matcher.emergencyLevel($0.text) == .none }.map {
            Problem(
                .warning, $0.place, vi: "không dấu hiệu nào thấy câu cấp cứu này: '\($0.text)'",
                en: "no sign sees this emergency: '\($0.text)'")
        }
    }

    private static func oldDay(_ settings: Settings, today: Day) -> [Problem] {
        guard let asOf = settings.asOf, let place = settings.asOfPlace, asOf < today else { return [] }
        return [
            Problem(
                .warning, place, vi: "as_of đang giữ ngày \(asOf.written): câu trả lời được xét như vào ngày ấy",
                en: "as_of fixes the day at \(asOf): answers count as on that day")
        ]
    }
}

/// The result of a check.
public struct CheckReport: Sendable, CustomStringConvertible {
    /// By place.
    public let problems: [Problem]
    public let intentCount: Int
    /// Entries with an answer, by language.
    public let answeredByLanguage: [(language: String, count: Int)]
    /// The day that validity was reckoned by.
    public let day: Day

    init(problems: [Problem], intents: [Intent], day: Day) {
        self.problems = problems
        self.day = day
        intentCount = intents.count
        answeredByLanguage = Language.known.compactMap { language in
            let count = intents.filter { $0.answers?[language] != nil }.count
            return count > 0 ? (language, count) : nil
        }
    }

    public func count(_ severity: Problem.Severity) -> Int { problems.filter { $0.severity == severity }.count }

    /// One line: "112 entries (vi 110, en 64) as of 2021-07-31: 0 errors, 3 warnings".
    public var description: String {
        let languages = answeredByLanguage.map { "\($0.language) \($0.count)" }.joined(separator: ", ")
        return
            "\(intentCount) entries (\(languages)) as of \(day): \(count(.error)) errors, \(count(.warning)) warnings"
    }
}
