import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Desk

/// Every route against every role. The routes come from the desk itself: one without a row here fails.
struct PolicyTests {
    /// What the route is about.
    enum Kind {
        /// For anybody.
        case open
        /// A page for whoever answers tickets.
        case page
        /// The same for scripts and programs.
        case data
        /// What everybody who is signed in may ask for: the front page sends an editor on to the entries.
        case frontPage, stream
        /// A page of those who write the FAQ.
        case editorsPage, editorsData
        /// A ticket's page or action: only for whom the ticket exists.
        case ticketPage, ticketData
    }

    static let rows: [String: Kind] = [
        "GET /desk/assets/:name": .open, "GET /desk/sign-in": .open, "POST /desk/sign-in": .open,
        "POST /desk/sign-out": .open, "GET /desk/language/:code": .open,
        "GET /desk": .frontPage, "GET /desk/calls/new": .page, "POST /desk/calls": .page,
        "GET /desk/questions": .editorsPage, "POST /desk/questions/example": .editorsPage,
        "GET /desk/questions/try": .editorsPage, "POST /desk/questions/try": .editorsPage,
        "GET /desk/entries": .editorsPage, "POST /desk/entries": .editorsPage,
        "GET /desk/entries/new": .editorsPage, "GET /desk/entries/:id": .editorsPage,
        "POST /desk/fragments/entries/:id": .editorsData,
        "POST /desk/entries/:id/draft": .editorsPage, "POST /desk/entries/:id/wordings": .editorsPage,
        "POST /desk/entries/:id/discard": .editorsPage,
        "GET /desk/entries/:id/conflict": .editorsPage, "POST /desk/entries/:id/merge": .editorsPage,
        "GET /desk/entries/:id/publish": .editorsPage, "POST /desk/entries/:id/publish": .editorsPage,
        "GET /desk/entries/:id/unread": .editorsPage, "POST /desk/entries/:id/unread": .editorsPage,
        "GET /desk/entries/:id/drafts/:writer": .editorsPage,
        "POST /desk/entries/:id/drafts/:writer/publish": .editorsPage,
        "POST /desk/entries/:id/drafts/:writer/return": .editorsPage,
        "GET /desk/confirmations": .editorsPage, "POST /desk/entries/:id/confirm": .editorsPage,
        "GET /desk/published": .editorsPage, "POST /desk/published/:id/restore": .editorsPage,
        "GET /desk/events": .stream, "GET /desk/fragments/queue": .data, "GET /desk/fragments/answers": .data,
        "GET /desk/fragments/tickets/:id": .ticketData,
        "GET /desk/tickets/:id": .ticketPage, "POST /desk/tickets/:id/seen": .ticketData,
        "POST /desk/tickets/:id/false-alarm": .ticketPage, "POST /desk/tickets/:id/real-alarm": .ticketPage,
        "POST /desk/tickets/:id/claim": .ticketPage, "POST /desk/tickets/:id/release": .ticketPage,
        "POST /desk/tickets/:id/reply": .ticketPage, "POST /desk/tickets/:id/parts": .ticketData,
        "POST /desk/tickets/:id/note": .ticketPage, "POST /desk/tickets/:id/close": .ticketPage,
        "GET /api/v1/session": .data, "GET /api/v1/tickets": .data, "GET /api/v1/tickets/:id": .ticketData,
        "POST /api/v1/tickets/:id/claim": .ticketData, "POST /api/v1/tickets/:id/release": .ticketData,
        "POST /api/v1/tickets/:id/reply": .ticketData, "POST /api/v1/tickets/:id/note": .ticketData,
        "POST /api/v1/tickets/:id/close": .ticketData,
    ]

    enum Role: String, CaseIterable { case anonymous, health, labour, everywhere, supervisor, healthSupervisor, editor }

    /// Tickets that the roles may or may not see: an ordinary and a confidential one of Health.
    static func sees(_ role: Role, confidential: Bool) -> Bool {
        switch role {
        case .anonymous, .labour, .editor: false
        case .health, .everywhere: !confidential
        case .supervisor, .healthSupervisor: true
        }
    }

    static func edits(_ role: Role) -> Bool { [.supervisor, .healthSupervisor, .editor].contains(role) }

    private func browser(_ role: Role, _ console: Console) async throws -> Browser {
        switch role {
        case .anonymous: Browser(console)
        case .health: try await console.browser(console.agent("h", .agent, "health"))
        case .labour: try await console.browser(console.agent("l", .agent, "labour"))
        case .everywhere: try await console.browser(console.agent("e"))
        case .supervisor: try await console.browser(console.agent("s", .supervisor))
        case .healthSupervisor: try await console.browser(console.agent("hs", .supervisor, "health"))
        case .editor: try await console.browser(console.agent("ed", .editor))
        }
    }

    @Test func everyRouteHasARowAndEveryRowARoute() throws {
        let routes = try EditorConsole().console.routes.all.map { "\($0.method) \($0.pattern)" }
        #expect(Set(routes) == Set(Self.rows.keys))
        #expect(routes.count == Set(routes).count)
    }

