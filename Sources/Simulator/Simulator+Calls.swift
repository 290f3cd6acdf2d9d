import Foundation
import HTTP

/// What all API calls share: faults, statistics, replies.
extension Simulator {
    /// Sets a fault for the next `count` calls of a channel, behind those that are set already.
    public func set(_ fault: Fault, channel: String, calls: FaultyCalls = .sends, count: Int = 1) {
        faults[channel, default: [:]][calls, default: []] += Array(repeating: fault, count: max(0, count))
    }

    /// Takes back every fault of a channel that has not happened yet.
    public func clearFaults(channel: String) { faults[channel] = nil }

    /// The access token stops being valid now. Zalo only; Facebook's is a fault `.answer(400, code: 190)`.
    public func expireToken(channel: String) { zaloTokens[channel]?.expireAccess(now: clock.now()) }

    /// As if the person had last been heard of a month ago.
    public func closeWindow(person: String, channel: String) {
        withThread(channel, person) { $0.lastInteraction = clock.now() - 30 * Milliseconds.day }
    }

    /// The person blocks the account, or lifts the block.
    public func block(person: String, channel: String, _ isBlocked: Bool = true) {
        withThread(channel, person) { $0.hasBlocked = isBlocked }
    }

    /// Runs one call: faults first, then the work, which either gives the reply's body or is refused.
    func call(
        _ channel: String, _ calls: FaultyCalls?, _ fault: @Sendable (Int, Int) -> CallRefusal, throttled: CallRefusal,
        work:
            @Sendable (isolated Simulator) throws(CallRefusal) -> (body: JSON, headers: [(name: String, value: String)])
    ) async -> Response {
        let next = calls.flatMap { nextFault(channel, $0) }
        switch next {
        case .answer(let status, let code):
            guard let code else {
                refused(channel, CallRefusal(status: status, body: .null, reason: "HTTP \(status)"))
                return .text("<html><h1>\(status)</h1></html>", status: status, type: "text/html")
            }
            return reply(channel, fault(status, code))
        case .throttle(let seconds):
            var refusal = throttled
            refusal.headers.append(("Retry-After", String(seconds)))
            return reply(channel, refusal)
        case .garbage:
            return .text("<!doctype html><title>Oops</title>", type: "text/html; charset=utf-8")
        case .hang(let seconds):
            try? await clock.sleep(clock.now() + Int64(seconds) * Milliseconds.second)
        case .dropAnswer, nil: break
        }
        let response: Response
        do {
            let (body, headers) = try work(self)
            response = Self.json(body, headers: headers)
        } catch {
            response = reply(channel, error)
        }
        if next == .dropAnswer {
            try? await clock.sleep(clock.now() + Int64(limits.lostAnswerSeconds) * Milliseconds.second)
            return Response(status: 504)
        }
        return response
    }

    private func nextFault(_ channel: String, _ calls: FaultyCalls) -> Fault? {
        guard let fault = faults[channel]?[calls]?.first else { return nil }
        faults[channel]?[calls]?.removeFirst()
        return fault
    }

    func reply(_ channel: String, _ refusal: CallRefusal) -> Response {
        refused(channel, refusal)
        return Self.json(refusal.body, status: refusal.status, headers: refusal.headers)
    }

    static func json(
        _ body: JSON, status: Int = 200, headers: [(name: String, value: String)] = []
    ) -> Response {
        var response = Response.bytes(body.bytes(), type: "application/json; charset=utf-8", status: status)
        response.headers += headers
        return response
    }
}

extension Request {
    /// Whether the body is declared as JSON; Graph reads anything else as a form.
    var isJSON: Bool {
        headers["content-type"]?.lowercased().split(separator: ";").first?.trimmingCharacters(in: .whitespaces)
            == "application/json"
    }

    /// The first values of a form body.
    var form: [String: String] {
        var values: [String: String] = [:]
        for pair in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map {
                $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? ""
            }
            if let name = parts.first, values[name] == nil { values[name] = parts.count > 1 ? parts[1] : "" }
        }
        return values
    }
}
