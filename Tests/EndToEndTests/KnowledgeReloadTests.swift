import Foundation
import Knowledge
import Messaging
import Telemetry
import TestSupport
import Testing

@testable import Bootstrap

/// A saved change of the FAQ files is in force within two seconds; a wrong one leaves the last good set as it is.
@Suite struct KnowledgeReloadTests {
    /// The reloading of a small folder, on a clock that the test moves.
    private final class Reloading: Sendable {
        let folder: TestFolder
        let clock = ManualClock()
        let knowledge = KnowledgeInForce()
        private let task: Task<Void, Never>

        init() async throws {
            let folder = try TestFolder()
            self.folder = folder
            let good = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "KnowledgeTests/Data/good").path
            for name in ["settings.yaml", "topics.yaml", "phones.yaml", "places.yaml"] {
                try FileManager.default.copyItem(atPath: "\(good)/\(name)", toPath: "\(folder.path)/\(name)")
            }
            let (told, continuation) = AsyncStream.makeStream(of: String.self)
            let reload = KnowledgeReload(
                folder: folder.path, knowledge: knowledge, clock: clock.clock, logger: RecordedLog().logger
            ) { loaded in
                continuation.yield(loaded.set?.hash ?? "none")
            }
            let first = reload.load()
            task = Task { await reload.run(from: first) }
            var iterator = told.makeAsyncIterator()
            _ = await iterator.next()
            await clock.untilSomebodySleeps()
        }

        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
        }

        func second() async {
            clock.advance(seconds: 1)
            await clock.untilSomebodySleeps()
        }

        func stop() async {
            task.cancel()
            await task.value
            folder.remove()
        }
    }

    private static func entry(_ id: String, _ answer: String = "Trả lời.") -> String {
        """
        intents:
          - id: \(id)
            title: {vi: "Tên"}
            examples: {vi: ["câu mẫu"]}
            answer: {vi: "\(answer)"}

        """
    }

    @Test func aSavedChangeIsInForceAfterTwoSeconds() async throws {
        let reloading = try await Reloading()
        try reloading.write("a.yaml", Self.entry("a"))
        await reloading.second()
        await reloading.second()
        #expect(reloading.knowledge.current?.intent("a") != nil)
        await reloading.stop()
    }

    @Test func aFileThatIsStillBeingWrittenIsNotRead() async throws {
        let reloading = try await Reloading()
        try reloading.write("a.yaml", Self.entry("a"))
        await reloading.second()
        try reloading.write("b.yaml", Self.entry("b"))
        await reloading.second()
        #expect(reloading.knowledge.current?.intent("a") == nil)
        await reloading.second()
        #expect(reloading.knowledge.current?.intent("b") != nil)
        await reloading.stop()
    }

    @Test func aWrongFileLeavesTheLastGoodSetAndIsSaidToBeWrong() async throws {
        let reloading = try await Reloading()
        try reloading.write("a.yaml", Self.entry("a", "Một."))
        await reloading.second()
        await reloading.second()
        let good = reloading.knowledge.current?.hash
        try reloading.write("a.yaml", Self.entry("a", "Hai.") + "  - id: a: b\n")
        await reloading.second()
        await reloading.second()
        #expect(reloading.knowledge.current?.hash == good)
        #expect(reloading.knowledge.current?.answer(for: "a", language: "vi")?.text.contains("Một") == true)
        #expect(reloading.knowledge.problems.contains { $0.severity == .error && $0.place.file.hasSuffix("a.yaml") })
        try reloading.write("a.yaml", Self.entry("a", "Ba."))
        await reloading.second()
        await reloading.second()
        #expect(reloading.knowledge.current?.answer(for: "a", language: "vi")?.text.contains("Ba") == true)
        #expect(!reloading.knowledge.problems.contains { $0.severity == .error })
        await reloading.stop()
    }
}
