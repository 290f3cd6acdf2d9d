import HTTP

/// The page with the phones: its files, what it shows, its one event stream and what people do on it.
extension Simulator {
    /// People offered on the page; a load test has more.
    private static let shownPeople = 12
    /// Calls that a fault set from the page lasts, if it is not taken back before.
    private static let lastingCalls = 10_000
    private static let slowSeconds = 15

    nonisolated func addPhones(to routes: inout Routes) {
        let page = Response(
            status: 200,
            headers: [
                ("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", PhonesPage.policy),
                ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
            ], body: .bytes(Array(PhonesPage.html(channels).utf8)))
        routes.on("GET", "/phones") { _ in page }
        asset("/phones/phones.css", "text/css; charset=utf-8", phonesCSS, &routes)
        asset("/phones/phones.js", "text/javascript; charset=utf-8", phonesJS, &routes)
        asset("/sim/media/avatar.svg", "image/svg+xml", avatarSVG, &routes)
        asset("/sim/media/photo.svg", "image/svg+xml", photoSVG, &routes)
        routes.on("GET", "/sim/media/voice.wav") { _ in .bytes(VoiceMessage.wave, type: "audio/wav") }
        routes.on("GET", "/phones/state") { _ in await self.phonesState() }
        routes.on("GET", "/phones/events") { await self.phonesEvents($0) }
        routes.on("POST", "/phones/act") { await self.phonesAct($0) }
    }

    private nonisolated func asset(_ path: String, _ type: String, _ text: StaticString, _ routes: inout Routes) {
        let bytes = text.withUTF8Buffer { Array($0) }
        routes.on("GET", path) { _ in .bytes(bytes, type: type) }
    }

    private func phonesState() -> Response {
        let state: [JSON] = channels.map { channel in
            let people = (peopleOrder[channel.id] ?? []).prefix(Self.shownPeople)
                .compactMap { threads[channel.id]?[$0] }
            let webhook = webhookState(channel: channel.id)
            return [
                "id": .string(channel.id), "disabled": .bool(webhook.isDisabled),
                "failing": .bool(webhook.failingSince != nil),
                "faulty": .bool(faults[channel.id]?.values.contains { !$0.isEmpty } == true),
                "people": .array(
                    people.map { thread in
                        [
                            "id": .string(thread.person.id), "name": .string(thread.person.name),
                            "follows": .bool(thread.isFollowing), "blocked": .bool(thread.hasBlocked),
                            "online": .bool(thread.isOnline), "bubbles": .array(thread.bubbles.map(\.json)),
                        ]
                    }),
            ]
        }
        return Self.json(["number": .int(Int64(feed.number)), "channels": .array(state)])
    }

    private func phonesEvents(_ request: Request) -> Response {
        let last = (request.headers["last-event-id"] ?? request.queryValue("after")).flatMap { Int($0) }
        let stream = feed.open(after: last) { page in Task { await self.closePage(page) } }
        return Response(
            status: 200, headers: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")],
            body: .stream(stream))
    }

    private func closePage(_ page: Int) { feed.close(page) }

    /// Only JSON is taken: another site's form cannot send it.
    private func phonesAct(_ request: Request) async -> Response {
        guard request.isJSON, let act = JSON.parse(request.body), let channel = act["channel"].string,
            platform(channel) != nil
        else { return .text("unknown channel or not JSON\n", status: 400) }
        let person = act["person"].string ?? ""
        if act["act"].string == "add" {
            let number = (peopleOrder[channel] ?? []).count + 1
            let added = addPerson(name: act["text"].string ?? "Người dân \(number)", channel: channel)
            return Self.json(["person": .string(added?.id ?? "")])
        }
        guard threads[channel]?[person] != nil else { return .text("unknown person\n", status: 400) }
        let text = act["text"].string ?? ""
        let done =
            switch act["act"].string {
            case "fault": setFault(text, channel, person)
            case let name?: perform(name, text, channel, person)
            case nil: false
            }
        return done ? Self.json(["done": true]) : .text("unknown act\n", status: 400)
    }

    private func perform(_ act: String, _ text: String, _ channel: String, _ person: String) -> Bool {
        switch act {
        case "write" where !text.isEmpty: citizenWrites(text, person: person, channel: channel)
        case "photo":
            citizenSends(.image(url: publicURL + "/sim/media/photo.svg"), person: person, channel: channel)
        case "voice":
            citizenSends(.voice(url: publicURL + "/sim/media/voice.wav"), person: person, channel: channel)
        case "sticker": citizenSends(.sticker(id: "369239263222822"), person: person, channel: channel)
        case "location": citizenSends(Self.somewhere, person: person, channel: channel)
        case "tap": return taps(text, person: person, channel: channel)
        case "open": opensChat(person: person, channel: channel)
        case "follow": follows(true, person: person, channel: channel)
        case "unfollow": follows(false, person: person, channel: channel)
        case "read": reads(person: person, channel: channel)
        case "staff" where !text.isEmpty: return staffAnswers(text, person: person, channel: channel)
        case "return": staffReturnsThread(person: person, channel: channel)
        default: return false
        }
        return true
    }

    private func setFault(_ name: String, _ channel: String, _ person: String) -> Bool {
        switch name {
        case "down": set(.answer(status: 503), channel: channel, count: Self.lastingCalls)
        case "slow": set(.hang(seconds: Self.slowSeconds), channel: channel, count: Self.lastingCalls)
        case "throttle": set(.throttle(retryAfterSeconds: 60), channel: channel, count: Self.lastingCalls)
        case "lost": set(.dropAnswer, channel: channel)
        case "window": closeWindow(person: person, channel: channel)
        case "token": expireToken(channel: channel)
        case "block": block(person: person, channel: channel)
        case "offline": phone(isOnline: false, person: person, channel: channel)
        case "clear":
            clearFaults(channel: channel)
            enableWebhook(channel: channel)
            block(person: person, channel: channel, false)
            phone(isOnline: true, person: person, channel: channel)
        default: return false
        }
        feed.changed(.people(channel))
        return true
    }
}
