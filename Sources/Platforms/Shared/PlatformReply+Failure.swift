import Messaging

extension PlatformReply {
    /// The body's JSON object, if it is one.
    var json: JSONValue? { (try? JSONDocument(body))?.root }

    /// `Retry-After` in seconds (RFC 9110 section 10.2.3). Its other form, a date, needs a clock and gives nil.
    var retryAfterSeconds: Int64? {
        guard let value = headers["retry-after"], let seconds = Int64(value), seconds >= 0 else { return nil }
        // A day is longer than any limit of the three platforms; a typing slip must not silence a channel for a year.
        return min(seconds, 86_400)
    }

    /// What the HTTP status alone says, when the body is not the platform's JSON.
    var failureByStatus: SendFailure {
        let reason = "HTTP \(status)"
        return switch status {
        // The platform took the call and we cannot read what became of it.
        case ..<300: .unknownOutcome(reason: reason + " without the documented answer")
        // Redirects are never followed: they would carry the token elsewhere.
        case 300..<400: .channelDown(reason: reason + ", the api address redirects")
        case 401: .badToken(reason: reason)
        case 403: .channelDown(reason: reason)
        case 408: .temporary(reason: reason)
        case 429: .throttled(afterSeconds: retryAfterSeconds, reason: reason)
        case 500...: .temporary(reason: reason)
        default: .badRequest(reason: reason)
        }
    }
}

/// A platform's code and words, for operator and agent. Words are cut at 200 characters, and what may be a token, a
/// telephone number or a person's id (long runs of digits, or of letters and digits mixed) is left out: Graph's messages
/// hold such things.
enum FailureReason {
    static func of(_ code: String, _ words: String?) -> String {
        guard let words, !words.isEmpty else { return code }
        return code + " " + redacted(String(words.prefix(200)))
    }

    private static func redacted(_ words: String) -> String {
        var result = ""
        var run = ""
        for character in words + " " {
            if character.isLetter || character.isNumber || character == "_" || character == "-" {
                run.append(character)
                continue
            }
            let hasDigit = run.contains(where: \.isNumber)
            let isNumber = run.allSatisfy(\.isNumber)
            result += hasDigit && run.count >= (isNumber ? 9 : 16) ? "…" : run
            result.append(character)
            run = ""
        }
        return String(result.dropLast())
    }
}
