/// The numbers of the answering loop, each with its reason.
public struct AnsweringLimits: Sendable {
    /// Messages that follow one another within this time are one turn; 0 decides each at once (benchmarks).
    public var quietMilliseconds: Int64 = 3000
    /// A turn is decided at the latest after this time, however fast its writer is.
    public var longestTurnMilliseconds: Int64 = 10_000
    /// The fixed emergency text goes out at most once in ten minutes a conversation (users.md A, must 7).
    public var safetyPauseMilliseconds: Int64 = 600_000
    /// "1" chooses from the list last shown for half an hour.
    public var choiceMilliseconds: Int64 = 1_800_000
    /// The notice is given again after 180 days, or when its text changes.
    public var noticeMilliseconds: Int64 = 180 * 24 * 3_600_000
    /// A closed ticket is taken up again by a message within seven days (docs/statistics.md).
    public var reopenMilliseconds: Int64 = 7 * 24 * 3_600_000
    /// A person who answered in the platform's own inbox holds the conversation this long after the last reply there.
    public var platformInboxMilliseconds: Int64 = 3_600_000
    /// A further message to an open ticket is acknowledged at most this often.
    public var acknowledgeMilliseconds: Int64 = 600_000
    /// Turns of one person within ten minutes that are decided one by one; beyond, they are stored and join one ticket.
    public var floodTurnsMax = 20
    public var floodMilliseconds: Int64 = 600_000
    /// A red within an hour of a person's first joins that one's ticket, even a closed one.
    public var sameRedMilliseconds: Int64 = 3_600_000
    /// One person's open tickets; beyond, a matter joins the newest.
    public var openTicketsMax = 3
    /// Events taken in one round.
    public var batch = 64
    /// An event that fails, or during which the process dies, this often goes to the dead letters.
    public var attemptsMax = 3
    /// Voice messages from people without an open ticket are urgent between these hours (Viet Nam time).
    public var nightBegins = 22
    public var nightEnds = 6

    public init() {}
}
