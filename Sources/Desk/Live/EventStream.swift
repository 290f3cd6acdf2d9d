import HTTP
import Messaging
import Storage

/// The live stream of one page (server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html). It
/// carries kinds and numbers of tickets that the agent may see, and no words: the page fetches again what it shows.
extension Desk {
    func events(_ visit: Visit) async throws(StorageError) -> Response {
        guard let token = cookies.sessionToken(visit.request) else { return refuse(.signedOut, visit.guest) }
        let (chunks, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(256))
        // Listening begins before the page is told so: nothing falls between.
        let changes = store.changes.listen()
        continuation.yield(Self.event("ready"))
        let stream = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await tell(changes, token, into: continuation) }
                group.addTask { await stayPresent(token) }
                await group.next()
                group.cancelAll()
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in stream.cancel() }
        return Response(
            status: 200,
            headers: [
                ("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-store"),
                // nginx would gather the events otherwise.
                ("X-Accel-Buffering", "no"),
            ], body: .stream(chunks))
    }

    /// Passes on what concerns the agent, until the store closes or the session ends. Who the agent is and what they may
    /// see is read again for every change: a session that has ended hears nothing more.
    private func tell(
        _ changes: AsyncStream<Change>, _ token: [UInt8], into continuation: AsyncStream<[UInt8]>.Continuation
    ) async {
        do {
            for await change in changes {
                if change == .inbox || change == .outbox { continue }
                guard let agent = try await present(token)?.agent else { return }
                for event in try await events(of: change, for: agent) { continuation.yield(event) }
            }
        } catch {
            // The page connects again and fetches everything.
        }
    }

    private func events(of change: Change, for agent: Agent) async throws(StorageError) -> [[UInt8]] {
        if change == .knowledge { return [Self.event("knowledge")] }
        guard Policy.allows(agent, .work) else { return [] }
        let scope = Policy.scope(of: agent)
        switch change {
        case .inbox, .outbox, .knowledge: return []
        case .overdueReds: return [Self.event("overdue")]
        case .ticket(let id): return try await store.ticket(id, scope) == nil ? [] : [Self.event("ticket", id)]
        // Somebody in danger concerns every desk; which ticket it is, only those who may see it.
        case .redTicket(let id): return [Self.event("red", try await store.ticket(id, scope) == nil ? nil : id)]
        case .conversation(let id):
            return try await store.tickets(of: id, scope).isEmpty ? [] : [Self.event("conversation", id)]
        }
    }

    /// An open page is somebody who is there: the session counts as used, and claims do not lapse. Returns when the
    /// session is over.
    private func stayPresent(_ token: [UInt8]) async {
        do {
            while try await present(token) != nil {
                try await clock.sleep(clock.now().adding(seconds: DeskLimits.touchSeconds))
            }
        } catch {
            // Cancelled, or the database is gone: the stream ends either way.
        }
    }

    private func present(_ token: [UInt8]) async throws(StorageError) -> Session? {
        try await session(token, now: clock.now())
    }

    private static func event(_ kind: StaticString, _ number: (some CustomStringConvertible)?) -> [UInt8] {
        Array("event: \(kind)\ndata: \(number?.description ?? "")\n\n".utf8)
    }

    private static func event(_ kind: StaticString) -> [UInt8] { event(kind, TicketID?.none) }
}
