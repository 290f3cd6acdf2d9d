/// Routes as data, in the order they are tried. A pattern's segments are literal, `:name` (one segment) or, last, `*`
/// (the rest, at least one segment, given as parameter "*").
public struct Routes: Sendable {
    public typealias Handler = @Sendable (Request) async -> Response

    public struct Route: Sendable {
        public let method: String
        public let pattern: String
        public let handler: Handler
    }

    /// One segment of a pattern; read once, as bytes, since every request is compared with them.
    private enum Segment {
        case literal([UInt8])
        case named(String)
        case rest
    }

    public private(set) var all: [Route] = []
    private var patterns: [[Segment]] = []

    public init() {}

    /// Adds a route.
    public mutating func on(_ method: String, _ pattern: String, _ handler: @escaping Handler) {
        all.append(Route(method: method, pattern: pattern, handler: handler))
        patterns.append(
            pattern.split(separator: "/").map { part in
                if part == "*" { return .rest }
                return part.hasPrefix(":") ? .named(String(part.dropFirst())) : .literal(Array(part.utf8))
            })
    }

    /// Adds all routes of `other` behind these.
    public mutating func add(_ other: Routes) {
        for route in other.all { on(route.method, route.pattern, route.handler) }
    }

    /// Calls the handler of the first route that matches; 404 when no pattern does, 405 with `Allow` when only the
    /// method is wrong. HEAD is answered by the GET route (the server drops the body).
    public func respond(to request: Request) async -> Response {
        let path = request.path.utf8.split(separator: UInt8(ascii: "/"))
        let method = request.method == "HEAD" ? "GET" : request.method
        var allowed: [String] = []
        for (index, pattern) in patterns.enumerated() {
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

    private func match(_ pattern: [Segment], _ path: [Substring.UTF8View]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (index, part) in pattern.enumerated() {
            guard index < path.count else { return nil }
            switch part {
            case .literal(let bytes): guard path[index].elementsEqual(bytes) else { return nil }
            case .named(let name): parameters[name] = String(Substring(path[index]))
            case .rest:
                parameters["*"] = path[index...].map { String(Substring($0)) }.joined(separator: "/")
                return parameters
            }
        }
        return pattern.count == path.count ? parameters : nil
    }
}