    @Test(arguments: Role.allCases, [false, true])
    func everyRouteAnswersTheRoleAsThePolicySays(role: Role, confidential: Bool) async throws {
        let editors = try EditorConsole()
        try await editors.noteFirstSet()
        let console = editors.console
        let ticket = try await console.ticket(confidential: confidential)
        let writer = try await console.agent("writer", .editor)
        let browser = try await browser(role, console)
        let isVisible = Self.sees(role, confidential: confidential)
        for route in console.routes.all {
            let kind = try #require(Self.rows["\(route.method) \(route.pattern)"])
            let id = route.pattern.contains("entries") ? "testing.where" : "\(ticket.id)"
            let path = route.pattern.replacing(":id", with: id).replacing(":name", with: "x")
                .replacing(":code", with: "en").replacing(":writer", with: "\(writer.id)")
            // A page with a form, whose token the next POST carries.
            if Self.edits(role), ![.open, .stream].contains(kind) { _ = await browser.get("/desk/entries") }
            if route.pattern.contains(":writer") { try await editors.keepWaiting(by: writer) }
            let response = route.method == "GET" ? await browser.get(path) : await browser.post(path)
            let name = Comment(rawValue: "\(route.method) \(route.pattern) as \(role), confidential \(confidential)")
            switch kind {
            case .open:
                #expect(![404, 500].contains(response.status) || path.contains("assets"), name)
            case _ where role == .anonymous:
                let isPage = ![.data, .ticketData, .editorsData, .stream].contains(kind)
                #expect(response.status == (isPage && route.method == "GET" ? 303 : 401), name)
            case .frontPage: #expect(response.status == (role == .editor ? 303 : 200), name)
            case .stream: #expect(response.status == 200, name)
            case .page, .data:
                let isRefused = [303, 401, 403, 404, 500].contains(response.status)
                #expect(isRefused ? response.status == 404 && role == .editor : role != .editor, name)
            case .editorsPage, .editorsData:
                #expect(
                    Self.edits(role) ? ![401, 403, 404, 500].contains(response.status) : response.status == 404, name)
            case .ticketPage, .ticketData:
                let isFound = ![401, 403, 404, 500].contains(response.status)
                #expect(isVisible ? isFound : response.status == 404, name)
            }
            if !Self.edits(role), case .bytes = response.body { #expect(!response.text.contains("Bản chờ đọc"), name) }
            if !isVisible, case .bytes = response.body {
                #expect(!response.text.contains(ticket.code) && !response.text.contains("xin chao"), name)
            }
        }
    }

    @Test func queriesGiveExactlyTheTicketsThatThePolicyAllows() async throws {
        let console = try Console()
        let holder = try await console.agent("holder", .supervisor)
        for department in ["health", "labour"] {
            for confidential in [false, true] {
                for isHeld in [false, true] {
                    let contact = "\(department)\(confidential)\(isHeld)"
                    let ticket = try await console.ticket(contact, department, confidential: confidential)
                    if isHeld { _ = try await console.store.claim(ticket.id, by: holder.id, now: console.clock.now) }
                }
            }
        }
        let all = try await console.store.queue(
            TicketScope(department: nil, seesConfidential: true, agent: AgentID(0)))
        #expect(all.count == 8)
        let agents = [
            holder, try await console.agent("a"), try await console.agent("b", .agent, "health"),
            try await console.agent("c", .supervisor, "labour"),
        ]
        for agent in agents {
            let given = try await console.store.queue(Policy.scope(of: agent)).map(\.id)
            let allowed = all.filter { Policy.allows(agent, .viewTicket, Policy.Subject($0)) }.map(\.id)
            #expect(given == allowed)
            for action in Policy.Action.allCases where action != .visit { #expect(!Policy.allows(nil, action)) }
        }
    }

    @Test func whoHoldsAConfidentialTicketSeesIt() async throws {
        let agent = try await Console().agent("a", .agent, "labour")
        let other = Policy.Subject(department: DepartmentID("health"), isConfidential: true, holder: AgentID(999))
        let own = Policy.Subject(department: DepartmentID("health"), isConfidential: true, holder: agent.id)
        #expect(!Policy.allows(agent, .viewTicket, other))
        #expect(Policy.allows(agent, .replyToTicket, own))
        #expect(!Policy.allows(agent, .viewTicket, nil))
    }

    @Test func anotherDepartmentsMatterWithTheSamePersonStaysOutOfTheHistory() async throws {
        let console = try Console()
        let health = try await console.ticket("u1", "health", text: "viec y te")
        _ = try await console.ticket("u1", "labour", confidential: true, text: "to cao giam doc")
        let browser = try await console.browser(console.agent("h", .agent, "health"))
        for path in [
            "/desk/tickets/\(health.id)", "/desk/fragments/tickets/\(health.id)", "/api/v1/tickets/\(health.id)",
        ] {
            let text = await browser.get(path).text
            #expect(text.contains("viec y te"))
            #expect(!text.contains("to cao giam doc"))
        }
    }
}
