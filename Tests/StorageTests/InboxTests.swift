import Messaging
import Storage
import Testing

@Suite struct InboxTests {
    @Test func anEventIsAcceptedOnceForEver() async throws {
        let fixture = try StoreFixture()
        let events = [StoreFixture.identity("m1", from: "an")]
        let first = try await fixture.store.accept(
            channel: StoreFixture.channel, body: [1, 2, 3], events: events, received: StoreFixture.start)
        let again = try await fixture.store.accept(
            channel: StoreFixture.channel, body: [1, 2, 3], events: events, received: StoreFixture.start.adding(seconds: 9))
        #expect(first == Accepted(new: 1, duplicates: 0))
        #expect(again == Accepted(new: 0, duplicates: 1))
        #expect(try await fixture.store.acceptedEvents() == 1)
        await fixture.close()
    }

    @Test func theSameKeyOnAnotherChannelIsAnotherEvent() async throws {
        let fixture = try StoreFixture()
        for channel in ["viber-a", "viber-b"] {
            let accepted = try await fixture.store.accept(
                channel: ChannelID(channel), body: [1], events: [StoreFixture.identity("m1", from: "an")],
                received: StoreFixture.start)
            #expect(accepted.new == 1)
        }
        await fixture.close()
    }

    @Test func eventsThatAreNotKeptLeaveNothingBehind() async throws {
        let fixture = try StoreFixture()
        let unknown = EventIdentity(index: 0, contact: nil, key: "x", time: nil, isKept: false)
        let accepted = try await fixture.store.accept(
            channel: StoreFixture.channel, body: [1], events: [unknown], received: StoreFixture.start)
        #expect(accepted == Accepted(new: 0, duplicates: 0))
        #expect(try await fixture.store.acceptedEvents() == 0)
        await fixture.close()
    }

    @Test func aBatchKeepsItsBodyOnceAndGivesItToEveryEvent() async throws {
        let fixture = try StoreFixture()
        let events = (0..<3).map { StoreFixture.identity("m\($0)", from: "person-\($0)", index: $0) }
        _ = try await fixture.store.accept(
            channel: StoreFixture.channel, body: [9, 9], events: events, received: StoreFixture.start)
        let items = try await fixture.store.claim(limit: 10, attemptsMax: 3)
        #expect(items.map(\.index) == [0, 1, 2])
        #expect(items.allSatisfy { $0.body == [9, 9] })
        await fixture.close()
    }

    @Test func onlyTheOldestEventOfAConversationIsClaimed() async throws {
        let fixture = try StoreFixture()
        for (key, contact) in [("a1", "an"), ("a2", "an"), ("b1", "binh")] {
            _ = try await fixture.store.accept(
                channel: StoreFixture.channel, body: Array(key.utf8),
                events: [StoreFixture.identity(key, from: contact)], received: StoreFixture.start)
        }
        let first = try await fixture.store.claim(limit: 10, attemptsMax: 3)
        #expect(first.map { String(decoding: $0.body, as: UTF8.self) } == ["a1", "b1"])
        try await fixture.store.finish(first.map(\.id))
        let second = try await fixture.store.claim(limit: 10, attemptsMax: 3)
        #expect(second.map { String(decoding: $0.body, as: UTF8.self) } == ["a2"])
        await fixture.close()
    }

    @Test func anEventThatFailsTooOftenBecomesADeadLetterAndCanBeReplayed() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.store.accept(
            channel: StoreFixture.channel, body: [1], events: [StoreFixture.identity("m1", from: "an")],
            received: StoreFixture.start)
        for attempt in 1...3 {
            #expect(try await fixture.store.claim(limit: 1, attemptsMax: 3).map(\.attempts) == [attempt])
        }
        #expect(try await fixture.store.claim(limit: 1, attemptsMax: 3).isEmpty)
        let dead = try await fixture.store.deadLetters()
        #expect(dead.count == 1)
        let name = try #require(dead.first).name
        #expect(try await fixture.store.replay(deadLetter: name, now: StoreFixture.start))
        #expect(try await fixture.store.claim(limit: 1, attemptsMax: 3).count == 1)
        await fixture.close()
    }

    @Test(arguments: ["in-999", "out-999", "in", "", "in-x", "in-1-2", "gone-1"])
    func replayingWhatDoesNotExistSaysSo(name: String) async throws {
        let fixture = try StoreFixture()
        #expect(try await !fixture.store.replay(deadLetter: name, now: StoreFixture.start))
        #expect(try await !fixture.store.drop(deadLetter: name))
        await fixture.close()
    }

    @Test func aDatabaseOpenedWithAnotherKeyDoesNotGiveUpItsWords() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.store.accept(
            channel: StoreFixture.channel, body: [1], events: [StoreFixture.identity("m1", from: "an")],
            received: StoreFixture.start)
        await fixture.store.close()
        let other = try Store(path: fixture.path, sealingKey: [UInt8](repeating: 8, count: 32))
        await #expect(throws: StorageError.self) { _ = try await other.claim(limit: 1, attemptsMax: 3) }
        await other.close()
    }
}
