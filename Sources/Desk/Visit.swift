import Crypto
import HTTP
import Messaging
import Storage

/// How an answer is read: by a person as a page, by our script as a part of one, by another program.
enum Audience: Sendable, Hashable { case page, fragment, api }

/// A request from anyone.
struct Guest: Sendable {
    let request: Request
    let language: Language
    let now: Instant
    let audience: Audience

    var time: TimeText { TimeText(language: language, now: now) }

    func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String { phrase.text(language, values) }
}

/// A request from somebody signed in, whose right to it has been checked.
struct Visit: Sendable {
    let guest: Guest
    let session: Session
    /// The fields of a POST: of a form, or of a JSON object.
    let fields: Fields

    var request: Request { guest.request }
    var language: Language { guest.language }
    var now: Instant { guest.now }
    var time: TimeText { guest.time }
    var agent: Agent { session.agent }
    var formToken: String { Hex.encode(session.csrfToken) }

    func query(_ name: String) -> String? { request.queryValue(name) }

    func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String { phrase.text(language, values) }
}
