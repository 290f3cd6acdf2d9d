import Crypto
import HTTP
import Messaging
import Storage
import Telemetry

/// What every request passes before its handler.
extension Desk {
    typealias VisitHandler = @Sendable (Visit) async throws(StorageError) -> Response
    typealias TicketHandler = @Sendable (Visit, TicketRow) async throws(StorageError) -> Response

    /// A route for anyone. A POST must still come from a page of ours.
    func open(_ handler: @escaping @Sendable (Guest) async throws(StorageError) -> Response) -> Routes.Handler {
        { request in
            let guest = guest(request, .page)
            guard request.method != "POST" || SameOrigin.allows(request, settings) else {
                return refuse(.foreign, guest)
            }
            return await mended(guest) { () throws(StorageError) in try await handler(guest) }
        }
    }

    /// A route for somebody signed in who has the right to `action`.
    func guarded(_ action: Policy.Action, as audience: Audience = .page, _ handler: @escaping VisitHandler)
        -> Routes.Handler
    {
        { request in
            let guest = guest(request, audience)
            return await mended(guest) { () throws(StorageError) in
                switch try await admit(guest) {
                case .failure(let refusal): refuse(refusal, guest)
                case .success(let visit):
                    Policy.allows(visit.agent, action) ? try await handler(visit) : refuse(.notFound, guest)
                }
            }
        }
    }

    /// A route about one ticket. One that the agent may not see does not exist for them.
    func onTicket(
        _ action: Policy.Action, as audience: Audience = .page, _ handler: @escaping TicketHandler
    ) -> Routes.Handler {
        guarded(.work, as: audience) { visit throws(StorageError) in
            guard let number = visit.request.parameters["id"].flatMap({ Int64($0) }),
                let ticket = try await store.ticket(TicketID(number), Policy.scope(of: visit.agent)),
                Policy.allows(visit.agent, action, Policy.Subject(ticket))
            else { return refuse(.notFound, visit.guest) }
            return try await handler(visit, ticket)
        }
    }

    /// Who is it, and did they mean it? In this order: our own pages, a session, the session's token.
    private func admit(_ guest: Guest) async throws(StorageError) -> Result<Visit, Refusal> {
        let isPost = guest.request.method == "POST"
        guard !isPost || SameOrigin.allows(guest.request, settings) else { return .failure(.foreign) }
        guard let token = cookies.sessionToken(guest.request), let session = try await session(token, now: guest.now)
        else { return .failure(.signedOut) }
        guard isPost else { return .success(Visit(guest: guest, session: session, fields: .none)) }
        guard let fields = Fields(guest.request) else { return .failure(.unreadable) }
        let given = guest.request.headers["x-csrf-token"] ?? fields["_csrf"]
        guard let given = Hex.decode(given), ConstantTime.equal(given, session.csrfToken) else {
            return .failure(.foreign)
        }
        return .success(Visit(guest: guest, session: session, fields: fields))
    }

    /// The session of a token, noted as used.
    func session(_ token: [UInt8], now: Instant) async throws(StorageError) -> Session? {
        let session = try await store.session(
            token: token, createdSince: now.adding(seconds: -DeskLimits.sessionSeconds),
            usedSince: now.adding(seconds: -DeskLimits.idleSeconds))
        if let session, now.millisecondsSince(session.lastSeen) >= DeskLimits.touchSeconds * 1000 {
            try await store.touchSession(token: token, now: now)
        }
        return session
    }

    var cookies: Cookies { Cookies(isSecure: settings.isSecure) }

    private func guest(_ request: Request, _ audience: Audience) -> Guest {
        Guest(request: request, language: cookies.language(request), now: clock.now(), audience: audience)
    }

    /// What the database cannot do now becomes an answer; its reason is for the operator.
    private func mended(
        _ guest: Guest, _ body: () async throws(StorageError) -> Response
    ) async -> Response {
        do {
            return try await body()
        } catch .overloaded {
            return refuse(.overloaded, guest)
        } catch {
            logger.error("the desk could not use the database", .reason("\(error)"))
            return refuse(.broken, guest)
        }
    }
}
