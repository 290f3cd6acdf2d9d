import Foundation
import HTTP
import Synchronization

@testable import Simulator

/// A clock that moves only when told; whoever sleeps wakes when it has passed the time.
final class ManualClock: Sendable {
    private struct State {
        var now: Int64 = 1_790_000_000_000
        var sleepers: [(until: Int64, wake: CheckedContinuation<Void, Never>)] = []
    }
    private let state = Mutex(State())

    var now: Int64 { state.withLock { $0.now } }

    func advance(_ milliseconds: Int64) {
        let due = state.withLock { state in
            state.now += milliseconds
            let due = state.sleepers.filter { $0.until <= state.now }
            state.sleepers.removeAll { $0.until <= state.now }
            return due
        }
        for sleeper in due { sleeper.wake.resume() }
    }

    var clock: SimulatorClock {
        SimulatorClock(
            now: { self.now },
            sleep: { until in
                await withCheckedContinuation { continuation in
                    let isOver = self.state.withLock { state in
                        if state.now < until { state.sleepers.append((until, continuation)) }
                        return state.now >= until
                    }
                    if isOver { continuation.resume() }
                }
            })
    }

    /// Returns when somebody sleeps, so that a test can let the time pass for him.
    func waitForSleeper() async {
        while state.withLock({ $0.sleepers.isEmpty }) { await Task.yield() }
    }

    deinit {
        for sleeper in state.withLock({ $0.sleepers }) { sleeper.wake.resume() }
    }
}

/// The router's end of the webhook: keeps what came and answers as told.
final class Webhook: Sendable {
    private let state = Mutex((received: [SignedWebhook](), answer: WebhookAnswer?(WebhookAnswer(status: 200))))

    var received: [SignedWebhook] { state.withLock { $0.received } }

    /// nil: no answer in time.
    func answers(_ answer: WebhookAnswer?) { state.withLock { $0.answer = answer } }

    func forget() { state.withLock { $0.received = [] } }

    /// The handshake is answered with its challenge, unless the webhook is told to fail.
    func receive(_ webhook: SignedWebhook) -> WebhookAnswer? {
        state.withLock { state in
            state.received.append(webhook)
            guard webhook.method == "GET", state.answer?.status == 200 else { return state.answer }
            let challenge = webhook.url.split(separator: "=").last ?? ""
            return WebhookAnswer(status: 200, body: Array(challenge.utf8))
        }
    }

    var bodies: [JSON] { received.compactMap { JSON.parse($0.body) } }
}

/// A simulator with one channel on each platform, a manual clock and a webhook that listens.
struct Rig: Sendable {
    let clock = ManualClock()
    let webhook = Webhook()
    let simulator: Simulator
    let zalo: String
    let viber: String
    let facebook: String

    static let channels = [
        SimulatedChannel(
            id: "zalo", name: "1022",
            platform: .zalo(
                appID: "360846524940903967", oaID: "388613280878808645", appSecret: "AppSecret_test_abcdef",
                oaSecretKey: "OASecretKey_test_0123456789", accessToken: "access-1", refreshToken: "refresh-1"),
            webhookURL: "https://hotline.example/webhooks/zalo"),
        SimulatedChannel(
            id: "viber", name: "1022", platform: .viber(authToken: "viber-token-test-0123456789"),
            webhookURL: "https://hotline.example/webhooks/viber"),
        SimulatedChannel(
            id: "facebook", name: "1022",
            platform: .facebook(
                pageID: "1234567890", appID: "1517776481860111", appSecret: "fb_app_secret_test_0123456789",
                verifyToken: "mytoken", pageToken: "EAAB-page-token-test"),
            webhookURL: "https://hotline.example/webhooks/facebook"),
    ]

    init(limits: SimulatorLimits = SimulatorLimits()) {
        let counter = Counter()
        let webhook = webhook
        simulator = Simulator(
            channels: Self.channels, clock: clock.clock, limits: limits, random: { counter.bytes($0) },
            deliver: { webhook.receive($0) })
        zalo = Self.channels[0].personID(1)
        viber = Self.channels[1].personID(1)
        facebook = Self.channels[2].personID(1)
    }

