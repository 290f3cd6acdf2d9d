/// A language of the desk itself; what citizens wrote is in theirs.
enum Language: String, Sendable, CaseIterable {
    case vi, en

    var other: Language { self == .vi ? .en : .vi }
}
