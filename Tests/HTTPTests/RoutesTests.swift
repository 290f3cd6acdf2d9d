import HTTP
import Testing

@Suite struct RoutesTests {
    private static let routes: Routes = {
        var routes = Routes()
        func add(_ method: String, _ pattern: String) {
            routes.on(method, pattern) { request in
                let parameters = request.parameters.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
                return .text(([method, pattern] + parameters).joined(separator: " "))
            }
        }
        add("GET", "/")
        add("GET", "/webhooks/:channel")
        add("POST", "/webhooks/:channel")
        add("GET", "/webhooks/:channel/status/:code")
        add("GET", "/desk/*")
        add("GET", "/desk/tickets")
        add("PUT", "/only/put")
        return routes
    }()

    @Test(arguments: [
        ("GET", "/", "GET /"), ("GET", "/webhooks/zalo", "GET /webhooks/:channel channel=zalo"),
        ("POST", "/webhooks/zalo", "POST /webhooks/:channel channel=zalo"),
        ("HEAD", "/webhooks/zalo", "GET /webhooks/:channel channel=zalo"),
        ("GET", "/webhooks/a b", "GET /webhooks/:channel channel=a b"),
        ("GET", "/webhooks/zalo/", "GET /webhooks/:channel channel=zalo"),
        ("GET", "/webhooks/a/status/7", "GET /webhooks/:channel/status/:code channel=a code=7"),
        ("GET", "/desk/a/b/c", "GET /desk/* *=a/b/c"),
        // The first that matches, in the order they were added.
        ("GET", "/desk/tickets", "GET /desk/* *=tickets"),
    ])
    func theFirstMatchAnswersWithItsParameters(method: String, path: String, answer: String) async {
        let response = await Self.routes.respond(to: Request(method: method, path: path))
        #expect(response.status == 200)
        guard case .bytes(let body) = response.body else { return #expect(Bool(false), "no bytes") }
        #expect(String(decoding: body, as: UTF8.self) == answer)
    }

    @Test(arguments: [
        "/webhooks", "/webhooks/a/b", "/webhooks/a/status", "/desk", "/desk/", "/Desk/a", "/nothing", "/*", "/:channel",
        "", "/only", "/only/put/more",
    ])
    func otherPathsAreNotFound(path: String) async {
        for method in ["GET", "POST", "HEAD", "BREW"] {
            if path.isEmpty, method == "GET" || method == "HEAD" { continue }
            let status = await Self.routes.respond(to: Request(method: method, path: path)).status
            #expect(status == (path.isEmpty ? 405 : 404))
        }
    }

    @Test(arguments: [
        ("POST", "/", "GET, HEAD"), ("DELETE", "/webhooks/a", "GET, HEAD, POST"), ("GET", "/only/put", "PUT"),
        ("HEAD", "/only/put", "PUT"), ("get", "/", "GET, HEAD"), ("", "/", "GET, HEAD"),
    ])
    func anotherMethodIsToldWhichAreAllowed(method: String, path: String, allowed: String) async {
        let response = await Self.routes.respond(to: Request(method: method, path: path))
        #expect(response.status == 405)
        #expect(response.headers.first { $0.name == "Allow" }?.value == allowed)
    }

    @Test func addedRoutesComeBehindThose() async {
        var first = Routes()
        first.on("GET", "/a") { _ in .text("first") }
        var second = Routes()
        second.on("GET", "/:any") { _ in .text("second") }
        first.add(second)
        #expect(first.all.map(\.pattern) == ["/a", "/:any"])
        guard case .bytes(let body) = await first.respond(to: Request(method: "GET", path: "/a")).body else { return }
        #expect(body == Array("first".utf8))
        #expect(await first.respond(to: Request(method: "GET", path: "/b")).status == 200)
    }

    @Test func noRoutesFindNothing() async {
        #expect(await Routes().respond(to: Request(method: "GET", path: "/")).status == 404)
    }

    @Test func theFirstQueryValueOfANameIsFound() {
        let request = Request(method: "GET", path: "/", query: [("a", "1"), ("a", "2"), ("b", "")])
        #expect(request.queryValue("a") == "1")
        #expect(request.queryValue("b") == "")
        #expect(request.queryValue("c") == nil)
    }
}
