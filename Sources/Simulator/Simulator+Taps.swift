/// What lies behind the acts of people: messages, taps and receipts as each platform reports them.
extension Simulator {
    /// The event bodies of one channel's platform.
    enum Events {
        case zalo(ZaloEvents)
        case viber(ViberEvents)
        case facebook(FacebookEvents)
    }

    func events(_ channel: String) -> Events? {
        switch platform(channel) {
        case .zalo(let appID, let oaID, _, _, _, _):
            .zalo(ZaloEvents(channel: channel, appID: appID, oaID: oaID))
        case .viber: .viber(ViberEvents(channel: channel))
        case .facebook(let pageID, let appID, _, _, _):
            .facebook(FacebookEvents(channel: channel, pageID: pageID, appID: appID))
        case nil: nil
        }
    }

    func zaloEvents(_ channel: String) -> ZaloEvents? {
        guard case .zalo(let events) = events(channel) else { return nil }
        return events
    }

    func facebookEvents(_ channel: String) -> FacebookEvents? {
        guard case .facebook(let events) = events(channel) else { return nil }
        return events
    }

    /// Marks messages as delivered and tells the webhook, if the phone is on.
    func deliverToPhone(_ ids: [String], _ channel: String, _ person: String) {
        guard !ids.isEmpty, let events = events(channel), threads[channel]?[person]?.isOnline == true else { return }
        let now = clock.now()
        mark(ids, .delivered, channel, person)
        switch events {
        case .zalo(let zalo): post(ids.map { zalo.received($0, by: person, at: now) })
        case .viber(let viber): post(ids.map { viber.receipt("delivered", $0, person, at: now) })
        case .facebook(let page): post([page.delivery(ids, to: person, at: now)])
        }
    }

    /// What opens a platform's messaging window and ends the wait for an answer.
    func interacts(_ channel: String, _ person: String) {
        let now = clock.now()
        withThread(channel, person) { thread in
            thread.lastInteraction = now
            thread.unansweredSends = []
            if thread.sessionStarted.map({ now - $0 >= 24 * Milliseconds.hour }) ?? true { thread.sessionStarted = now }
        }
    }

    /// One message of a person. `payload` is a quick reply's; a tap without words in the chat has no bubble.
    @discardableResult
    func send(
        _ message: CitizenMessage, person: String, channel: String, payload: String? = nil, showsBubble: Bool = true
    ) -> String? {
        guard let platform = platform(channel), let events = events(channel) else { return nil }
        let now = clock.now()
        let id = newMessageID(platform)
        let before = withThread(channel, person) { thread in
            let before = thread
            thread.hasOpened = true
            // A first message subscribes without a `subscribed` callback (viber-bot-python's README).
            if case .viber = events { thread.isFollowing = true }
            return before
        }
        interacts(channel, person)
        if showsBubble {
            show(
                Bubble(
                    id: id, author: .person, at: now, text: message.text, attachments: message.attachments,
                    mark: .sent), channel, person)
        }
        switch events {
        case .zalo(let zalo): post([zalo.message(message, id: id, from: person, at: now)])
        case .viber(let viber):
            post([
                viber.message(
                    message, token: id, from: before.person, trackingData: before.trackingData, silent: !showsBubble,
                    at: now)
            ])
        case .facebook(let page):
            post([
                page.message(
                    message, mid: id, from: person, payload: payload, standby: before.isInInbox(at: now), at: now)
            ])
        }
        return id
    }

    func tap(_ button: PhoneButton, _ thread: PhoneThread, _ channel: String) {
        let person = thread.person.id
        switch button.action {
        case .reply(let payload): reply(button, payload, thread, channel)
        case .sharePhone:
            let number = "+" + thread.person.phone
            if facebookEvents(channel) != nil {
                send(.text(number), person: person, channel: channel, payload: number)
            } else {
                send(
                    .contact(name: thread.person.name, phone: thread.person.phone), person: person, channel: channel)
            }
        case .shareLocation: send(Self.somewhere, person: person, channel: channel)
        case .form:
            guard let zalo = zaloEvents(channel) else { return }
            interacts(channel, person)
            post([zalo.submittedInfo(thread.person, at: clock.now())])
        case .open, .call, .message, .none: break
        }
    }

    private func reply(_ button: PhoneButton, _ payload: String, _ thread: PhoneThread, _ channel: String) {
        let person = thread.person.id
        guard let platform = platform(channel), let page = facebookEvents(channel) else {
            // Zalo and Viber have no button event: the payload comes as if it had been typed.
            send(.text(payload), person: person, channel: channel, showsBubble: button.showsTap)
            return
        }
        guard button.place != .quickReply else {
            send(.text(button.title), person: person, channel: channel, payload: payload)
            return
        }
        let now = clock.now()
        let mid = newMessageID(platform)
        interacts(channel, person)
        show(Bubble(id: mid, author: .person, at: now, text: button.title, mark: .sent), channel, person)
        var event = page.postback(
            title: button.title, payload: payload, mid: mid, from: person, standby: thread.isInInbox(at: now), at: now)
        event.bubble = mid
        post([event])
    }

    /// The middle of Thuận An, for a shared location.
    static let somewhere = CitizenMessage.location(latitude: 10.9257, longitude: 106.7121)
}
