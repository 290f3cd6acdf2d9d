/// What the office's own people do in the platform's inbox instead of the router's desk.
extension Simulator {
    private static let adminID = "7214569874123456789"

    /// A person answers in the platform's inbox: Zalo's echo carries `admin_id`; on Facebook the inbox takes the thread,
    /// so that the next messages come in `standby`. False where the platform has no inbox (Viber).
    @discardableResult
    public func staffAnswers(_ text: String, person: String, channel: String) -> Bool {
        guard let platform = platform(channel), let thread = threads[channel]?[person] else { return false }
        let now = clock.now()
        let bubble = Bubble(id: newMessageID(platform), author: .staff, at: now, text: text, mark: .sent)
        switch platform {
        case .viber: return false
        case .zalo:
            show(bubble, channel, person)
            guard let events = zaloEvents(channel) else { return false }
            post([events.echo(bubble, kind: "oa_send_text", to: person, admin: Self.adminID, at: now)])
        case .facebook:
            show(bubble, channel, person)
            guard let events = facebookEvents(channel) else { return false }
            var posted = [
                events.echo(
                    bubble, to: person, appID: FacebookEvents.inboxAppID, metadata: nil, template: nil, at: now)
            ]
            withThread(channel, person) { $0.giveToInbox(at: now) }
            if !thread.isInInbox(at: now) {
                posted.append(
                    events.threadControl(
                        "take_thread_control", from: events.appID, to: FacebookEvents.inboxAppID, metadata: "",
                        person: person, at: now))
            }
            post(posted)
        }
        // Zalo reports the receipt only to the app that sent the message.
        if zaloEvents(channel) != nil {
            mark([bubble.id], .delivered, channel, person)
        } else {
            deliverToPhone([bubble.id], channel, person)
        }
        return true
    }

    /// Facebook: the inbox gives the thread back to the app ("Move to done").
    public func staffReturnsThread(person: String, channel: String) {
        guard let events = facebookEvents(channel), threads[channel]?[person]?.isInInbox(at: clock.now()) == true
        else { return }
        withThread(channel, person) { $0.takeFromInbox() }
        post([
            events.threadControl(
                "pass_thread_control", from: FacebookEvents.inboxAppID, to: events.appID, metadata: "", person: person,
                at: clock.now())
        ])
    }
}
