/// Routes as data, in the order they are tried. A pattern's segments are literal, `:name` (one segment) or, last, `*`
/// (the rest, at least one segment, given as parameter "*").
public struct Routes: Sendable {
    public typealias Handler = @Sendable (Request) async -> Response

    public struct Route: Sendable {
        public let method: String
        public let pattern: String
        public let handler: Handler
    }

    public private(set) var all: [Route] = []
    private var segments: [[Substring]] = []

    public init() {}

    /// Adds a route.
    public mutating func on(_ method: String, _ pattern: String, _ handler: @escaping Handler) {
        all.append(Route(method: method, pattern: pattern, handler: handler))
        segments.append(pattern.split(separator: "/"))
    }

    /// Adds all routes of `other` behind these.
    public mutating func add(_ other: Routes) {
        for route in other.all { on(route.method, route.pattern, route.handler) }
    }

    /// Calls the handler of the first route that matches; 404 when no pattern does, 405 with `Allow` when only the
    /// method is wrong. HEAD is answered by the GET route (the server drops the body).
    public func respond(to request: Request) async -> Response {
        let path = request.path.split(separator: "/")
        let method = request.method == "HEAD" ? "GET" : request.method
        var allowed: [String] = []
        for (index, pattern) in segments.enumerated() {
            guard let parameters = match(pattern, path) else { continue }
            guard all[index].method == method else {
                allowed += all[index].method == "GET" ? ["GET", "HEAD"] : [all[index].method]
                continue
            }
            var request = request
            request.parameters = parameters
            return await all[index].handler(request)
        }
        guard allowed.isEmpty else {
            var response = Response.text("method not allowed\n", status: 405)
            response.headers.append(("Allow", Set(allowed).sorted().joined(separator: ", ")))
            return response
        }
        return .text("not found\n", status: 404)
    }

    private func match(_ pattern: [Substring], _ path: [Substring]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (index, part) in pattern.enumerated() {
            if part == "*" {
                guard index < path.count else { return nil }
                parameters["*"] = path[index...].joined(separator: "/")
                return parameters
            }
            guard index < path.count else { return nil }
            if part.hasPrefix(":") {
                parameters[String(part.dropFirst())] = String(path[index])
            } else if part != path[index] {
                return nil
            }
        }
        return pattern.count == path.count ? parameters : nil
    }
}
