import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

/// Design 7.3: after a takeover has committed no bot send starts; what was leased before is waited for.
@Suite struct TakeoverTests {
    private enum Move: CaseIterable { case lease, record, claim, reply, release, safety, retry }

    /// Twenty seeds, twenty-five conversations each.
    @Test(arguments: 0..<20)
    func noInterleavingStartsABotSendAfterATakeover(seed: Int) async throws {
        let temporary = try TemporaryStore()
        var random = SeededGenerator(seed: UInt64(seed))
        for number in 0..<25 {
            try await interleave(Talk("person \(number)", on: temporary, quiet: false), &random)
        }
    }

    private func interleave(_ talk: Talk, _ random: inout SeededGenerator) async throws {
        try await talk.asks("nhà em hết gạo rồi")
        let agent = try await talk.agent()
        let ticket = try #require(try await talk.tickets().first)
        let conversation = try await talk.conversation().id
        var isHeld = false
        var wasEverHeld = false
        var leased: [LeasedPart] = []
        var isReplied = false
        for _ in 0..<14 {
            switch Move.allCases.randomElement(using: &random) ?? .lease {
            case .lease:
                let parts = try await Self.lease(talk).filter { $0.conversation == conversation }
                leased += parts
                for part in parts where wasEverHeld { #expect(part.purpose != .bot) }
                #expect(leased.filter { $0.purpose != .safety }.count <= 1, "one part of a conversation at a time")
            case .record:
                for part in leased {
                    try await talk.store.record([(part.part, .sent(platformMessageID: nil))], now: talk.now)
                }
                leased = []
            case .retry:
                for part in leased { try await talk.store.record([(part.part, .retry(at: talk.now))], now: talk.now) }
                leased = []
            case .claim:
                guard try await talk.store.claim(ticket.id, by: agent, now: talk.now) == .done else { continue }
                isHeld = true
                wasEverHeld = true
            case .release:
                guard isHeld else { continue }
                #expect(try await talk.store.release(ticket.id, by: agent, now: talk.now) == .done)
                isHeld = false
            case .reply:
                guard isHeld, !isReplied else { continue }
                isReplied = true
                let message = OutboundMessage(purpose: .person, text: "reply")
                #expect(
                    try await talk.store.reply(
                        to: ticket.id, by: agent, message: message, idempotencyKey: "k", now: talk.now) == .done)
            case .safety:
                try await talk.says("bé khó thở")
            }
        }
    }

    private static func lease(_ talk: Talk) async throws -> [LeasedPart] {
        let adapter = talk.adapter
        return try await talk.store.lease(
            limit: 1000, channels: [Talk.channel], now: talk.now, leaseMilliseconds: 30_000
        ) { _, message, contact, tag in adapter.render(message, to: contact, tag: tag) }
    }
}
