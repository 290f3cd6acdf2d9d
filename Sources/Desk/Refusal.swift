import HTTP
import Messaging

/// Why a request is not carried out.
enum Refusal: Error, Sendable, Hashable {
    case signedOut
    /// Not from a page of ours, or an old one.
    case foreign
    case notFound
    case unreadable
    case overloaded, broken
    /// The ticket is not as the agent thought, or what was sent is not enough.
    case conflict(String)
    case unacceptable(String)

    var status: Int {
        switch self {
        case .signedOut: 401
        case .foreign: 403
        case .notFound: 404
        case .unreadable: 400
        case .overloaded: 503
        case .broken: 500
        case .conflict: 409
        case .unacceptable: 422
        }
    }

    /// A word for programs.
    var code: String {
        switch self {
        case .signedOut: "signed-out"
        case .foreign: "foreign"
        case .notFound: "not-found"
        case .unreadable: "unreadable"
        case .overloaded: "overloaded"
        case .broken: "broken"
        case .conflict: "conflict"
        case .unacceptable: "unacceptable"
        }
    }

    func title(_ language: Language) -> String {
        switch self {
        case .signedOut: Phrase.signIn.text(language)
        case .foreign: Phrase.forbiddenTitle.text(language)
        case .notFound: Phrase.notFoundTitle.text(language)
        case .overloaded: Phrase.overloadedTitle.text(language)
        case .broken: Phrase.brokenTitle.text(language)
        case .unreadable, .conflict, .unacceptable: Phrase.conflictTitle.text(language)
        }
    }

    func text(_ language: Language) -> String {
        switch self {
        case .signedOut: Phrase.signInEnded.text(language)
        case .foreign: Phrase.forbidden.text(language)
        case .notFound: Phrase.notFound.text(language)
        case .unreadable: Phrase.badForm.text(language)
        case .overloaded: Phrase.overloaded.text(language)
        case .broken: Phrase.broken.text(language)
        case .conflict(let text), .unacceptable(let text): text
        }
    }
}

extension Desk {
    /// The refusal as its reader wants it. Somebody who is not signed in is shown the way in, and back.
    func refuse(_ refusal: Refusal, _ guest: Guest) -> Response {
        guard guest.audience == .page else {
            return .json(ErrorBody(error: refusal.code, message: refusal.text(guest.language)), status: refusal.status)
        }
        guard refusal == .signedOut else { return errorPage(refusal, guest) }
        guard guest.request.method == "POST" else { return .redirect(to: Self.signInPath(next: guest.request.path)) }
        return signInForm(guest, message: .signInEnded, next: "/desk", status: 401)
    }
}

struct ErrorBody: Encodable {
    let error: String
    let message: String
}
