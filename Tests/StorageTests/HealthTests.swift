import Messaging
import Testing

@testable import Storage

@Suite struct HealthTests {
    @Test func anEmptyStoreHasNothingWaiting() async throws {
        let fixture = try StoreFixture()
        let backlog = try await fixture.store.backlog()
        #expect(backlog.inbox == 0 && backlog.outbox == 0 && backlog.deadLetters == 0 && backlog.unknown == 0)
        #expect(backlog.oldestInbox == nil && backlog.oldestOutbox == nil)
        await fixture.close()
    }

    @Test func theBacklogCountsWhatWaitsAndKnowsTheOldest() async throws {
        let fixture = try StoreFixture()
        for number in 0..<5 {
            _ = try await fixture.store.accept(
                channel: StoreFixture.channel, body: [1], events: [StoreFixture.identity("m\(number)", from: "an")],
                received: StoreFixture.start.adding(seconds: Int64(number)))
        }
        let items = try await fixture.store.claim(limit: 1, attemptsMax: 3)
        try await fixture.store.finish(items.map(\.id))
        try await fixture.store.bury(InboxID(2), reason: "cannot be read")
        let conversation = try await fixture.conversation()
        _ = try await fixture.store.settle([
            fixture.outcome(conversation, says: ["one", "two"], now: StoreFixture.start.adding(seconds: 60))
        ])
        let backlog = try await fixture.store.backlog()
        #expect(backlog.inbox == 3)
        #expect(backlog.oldestInbox == StoreFixture.start.adding(seconds: 2))
        #expect(backlog.outbox == 2)
        #expect(backlog.oldestOutbox == StoreFixture.start.adding(seconds: 60))
        #expect(backlog.deadLetters == 1)
        await fixture.close()
    }

    @Test func theWriterTellsHowLargeItsLogIs() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.conversation()
        _ = try await fixture.conversation("binh")
        #expect(fixture.store.statistics.logBytes > 0)
        await fixture.close()
    }

    private static func seals() throws -> Seals { try Seals(key: [UInt8](repeating: 7, count: 32)) }

    @Test func dedupeKeysBeginWithTheSecondOfTheEvent() throws {
        let seals = try Self.seals()
        let (channel, time) = (StoreFixture.channel, Instant(milliseconds: 1_627_700_000_999))
        let key = seals.dedupeKey(channel, StoreFixture.identity("m1", from: "an", at: time))
        #expect(key.count == 16)
        #expect(Array(key.prefix(4)) == [0x61, 0x04, 0xBB, 0x20])
        // The same event again, whoever it is said to come from: a repeat carries the same id and the same second.
        let sameSecond = Instant(milliseconds: 1_627_700_000_000)
        #expect(key == seals.dedupeKey(channel, StoreFixture.identity("m1", from: "binh", at: sameSecond)))
        #expect(key != seals.dedupeKey(channel, StoreFixture.identity("m2", from: "an", at: time)))
        #expect(key != seals.dedupeKey(ChannelID("another"), StoreFixture.identity("m1", from: "an", at: time)))
    }

    @Test(arguments: [Int64.min, -1, 0, Int64.max]) func noTimeFromOutsideBreaksADedupeKey(milliseconds: Int64) throws {
        let identity = StoreFixture.identity("m1", from: "an", at: Instant(milliseconds: milliseconds))
        let key = try Self.seals().dedupeKey(StoreFixture.channel, identity)
        #expect(Array(key.prefix(4)) == (milliseconds == .max ? [255, 255, 255, 255] : [0, 0, 0, 0]))
        let timeless = EventIdentity(index: 0, contact: ContactKey("an"), key: "m1", time: nil)
        #expect(try Self.seals().dedupeKey(StoreFixture.channel, timeless).prefix(4) == [0, 0, 0, 0])
    }
}
