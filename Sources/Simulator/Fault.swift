/// Something that goes wrong on a platform, for a number of calls.
public enum Fault: Sendable, Equatable {
    /// Answers with this HTTP status; with a code, the body is the platform's own error of that code.
    case answer(status: Int, code: Int? = nil)
    /// Answers with the platform's own "too many requests" and Retry-After.
    case throttle(retryAfterSeconds: Int)
    /// Waits, then does its work: longer than the caller's deadline it is a lost answer whose call succeeded.
    case hang(seconds: Int)
    /// Does its work, and the answer is lost: for a token refresh, the new pair is gone.
    case dropAnswer
    /// Answers 200 with something that is not JSON.
    case garbage
}

/// The calls that a fault concerns.
public enum FaultyCalls: Sendable, Hashable {
    /// Sending messages.
    case sends
    /// Zalo's token refresh.
    case tokens
}
