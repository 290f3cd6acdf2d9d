import HTTP
import Messaging
import Synchronization

/// The platform's side of the calls: keeps each, and answers as the script says.
final class ScriptedPlatform: Sendable {
    struct Call: Sendable, Equatable {
        let contact: String
        let purpose: String
        let text: String
        let token: String?
        let url: String
        let tag: String
        let at: Instant
    }

    typealias Answer = Result<String, OutgoingFailure>

    private struct State {
        var calls: [Call] = []
        var refreshes: [String] = []
        var answer: @Sendable (Call, Int) -> Answer = { _, number in .success("ok mid.\(number)") }
        var refresh: @Sendable (Int) -> Answer = { .success("pair access-\($0) refresh-\($0)") }
        var isHeld = false
        var held: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())
    private let now: @Sendable () -> Instant

    init(now: @escaping @Sendable () -> Instant) { self.now = now }

    var calls: [Call] { state.withLock { $0.calls } }
    var texts: [String] { calls.map(\.text) }
    /// Refresh tokens that were exchanged.
    var refreshes: [String] { state.withLock { $0.refreshes } }
    /// Calls that wait for `release`.
    var heldCount: Int { state.withLock { $0.held.count } }

    /// How a send is answered; the number counts calls from 1.
    func answer(_ answer: @escaping @Sendable (Call, Int) -> Answer) { state.withLock { $0.answer = answer } }
    func answerRefresh(_ answer: @escaping @Sendable (Int) -> Answer) { state.withLock { $0.refresh = answer } }

    /// Calls are kept waiting from now on.
    func hold() { state.withLock { $0.isHeld = true } }

    func release() {
        let held = state.withLock { state in
            state.isHeld = false
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    var outgoing: Outgoing {
        Outgoing { request throws(OutgoingFailure) in
            let body = String(decoding: request.body, as: UTF8.self)
            if request.url.hasSuffix("/refresh") {
                let answer = self.state.withLock { state in
                    state.refreshes.append(body)
                    return state.refresh(state.refreshes.count)
                }
                return OutgoingReply(status: 200, body: Array(try answer.get().utf8))
            }
            let parts = body.split(separator: "|", maxSplits: 2).map(String.init)
            let call = Call(
                contact: parts[0], purpose: parts[1], text: parts.count > 2 ? parts[2] : "",
                token: request.headers["x-token"], url: request.url, tag: request.headers["x-tag"] ?? "",
                at: self.now())
            let number = self.state.withLock { state in
                state.calls.append(call)
                return state.calls.count
            }
            await self.wait()
            let answer = self.state.withLock { $0.answer }
            return OutgoingReply(status: 200, body: Array(try answer(call, number).get().utf8))
        }
    }

    private func wait() async {
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.isHeld { state.held.append(continuation) }
                return state.isHeld
            }
            if !isHeld { continuation.resume() }
        }
    }
}
