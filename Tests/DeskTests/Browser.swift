import Crypto
import HTTP
import Synchronization

@testable import Desk

/// Keeps cookies and the form token like a browser, and asks the routes without a socket.
final class Browser: Sendable {
    private struct State {
        var cookies: [String: String] = [:]
        var csrf = ""
    }
    private let state = Mutex(State())
    private let console: Console
    let address: String

    init(_ console: Console, address: String = "10.0.0.1") {
        self.console = console
        self.address = address
    }

    var cookies: [String: String] { state.withLock { $0.cookies } }
    var csrf: String { state.withLock { $0.csrf } }

    func sign(in token: [UInt8], _ csrf: [UInt8]) {
        state.withLock { $0 = State(cookies: ["desk": Base64URL.encode(token)], csrf: Hex.encode(csrf)) }
    }

    func plant(_ name: String, _ value: String) { state.withLock { $0.cookies[name] = value } }

    func get(_ target: String, headers: [String: String] = [:]) async -> Response {
        await send("GET", target, headers: headers, body: [])
    }

    /// A form of the last page, with its token.
    func post(_ target: String, _ fields: [String: String] = [:], headers: [String: String] = [:]) async -> Response {
        let fields = ["_csrf": csrf].merging(fields) { $1 }
        let body = fields.sorted { $0.key < $1.key }.map { "\(Self.encode($0.key))=\(Self.encode($0.value))" }
        let type = ["content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"]
        return await send(
            "POST", target, headers: type.merging(headers) { $1 }, body: Array(body.joined(separator: "&").utf8))
    }

    func postJSON(_ target: String, _ json: String, headers: [String: String] = [:]) async -> Response {
        let type = ["content-type": "application/json", "x-csrf-token": csrf]
        return await send("POST", target, headers: type.merging(headers) { $1 }, body: Array(json.utf8))
    }

    private func send(_ method: String, _ target: String, headers: [String: String], body: [UInt8]) async -> Response {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        var query: [(name: String, value: String)] = []
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            query.append((sides[0], sides.count > 1 ? sides[1] : ""))
        }
        var headers = headers
        headers["cookie"] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let response = await console.routes.respond(
            to: Request(
                method: method, path: parts[0], query: query, headers: headers, body: body, clientAddress: address))
        keep(response)
        return response
    }

    private func keep(_ response: Response) {
        state.withLock { state in
            for header in response.headers where header.name == "Set-Cookie" {
                let pair = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
                state.cookies[pair[0]] = header.value.contains("Max-Age=0;") ? nil : pair.count > 1 ? pair[1] : ""
            }
            if let match = response.text.firstMatch(of: /name="_csrf" value="([0-9a-f]*)"/) {
                state.csrf = String(match.1)
            }
        }
    }

    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                byte < 128 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte])
        }.joined()
    }
}

extension Response {
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }

    func headers(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}
