/// Why a connection or a request was turned away, for statistics.
public enum Refusal: String, Sendable, CaseIterable {
    /// 400: not HTTP/1, or a request that another program could read differently.
    case malformed
    /// 413: the body is over `bodyBytes`.
    case tooLarge = "too_large"
    /// 503: more than `exchanges` in hand or `bodyBytesInAll` waiting.
    case overloaded
    /// Closed or 503: more than `connectionsPerAddress`.
    case addressLimit = "address_limit"
    /// Closed: more than `connections`.
    case connectionLimit = "connection_limit"
    /// Cut: the request or the reading of its answer took longer than its deadline.
    case slow
    /// Cut: a stream's client lagged more than `streamBufferBytes` behind.
    case slowReader = "slow_reader"
    /// 503: the handler took longer than `handlerMilliseconds`.
    case handlerSlow = "handler_slow"
    /// 503: the server is stopping.
    case stopping
    /// 500: the handler's own answer had an impossible status or header.
    case badAnswer = "bad_answer"

    /// What the client reads; nil when the connection is cut without an answer.
    var response: Response? {
        switch self {
        case .malformed: .text("bad request\n", status: 400)
        case .tooLarge: .text("body too large\n", status: 413)
        case .overloaded, .addressLimit, .handlerSlow:
            Response(
                status: 503, headers: [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "1")],
                body: .bytes(Array("busy, try again\n".utf8)))
        case .stopping: .text("stopping\n", status: 503)
        case .badAnswer: .text("internal error\n", status: 500)
        case .connectionLimit, .slow, .slowReader: nil
        }
    }
}
