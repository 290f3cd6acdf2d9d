/// What texts may be at most, in `Character`s.
public enum TextLimits {
    /// The narrowest of the platforms' buttons that still shows a title whole.
    public static let button = 20
    /// The privacy notice: one bubble on every platform.
    public static let notice = 500
    /// An emergency text is read by someone in fear.
    public static let emergency = 600
    public static let noticeOfTheDay = 200
    /// What is read without a tap; the rest stands behind "Xem thêm".
    public static let firstBubble = 320
    /// Fewer wordings than this, and the matcher guesses.
    public static let examples = 5
    /// The menu: more does not fit on the narrowest platform.
    public static let menuButtons = 5
    /// Topics for languages that the matcher does not read: what one screen shows, and Facebook's 13 quick replies hold.
    public static let menuTopics = 12
}
