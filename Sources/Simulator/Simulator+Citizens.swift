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

    /// How many messages the account has sent to this person so far.
    public func messagesReceived(person: String, channel: String) -> Int {
        threads[channel]?[person]?.accountMessages ?? 0
    }

    /// Returns when the account has sent this person more than `count` messages.
    public func receivesMessage(after count: Int, person: String, channel: String) async {
        while messagesReceived(person: person, channel: channel) <= count {
            await withCheckedContinuation { phoneWaiters[channel + "/" + person, default: []].append($0) }
        }
    }

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
        guard let platform = platform(channel), let events = events(channel) else { return }
        let now = clock.now()
        let thread = withThread(channel, person) { thread in
            let before = thread
            thread.hasOpened = true
            return before
        }
        switch events {
        case .viber(let viber):
            post([
                viber.conversationStarted(
                    thread.person, token: newMessageID(platform), context: nil, subscribed: thread.isFollowing, at: now)
            ])
        case .zalo(let zalo):
            guard !thread.hasOpened else { return }
            interacts(channel, person)
            post([zalo.clickedChat(person, at: now)])
        case .facebook(let page):
            guard !thread.hasOpened else { return }
            interacts(channel, person)
            post([
                page.postback(
                    title: "Bắt đầu", payload: getStartedPayloads[channel] ?? "GET_STARTED",
                    mid: newMessageID(platform), from: person, standby: thread.isInInbox(at: now), at: now)
            ])
        }
    }

    /// Follows the OA or subscribes to the bot, or ends it. Facebook has nothing of the kind.
    public func follows(_ isFollowing: Bool = true, person: String, channel: String) {
        guard let platform = platform(channel), let events = events(channel) else { return }
        let now = clock.now()
        let known = withThread(channel, person) { thread in
            thread.isFollowing = isFollowing
            return thread.person
        }
        switch events {
        case .zalo(let zalo):
            // Following opens the window; who unfollows is out of reach.
            withThread(channel, person) { $0.lastInteraction = isFollowing ? now : nil }
            post([zalo.follow(isFollowing, person, at: now)])
        case .viber(let viber):
            let token = newMessageID(platform)
            post([
                isFollowing
                    ? viber.subscribed(known, token: token, at: now)
                    : viber.unsubscribed(person, token: token, at: now)
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
        let now = clock.now()
        switch events(channel) {
        case .zalo(let zalo): post([zalo.reacted("/-heart", to: message, by: person, at: now)])
        case .facebook(let page): post([page.reaction(emoji, to: message, by: person, at: now)])
        case .viber, nil: return
        }
        interacts(channel, person)
    }

    /// Zalo: the person wants the OA to delete the data it holds.
    public func withdraws(person: String, channel: String) {
        guard let zalo = zaloEvents(channel) else { return }
        post([zalo.withdrew(person, at: clock.now())])
    }

    /// Reads everything in the chat.
    public func reads(person: String, channel: String) {
        guard let thread = threads[channel]?[person], let events = events(channel) else { return }
        let read = thread.bubbles.filter { $0.author != .person && $0.mark < .seen }
        guard !read.isEmpty else { return }
        let now = clock.now()
        mark(read.map(\.id), .seen, channel, person)
        // Zalo and Viber report only what came through the API.
        let sent = read.filter { $0.author == .account }.map(\.id)
        switch events {
        case .zalo(let zalo): if !sent.isEmpty { post([zalo.seen(sent, by: person, at: now)]) }
        case .viber(let viber): post(sent.map { viber.receipt("seen", $0, person, at: now) })
        case .facebook(let page): post([page.read(by: person, at: now)])
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
}
