/// Who must confirm what: the entries whose answer will not be fresh, or not valid, in some days, by who is responsible.
public struct Confirmations: Sendable {
    public struct Due: Sendable {
        public let intent: Intent
        /// The last day on which all is well: of the confirmation or of the validity, whichever ends first.
        public let day: Day
        /// A confirmation does it; otherwise the days of validity must be changed.
        public let isConfirmation: Bool
        /// Days until `day`; negative: it is past.
        public let daysLeft: Int
        /// Somebody has confirmed this entry on the set's day; it falls due again within the days asked for.
        public let isDone: Bool
    }

    /// Entries of one person or office.
    public struct Group: Sendable {
        /// As the files name it; nil: nobody is named.
        public let owner: String?
        /// The oldest first.
        public let dues: [Due]
    }

    /// Whoever has the oldest entry first.
    public let groups: [Group]
    /// Entries with an answer for which no day is set at all.
    public let undated: Int
    /// Entries that ended so long ago that they count as taken away.
    public let ended: Int

    /// On the set's day. `days`: how far ahead; `endedDays`: how long an entry that ended is still asked about.
    public init(_ set: KnowledgeSet, days: Int, endedDays: Int) {
        var dues: [Due] = []
        var undated = 0
        var ended = 0
        for intent in set.intents {
            if let until = intent.validity.until, until.adding(days: endedDays) < set.day {
                ended += 1
                continue
            }
            let ends = [intent.confirmBy, intent.validity.until].compactMap { $0 }
            guard let day = ends.min() else {
                undated += intent.answers == nil ? 0 : 1
                continue
            }
            let left = day.number - set.day.number
            guard left < days else { continue }
            dues.append(
                Due(
                    intent: intent, day: day, isConfirmation: intent.confirmBy == day, daysLeft: left,
                    isDone: intent.isConfirmedItself && intent.confirmed == set.day))
        }
        self.undated = undated
        self.ended = ended
        groups = Dictionary(grouping: dues, by: { $0.intent.owner }).map { owner, dues in
            Group(owner: owner, dues: dues.sorted { ($0.day, $0.intent.id) < ($1.day, $1.intent.id) })
        }.sorted { left, right in
            guard let first = left.dues.first, let second = right.dues.first else { return false }
            return (first.day, left.owner ?? "") < (second.day, right.owner ?? "")
        }
    }
}
