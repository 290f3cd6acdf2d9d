import Foundation

/// What people do with their phones. Every act is signed and queued as the platform would; `settle()` returns when the
/// webhook has answered.
extension Simulator {
    /// The people of a channel, first those that the phones page offers.
    public func people(channel: String) -> [SimulatedPerson] {
        (peopleOrder[channel] ?? []).compactMap { threads[channel]?[$0]?.person }
    }

    /// Adds a person who has not yet written, with an id of the platform's form.
    @discardableResult
    public func addPerson(name: String, channel id: String) -> SimulatedPerson? {
        guard let channel = channel(id) else { return nil }
        let number = (peopleOrder[id] ?? []).count + 1
        let phone = "849" + String(10_000_000 + number).suffix(8)
        let person = SimulatedPerson(id: channel.personID(number), name: name, phone: phone)
        threads[id, default: [:]][person.id] = PhoneThread(person: person)
        peopleOrder[id, default: []].append(person.id)
        feed.changed(.people(id))
        return person
    }

    /// The last messages of a chat, oldest first.
    public func transcript(channel: String, person: String) -> [Bubble] { threads[channel]?[person]?.bubbles ?? [] }

    /// Sends a text; gives the platform's id of the message.
    @discardableResult
    public func citizenWrites(_ text: String, person: String, channel: String) -> String? {
        citizenSends(.text(text), person: person, channel: channel)
    }

    /// Sends a message; gives its id, nil for an unknown channel.
    @discardableResult
    public func citizenSends(_ message: CitizenMessage, person: String, channel: String) -> String? {
        send(message, person: person, channel: channel)
    }

    /// Opens the chat: for the first time it is Zalo's click on chat, Viber's `conversation_started` (each time) and
    /// Facebook's Get Started.
    public func opensChat(person: String, channel: String) {
        guard let platform = platform(channel) else { return }
        let now = clock.now()
        let thread = withThread(channel, person) { thread in
            let before = thread
            thread.hasOpened = true
            return before
        }
        switch platform {
        case .zalo:
            guard !thread.hasOpened else { return }
            interacts(channel, person)
            post(zaloEvents(channel).map { [$0.clickedChat(person, at: now)] } ?? [])
        case .viber:
            let token = newMessageID(platform)
            post([
                ViberEvents(channel: channel).conversationStarted(
                    thread.person, token: token, context: nil, subscribed: thread.isFollowing, at: now)
            ])
        case .facebook:
            guard !thread.hasOpened, let events = facebookEvents(channel) else { return }
            interacts(channel, person)
            let payload = getStartedPayloads[channel] ?? "GET_STARTED"
            post([
                events.postback(
                    title: "Bắt đầu", payload: payload, mid: newMessageID(platform), from: person,
                    standby: thread.isInInbox(at: now), at: now)
            ])
        }
    }

    /// Follows the OA or subscribes to the bot, or ends it. Facebook has nothing of the kind.
    public func follows(_ isFollowing: Bool = true, person: String, channel: String) {
        guard let platform = platform(channel) else { return }
        let now = clock.now()
        let known = withThread(channel, person) { thread in
            thread.isFollowing = isFollowing
            return thread.person
        }
        switch platform {
        case .zalo:
            if isFollowing {
                interacts(channel, person)
            } else {
                withThread(channel, person) { $0.lastInteraction = nil }
            }
            post(zaloEvents(channel).map { [$0.follow(isFollowing, person, at: now)] } ?? [])
        case .viber:
            let events = ViberEvents(channel: channel)
            let token = newMessageID(platform)
            post([
                isFollowing
                    ? events.subscribed(known, token: token, at: now)
                    : events.unsubscribed(person, token: token, at: now)
            ])
        case .facebook: break
        }
    }

    /// Taps the button with this title under the newest message that has it; false when there is none.
    @discardableResult
    public func taps(_ title: String, person: String, channel: String) -> Bool {
        guard let thread = threads[channel]?[person],
            let bubble = thread.bubbles.last(where: { $0.buttons.contains { $0.title == title } }),
            let button = bubble.buttons.first(where: { $0.title == title })
        else { return false }
        tap(button, thread, channel)
        return true
    }

    /// Zalo and Facebook: an emoji on one of the account's messages. Viber has none.
    public func reacts(_ emoji: String = "❤", to message: String, person: String, channel: String) {
        interacts(channel, person)
        let now = clock.now()
        if let zalo = zaloEvents(channel) { post([zalo.reacted("/-heart", to: message, by: person, at: now)]) }
        if let page = facebookEvents(channel) { post([page.reaction(emoji, to: message, by: person, at: now)]) }
    }

    /// Zalo: the person wants the OA to delete the data it holds.
    public func withdraws(person: String, channel: String) {
        post(zaloEvents(channel).map { [$0.withdrew(person, at: clock.now())] } ?? [])
    }

