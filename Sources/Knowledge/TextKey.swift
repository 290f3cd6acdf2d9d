/// The texts of settings.yaml, `texts:`. All are required; those of `mayBeEmpty` may say nothing.
public enum TextKey: String, Sendable, Hashable, CaseIterable {
    case clarify
    case noneOfThese = "none_of_these"
    case person
    case escalated
    case escalatedAsk = "escalated_ask"
    case stateWaiting = "state_waiting"
    case stateClaimed = "state_claimed"
    case stateClosed = "state_closed"
    case waitingNoted = "waiting_noted"
    case voice
    case photo
    case file
    case locationNoted = "location_noted"
    case factsNoted = "facts_noted"
    case thanks
    case farewell
    case abuse
    case forwarded
    case anger
    case more
    /// On the button that calls `{number}`.
    case call
    case sourceLine = "source_line"
    case underReview = "under_review"
    case unknownChoice = "unknown_choice"
    case dataRequest = "data_request"
    case reopened
    case notUnderstoodLanguage = "not_understood_language"
    case claimed
    case closedAnswered = "closed_answered"
    case closedHelped = "closed_helped"
    case closedNotEntitled = "closed_not_entitled"
    case closedEmergency = "closed_emergency"
    case closedDuplicate = "closed_duplicate"
    case closedWithdrawn = "closed_withdrawn"
    case closedNoReply = "closed_no_reply"
    case closedUnreachable = "closed_unreachable"
    case closedNotOurs = "closed_not_ours"
    case closedSpam = "closed_spam"

    /// Texts that may be empty: then nothing is sent.
    static let mayBeEmpty: Set<TextKey> = [.closedSpam]
}

/// The hotline's fixed texts by key.
public struct Texts: Sendable, Hashable {
    let texts: [TextKey: Localized]

    /// The text for someone who writes `language`, in the nearest language there is; placeholders stay in braces.
    public subscript(key: TextKey, language: String) -> String { texts[key]?.text(for: language) ?? "" }

    /// The same with `{name}` replaced by each of `values`.
    public func text(_ key: TextKey, _ language: String, filling values: [String: String]) -> String {
        Placeholders.fill(self[key, language]) { values[$0] }
    }
}
