import Crypto
import HTTP

/// The three cookies of the desk: the session, the token of the sign-in form, the language.
struct Cookies: Sendable {
    let isSecure: Bool

    /// With https the name itself makes browsers refuse the cookie from anywhere else (RFC 6265bis section 4.1.3.2).
    private var sessionName: String { isSecure ? "__Host-desk" : "desk" }
    private var formName: String { isSecure ? "__Host-desk-form" : "desk-form" }
    private static let languageName = "desk-language"
    private static let yearSeconds: Int64 = 365 * 86_400

    func sessionToken(_ request: Request) -> [UInt8]? {
        value(sessionName, request).flatMap(Base64URL.decode).flatMap { $0.count == 32 ? $0 : nil }
    }

    func formToken(_ request: Request) -> String? { value(formName, request) }

    func language(_ request: Request) -> Language {
        value(Self.languageName, request).flatMap(Language.init) ?? .vi
    }

    func setting(session token: [UInt8]) -> (name: String, value: String) {
        set(sessionName, Base64URL.encode(token), seconds: DeskLimits.sessionSeconds)
    }

    func clearingSession() -> (name: String, value: String) { set(sessionName, "", seconds: 0) }

    func setting(formToken: String) -> (name: String, value: String) {
        set(formName, formToken, seconds: DeskLimits.sessionSeconds)
    }

    func setting(language: Language) -> (name: String, value: String) {
        set(Self.languageName, language.rawValue, seconds: Self.yearSeconds)
    }

    private func set(_ name: String, _ value: String, seconds: Int64) -> (name: String, value: String) {
        let secure = isSecure ? "; Secure" : ""
        return ("Set-Cookie", "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(secure)")
    }

    private func value(_ name: String, _ request: Request) -> String? {
        for pair in (request.headers["cookie"] ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { continue }
            return String(parts[1])
        }
        return nil
    }
}