    /// A rig in which the first person of each channel has written, and those events are forgotten.
    static func afterFirstWords(limits: SimulatorLimits = SimulatorLimits()) async -> Rig {
        let rig = Rig(limits: limits)
        for (channel, person) in [("zalo", rig.zalo), ("viber", rig.viber), ("facebook", rig.facebook)] {
            await rig.simulator.citizenWrites("alo", person: person, channel: channel)
        }
        await rig.simulator.settle()
        rig.webhook.forget()
        return rig
    }

    func call(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [],
        headers: [String: String] = [:], body: [UInt8] = []
    ) async -> (status: Int, body: JSON, headers: [String: String]) {
        let request = Request(
            method: method, path: "/sim/" + path, query: query,
            headers: ["content-type": "application/json"].merging(headers) { $1 }, body: body)
        let response = await simulator.routes.respond(to: request)
        guard case .bytes(let bytes) = response.body else { return (response.status, .null, [:]) }
        let answered = Dictionary(response.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return (response.status, JSON.parse(bytes) ?? .null, answered)
    }

    func sendZalo(_ body: JSON, token: String = "access-1") async -> JSON {
        await call("POST", "zalo/v3.0/oa/message/cs", headers: ["access_token": token], body: body.bytes()).body
    }

    func sendViber(_ body: JSON, token: String = "viber-token-test-0123456789") async -> JSON {
        await call("POST", "viber/pa/send_message", headers: ["x-viber-auth-token": token], body: body.bytes()).body
    }

    func sendFacebook(_ body: JSON, token: String = "EAAB-page-token-test") async -> (status: Int, body: JSON) {
        let answer = await call(
            "POST", "facebook/v25.0/1234567890/messages", query: [("access_token", token)], body: body.bytes())
        return (answer.status, answer.body)
    }

    /// The platform's code of a refusal; "ok" when it was accepted.
    func code(facebook body: JSON) async -> String {
        let answer = await sendFacebook(body)
        guard answer.status != 200 else { return "ok" }
        let error = answer.body["error"]
        return (error["code"].int.map { String($0) } ?? "?") + (error["error_subcode"].int.map { "/\($0)" } ?? "")
    }
}

/// Bytes that differ at each call and are the same in each run.
private final class Counter: Sendable {
    private let next = Mutex<UInt64>(1)

    func bytes(_ count: Int) -> [UInt8] {
        next.withLock { next in
            (0..<count).map { _ in
                next = next &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(next >> 56)
            }
        }
    }
}

/// The text of a file below Fixtures.
func fixtureBytes(_ name: String, file: String = #filePath) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name + ".json")))
}

struct NotJSON: Error {}

func fixture(_ name: String) throws -> JSON {
    guard let json = JSON.parse(try fixtureBytes(name)) else { throw NotJSON() }
    return json
}

extension JSON {
    /// A copy with the value at this path of names and indices changed; nil takes it out.
    func setting(_ path: [String], to value: JSON?) -> JSON {
        guard let name = path.first else { return value ?? .null }
        let rest = Array(path.dropFirst())
        if case .array(var values) = self, let index = Int(name), values.indices.contains(index) {
            values[index] = values[index].setting(rest, to: value)
            return .array(values)
        }
        guard case .object(var members) = self else { return self }
        let position = members.firstIndex { $0.name == name }
        if rest.isEmpty, value == nil {
            members.removeAll { $0.name == name }
            return .object(members)
        }
        let inner = (position.map { members[$0].value } ?? .object([])).setting(rest, to: value)
        if let position {
            members[position] = Member(name: name, value: inner)
        } else {
            members.append(Member(name: name, value: inner))
        }
        return .object(members)
    }

    /// Names and kinds of everything in this value, without the values: what two messages of one form have in common.
    var form: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .int, .number: "number"
        case .string: "string"
        case .array(let values): "[" + Set(values.map(\.form)).sorted().joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { $0.name + ":" + $0.value.form }.sorted().joined(separator: ",") + "}"
        }
    }
}
