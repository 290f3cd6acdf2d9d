import Matching

extension KnowledgeComparison {
    /// Changes that come to the same for the citizen.
    public struct Group: Sendable, Hashable {
        public enum Kind: Sendable, Hashable {
            /// A question that was an emergency and is none now.
            case lessUrgent
            case moreUrgent
            /// Decided as before, with the safety line or without it.
            case safetyLine
            /// Now answered with these entries.
            case to([String])
            /// Answered with these entries until now, and with none now.
            case away([String])
            /// Asked back, or with other choices.
            case asksBack
            case toPerson
            case silent
        }

        public let kind: Kind
        /// Indices into `changes`.
        public let members: [Int]

        static func of(_ changes: [Change]) -> [Group] {
            var members: [Kind: [Int]] = [:]
            var order: [Kind] = []
            for (index, change) in changes.enumerated() {
                let kind = Kind(change)
                if members[kind] == nil { order.append(kind) }
                members[kind, default: []].append(index)
            }
            return order.enumerated().map { ($0.offset, Group(kind: $0.element, members: members[$0.element] ?? [])) }
                .sorted { left, right in
                    (left.1.kind.rank, -left.1.members.count, left.0) < (
                        right.1.kind.rank, -right.1.members.count, right.0
                    )
                }
                .map(\.1)
        }
    }

    /// "12 of 340 questions change: 9 to 'Where to test', 3 away from 'Quarantine'." in `vi`, else in English.
    public func summary(language: String) -> String {
        let isVietnamese = language == "vi"
        let count = changes.count + confidential
        guard count > 0 else {
            return isVietnamese
                ? "Không câu nào trong \(total) câu hỏi đổi cách trả lời."
                : "None of \(total) questions is decided differently."
        }
        var parts = groups.map { "\($0.members.count) \(words($0.kind, language))" }
        if confidential > 0 {
            parts.append(
                isVietnamese ? "\(confidential) về việc mật (không hiện)" : "\(confidential) confidential (not shown)")
        }
        let list = parts.joined(separator: ", ")
        return isVietnamese
            ? "\(count) trong \(total) câu hỏi đổi cách trả lời: \(list)."
            : "\(count) of \(total) questions \(count == 1 ? "changes" : "change"): \(list)."
    }

    /// What a group comes to, to be read behind a number or as a heading.
    public func words(_ kind: Group.Kind, _ language: String) -> String {
        func list(_ intents: [String]) -> String {
            intents.map { "“\(title($0, language))”" }.joined(separator: language == "vi" ? " và " : " and ")
        }
        guard language == "vi" else {
            switch kind {
            case .lessUrgent: return "NO LONGER AN EMERGENCY"
            case .moreUrgent: return "now an emergency"
            case .safetyLine: return "with the safety line or without it"
            case .to(let intents): return "to \(list(intents))"
            case .away(let intents): return "away from \(list(intents))"
            case .asksBack: return "asked back differently"
            case .toPerson: return "now to a person"
            case .silent: return "now without an answer"
            }
        }
        switch kind {
        case .lessUrgent: return "KHÔNG CÒN ĐƯỢC COI LÀ KHẨN CẤP"
        case .moreUrgent: return "nay được coi là khẩn cấp"
        case .safetyLine: return "thêm hoặc bớt câu an toàn"
        case .to(let intents): return "sang \(list(intents))"
        case .away(let intents): return "không còn vào \(list(intents))"
        case .asksBack: return "được hỏi lại cách khác"
        case .toPerson: return "nay chuyển người trực"
        case .silent: return "nay không trả lời"
        }
    }

    /// What a set does with a question: "trả lời “Nơi xét nghiệm”", "hỏi lại: ...", "chuyển người trực".
    public func words(_ verdict: Verdict, _ language: String) -> String {
        let titles = verdict.intents.map { "“\(title($0, language))”" }.joined(separator: ", ")
        let isVietnamese = language == "vi"
        let level: String =
            switch verdict.level {
            case .red: isVietnamese ? "KHẨN CẤP, " : "EMERGENCY, "
            case .amber: isVietnamese ? "câu an toàn, rồi " : "safety line, then "
            case .none: ""
            }
        switch verdict.action {
        case .answer: return level + (isVietnamese ? "trả lời \(titles)" : "answer \(titles)")
        case .clarify: return level + (isVietnamese ? "hỏi lại: \(titles)" : "ask back: \(titles)")
        case .escalate: return level + (isVietnamese ? "chuyển người trực" : "a person")
        case .silent: return level + (isVietnamese ? "không trả lời" : "no answer")
        }
    }
}

extension KnowledgeComparison.Group.Kind {
    init(_ change: KnowledgeComparison.Change) {
        let (old, new) = (change.old, change.new)
        if old.level.isRed != new.level.isRed {
            self = old.level.isRed ? .lessUrgent : .moreUrgent
        } else if old.action == new.action, old.intents == new.intents {
            self = .safetyLine
        } else if new.action == .answer {
            self = .to(new.intents)
        } else if old.action == .answer {
            self = .away(old.intents)
        } else {
            switch new.action {
            case .clarify, .answer: self = .asksBack
            case .escalate: self = .toPerson
            case .silent: self = .silent
            }
        }
    }

    /// Order of groups: what may cost a life is read first.
    fileprivate var rank: Int { self == .lessUrgent ? 0 : self == .moreUrgent ? 1 : 2 }
}

extension Decision.Level {
    var isRed: Bool {
        if case .red = self { return true }
        return false
    }
}
