import Foundation
import Messaging
import ServiceHarness
import Simulator
import Storage
import TestSupport
import Testing

/// The database's files may not grow any more, as on a full disk: the system's limit for the size of a file stands in for
/// it, since a full disk takes an administrator to make.
@Suite(.serialized) struct FullDiskTests {
    @Test func aFullDiskIsToldWith503AndNothingAcknowledgedIsLost() async throws {
        let folder = try TestFolder()
        defer { folder.remove() }
        try NumberedQuestions.write(count: 1, to: folder.path + "/Intents")
        let service = try ServiceProcess(
            folder: folder.path, intents: folder.path + "/Intents", simulatorPort: try FreePort.find())
        try await service.start(fileBytesMax: 2 << 20)
        let channel = try #require(service.channels.first { $0.id.hasPrefix("page") })
        let webhooks = SignedBodies.make(channel: channel, count: 4000, seed: 7)

        let caller = ServiceCaller()
        var statuses: [Int?] = []
        for webhook in webhooks {
            statuses.append(await caller.post(webhook))
            if statuses.count(where: { $0 != 200 }) == 20 { break }
        }
        let acknowledged = statuses.count { $0 == 200 }
        #expect(acknowledged > 0 && statuses.count < webhooks.count, "the disk became full")
        #expect(statuses.allSatisfy { $0 == 200 || $0 == 503 })
        #expect(statuses.suffix(10).contains(503))

        // Room again: what was refused is sent again by the platform, and what was acknowledged is known.
        try service.liftFileLimit()
        var again: [Int?] = []
        for webhook in webhooks.prefix(statuses.count) { again.append(await caller.post(webhook)) }
        #expect(again.allSatisfy { $0 == 200 })
        #expect(service.stop() == 0)
        let store = try Store(path: folder.path + "/switchboard.db", sealingKey: try NumberedQuestions.key(folder.path))
        #expect(try await store.acceptedEvents() == statuses.count, "each event once, none lost")
        await store.close()
    }
}
