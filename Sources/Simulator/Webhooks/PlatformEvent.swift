/// One event on its way to the webhook, not yet signed.
struct PlatformEvent: Sendable {
    let channel: String
    let person: String
    /// Zalo's event_name, Viber's event, Facebook's subscription field: what an account can leave out.
    let kind: String
    let at: Int64
    /// Zalo and Viber: the whole body. Facebook: one item of `messaging`.
    let body: JSON
    /// Facebook: another app owns the thread, so the item goes into `standby` instead of `messaging`.
    var isStandby = false
    /// The citizen's bubble that this event tells of, if it does.
    var bubble: String?
}