    /// Reads everything in the chat.
    public func reads(person: String, channel: String) {
        guard let thread = threads[channel]?[person], let platform = platform(channel) else { return }
        let read = thread.bubbles.filter { $0.author != .person && $0.mark < .seen }
        guard !read.isEmpty else { return }
        let now = clock.now()
        mark(read.map(\.id), .seen, channel, person)
        // Zalo and Viber report only what came through the API.
        let unread = read.filter { $0.author == .account }.map(\.id)
        guard facebookEvents(channel) != nil || !unread.isEmpty else { return }
        switch platform {
        case .zalo: post(zaloEvents(channel).map { [$0.seen(unread, by: person, at: now)] } ?? [])
        case .viber: post(unread.map { ViberEvents(channel: channel).receipt("seen", $0, person, at: now) })
        case .facebook: post(facebookEvents(channel).map { [$0.read(by: person, at: now)] } ?? [])
        }
    }

    /// Turns the phone off or on; what came meanwhile is delivered when it is on again.
    public func phone(isOnline: Bool, person: String, channel: String) {
        let waiting = withThread(channel, person) { thread in
            thread.isOnline = isOnline
            return thread.bubbles.filter { $0.author != .person && $0.mark == .sent }.map(\.id)
        }
        if isOnline { deliverToPhone(waiting, channel, person) }
    }

    /// Puts several events of a Page into one request, as Facebook may; 1 turns it off.
    public func batchFacebook(_ entries: Int) { facebookBatch = max(1, entries) }

    /// Marks messages as delivered and tells the webhook, if the phone is on.
    func deliverToPhone(_ ids: [String], _ channel: String, _ person: String) {
        guard !ids.isEmpty, let platform = platform(channel), threads[channel]?[person]?.isOnline == true else {
            return
        }
        let now = clock.now()
        mark(ids, .delivered, channel, person)
        switch platform {
        case .zalo:
            post(zaloEvents(channel).map { events in ids.map { events.received($0, by: person, at: now) } } ?? [])
        case .viber: post(ids.map { ViberEvents(channel: channel).receipt("delivered", $0, person, at: now) })
        case .facebook: post(facebookEvents(channel).map { [$0.delivery(ids, to: person, at: now)] } ?? [])
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
        guard let platform = platform(channel) else { return nil }
        let now = clock.now()
        let id = newMessageID(platform)
        interacts(channel, person)
        let thread = withThread(channel, person) { thread in
            let before = thread
            thread.hasOpened = true
            // A first message subscribes without a `subscribed` callback (viber-bot-python's README).
            if case .viber = platform { thread.isFollowing = true }
            return before
        }
        if showsBubble {
            show(
                Bubble(
                    id: id, author: .person, at: now, text: message.text, attachments: message.attachments,
                    mark: .sent), channel, person)
        }
        switch platform {
        case .zalo: post(zaloEvents(channel).map { [$0.message(message, id: id, from: person, at: now)] } ?? [])
        case .viber:
            post([
                ViberEvents(channel: channel).message(
                    message, token: id, from: thread.person, trackingData: thread.trackingData, silent: !showsBubble,
                    at: now)
            ])
        case .facebook:
            post(
                facebookEvents(channel).map {
                    [
                        $0.message(
                            message, mid: id, from: person, payload: payload, standby: thread.isInInbox(at: now),
                            at: now)
                    ]
                } ?? [])
        }
        return id
    }

    private func tap(_ button: PhoneButton, _ thread: PhoneThread, _ channel: String) {
        let person = thread.person.id
        switch button.action {
        case .reply(let payload): reply(button, payload, thread, channel)
        case .sharePhone:
            if facebookEvents(channel) != nil {
                send(
                    .text("+" + thread.person.phone), person: person, channel: channel,
                    payload: "+" + thread.person.phone)
            } else {
                send(
                    .contact(name: thread.person.name, phone: thread.person.phone), person: person, channel: channel)
            }
        case .shareLocation: send(Self.somewhere, person: person, channel: channel)
        case .form:
            interacts(channel, person)
            post(zaloEvents(channel).map { [$0.submittedInfo(thread.person, at: clock.now())] } ?? [])
        case .open, .call, .message, .none: break
        }
    }

    private func reply(_ button: PhoneButton, _ payload: String, _ thread: PhoneThread, _ channel: String) {
        guard let platform = platform(channel) else { return }
        let person = thread.person.id
        switch platform {
        // Zalo and Viber have no button event: the payload comes as if it had been typed.
        case .zalo: send(.text(payload), person: person, channel: channel, showsBubble: button.showsTap)
        case .viber:
            send(.text(payload), person: person, channel: channel, showsBubble: button.showsTap)
        case .facebook where button.place == .quickReply:
            send(.text(button.title), person: person, channel: channel, payload: payload)
        case .facebook:
            guard let events = facebookEvents(channel) else { return }
            interacts(channel, person)
            let mid = newMessageID(platform)
            show(
                Bubble(id: mid, author: .person, at: clock.now(), text: button.title, mark: .sent), channel, person)
            var event = events.postback(
                title: button.title, payload: payload, mid: mid, from: person,
                standby: thread.isInInbox(at: clock.now()), at: clock.now())
            event.bubble = mid
            post([event])
        }
    }

    /// The middle of Thuận An, for a shared location.
    static let somewhere = CitizenMessage.location(latitude: 10.9257, longitude: 106.7121)
}
