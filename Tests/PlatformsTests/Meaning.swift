import Foundation
import Messaging
import Testing

/// What one payload should mean: a row of a platform's table.
struct Meaning {
    var contact: String?
    var time: Int64?
    var key: String?
    var isKept = true
    var displayName: String?
    var language: String?
    let kind: Event.Kind

    /// Acknowledged and not kept.
    static func dropped(_ kind: Event.Kind) -> Meaning { Meaning(isKept: false, kind: kind) }
}

/// Compares what a platform's webhooks mean with its table; a payload without a row, or a row without a payload, fails.
func compare(_ platform: AdapterCase, _ table: [String: [Meaning]]) throws {
    // Zalo's console test is no event: it is answered before anything is read (see SignatureTests).
    #expect(Set(try platform.fixtures.names("in")).subtracting(["console_test_body"]) == Set(table.keys))
    for (name, rows) in table {
        let body = try platform.fixtures.bytes(name)
        #expect(platform.adapter.verify(platform.signed(body)) == .verified, "\(name)")
        let events = try platform.adapter.normalise(body)
        #expect(events.count == rows.count, "\(name)")
        for (event, row) in zip(events, rows) {
            #expect(event.kind == row.kind, "\(name)")
            #expect(event.identity.isKept == row.isKept, "\(name)")
            #expect(event.displayName == row.displayName, "\(name)")
            #expect(event.language == row.language, "\(name)")
            if row.isKept { #expect(event.identity.contact?.rawValue == row.contact, "\(name)") }
            if let time = row.time { #expect(event.identity.time == Instant(milliseconds: time), "\(name)") }
            if let key = row.key { #expect(event.identity.key == key, "\(name)") }
        }
    }
}

/// Compares the answers to our calls with a table of results; nil = not an answer to a send.
func compareAnswers(_ platform: AdapterCase, _ table: [String: SendResult?], status: (String) -> Int) throws {
    #expect(Set(try platform.fixtures.names("resp")) == Set(table.keys))
    for (name, expected) in table {
        guard let expected else { continue }
        let reply = PlatformReply(status: status(name), body: try platform.fixtures.bytes(name))
        #expect(platform.adapter.interpret(reply) == expected, "\(name)")
    }
}

/// The case's name of a failure, without its reason.
func name(of result: SendResult) -> String {
    switch result {
    case .sent: "sent"
    case .failed(let failure): String("\(failure)".prefix { $0 != "(" })
    }
}

/// The body of the only call that delivers this message.
func onlyCall(
    _ adapter: any ChannelAdapter, _ message: OutboundMessage, to recipient: String, tag: String = "t1"
) throws -> (call: PlatformCall, body: NSDictionary) {
    let calls = adapter.render(message, to: ContactKey(recipient), tag: tag)
    #expect(calls.count == 1)
    let call = try #require(calls.first)
    return (call, try parsed(call.body))
}
