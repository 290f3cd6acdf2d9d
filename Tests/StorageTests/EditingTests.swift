import Messaging
import Storage
import TestSupport
import Testing

/// Drafts of entries, and the sets of files that were in force.
struct EditingTests {
    private static let start = Instant(milliseconds: 1_627_700_000_000)

    private func agent(_ login: String, _ role: Agent.Role, in store: Store) async throws -> Agent {
        _ = try await store.addAgent(
            login: login, name: "Name of \(login)", role: role, department: nil, passwordHash: "x", now: Self.start)
        return try #require(try await store.agents().first { $0.login == login })
    }

    @Test(arguments: Agent.Role.allCases) func theRoleIsKept(role: Agent.Role) async throws {
        let temporary = try TemporaryStore()
        #expect(try await agent("a", role, in: temporary.store).role == role)
        #expect(try await temporary.store.signInDetails(login: "a")?.agent.role == role)
    }

    @Test func aDraftIsItsWritersAndIsSealed() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let mai = try await agent("mai", .editor, in: store)
        let tam = try await agent("tam", .editor, in: store)
        #expect(try await store.keepDraft(Array("nửa câu".utf8), of: "x", by: mai.id, now: Self.start))
        let later = Self.start.adding(seconds: 60)
        #expect(try await store.keepDraft(Array("cả câu".utf8), of: "x", by: mai.id, now: later))
        let found = try #require(try await store.draft(of: "x", by: mai.id))
        #expect(found.body == Array("cả câu".utf8) && found.saved == later)
        #expect(try await store.draft(of: "x", by: tam.id) == nil)
        #expect(try await store.draft(of: "y", by: mai.id) == nil)
        #expect(try await store.drafts().map(\.agentName) == ["Name of mai"])
        let stored = try await temporary.look("SELECT hex(body) FROM drafts", columns: 1)
        #expect(!stored[0][0].contains("63C3A275"))
        try await store.dropDraft(of: "x", by: tam.id)
        #expect(try await store.drafts().count == 1)
        try await store.dropDraft(of: "x", by: mai.id)
        #expect(try await store.drafts().isEmpty)
    }

    @Test func anAgentHasNoMoreDraftsThanTheLimit() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let mai = try await agent("mai", .editor, in: store)
        for number in 0..<Store.mostDrafts {
            #expect(try await store.keepDraft([1], of: "e\(number)", by: mai.id, now: Self.start))
        }
        #expect(try await !store.keepDraft([1], of: "one-more", by: mai.id, now: Self.start))
        #expect(try await store.keepDraft([2], of: "e0", by: mai.id, now: Self.start))
        #expect(try await store.draft(of: "e0", by: mai.id)?.body == [2])
    }

    @Test func aDraftWaitsUntilItIsWrittenOnOrGivenBack() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let mai = try await agent("mai", .editor, in: store)
        let tam = try await agent("tam", .editor, in: store)
        let later = Self.start.adding(seconds: 60)
        _ = try await store.keepDraft([1], of: "x", by: mai.id, now: Self.start)
        #expect(try await !store.putForward("x", by: mai.id, saved: later, now: later))
        #expect(try await !store.putForward("x", by: tam.id, saved: Self.start, now: later))
        #expect(try await store.putForward("x", by: mai.id, saved: Self.start, now: later))
        #expect(try await store.drafts().map(\.waiting) == [later])
        // Nobody gives their own back, and nobody what no longer waits as they saw it.
        #expect(try await !store.giveBack("x", of: mai.id, waiting: later, word: "Sai", by: mai.id))
        #expect(try await !store.giveBack("x", of: mai.id, waiting: Self.start, word: "Sai", by: tam.id))
        #expect(try await store.giveBack("x", of: mai.id, waiting: later, word: "Sai ngày", by: tam.id))
        let back = try #require(try await store.draft(of: "x", by: mai.id))
        #expect(back.waiting == nil && back.returned?.word == "Sai ngày" && back.returned?.name == "Name of tam")
        #expect(try await !temporary.look("SELECT hex(returned) FROM drafts", columns: 1)[0][0].contains("536169"))
        #expect(try await store.putForward("x", by: mai.id, saved: Self.start, now: later))
        #expect(try await store.draft(of: "x", by: mai.id)?.returned == nil)
        _ = try await store.keepDraft([2], of: "x", by: mai.id, now: later)
        #expect(try await store.draft(of: "x", by: mai.id)?.waiting == nil)
        // What was written since stays.
        try await store.dropDraft(of: "x", by: mai.id, saved: Self.start)
        #expect(try await store.drafts().count == 1)
        try await store.dropDraft(of: "x", by: mai.id, saved: later)
        #expect(try await store.drafts().isEmpty)
    }

    @Test func aLoneChangeIsUnreadUntilAnotherHasReadIt() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let mai = try await agent("mai", .editor, in: store)
        let tam = try await agent("tam", .editor, in: store)
        try await store.noteLoneChanges(
            [
                NewLoneChange(entry: "x", reason: "gấp", before: [1, 2]),
                NewLoneChange(entry: "y", reason: nil, before: nil),
            ], by: mai.id, now: Self.start)
        let unread = try await store.unreadChanges()
        #expect(unread.map(\.entry) == ["x", "y"] && unread.map(\.reason) == ["gấp", nil])
        #expect(unread.map(\.before) == [[1, 2], nil] && unread.map(\.agentName) == ["Name of mai", "Name of mai"])
        try await store.markRead(unread.map(\.id), by: mai.id, now: Self.start)
        #expect(try await store.unreadChanges().count == 2)
        try await store.markRead([unread[0].id], by: tam.id, now: Self.start)
        #expect(try await store.unreadChanges().map(\.entry) == ["y"])
        try await store.markRead([unread[1].id], by: nil, now: Self.start)
        #expect(try await store.unreadChanges().isEmpty)
        let kept = try await temporary.look(
            "SELECT entry, CAST(reader AS TEXT), CAST(read IS NOT NULL AS TEXT) FROM lone_changes ORDER BY id",
            columns: 3)
        #expect(kept == [["x", "\(tam.id)", "1"], ["y", "", "1"]])
    }

    private func note(
        _ hash: String, _ files: [String: String], by agent: Agent? = nil, restored: Int64? = nil, in store: Store
    ) async throws {
        try await store.notePublished(
            hash: hash, files: files.map { PublishedFile(name: $0.key, bytes: Array($0.value.utf8)) },
            change: Array("change to \(hash)".utf8), by: agent?.id, restored: restored, now: Self.start)
    }

    @Test func theSetsAreListedNewestFirstWithTheirFiles() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let mai = try await agent("mai", .editor, in: store)
        try await note("h1", ["a.yaml": "1", "b.yaml": "b"], in: store)
        try await note("h2", ["a.yaml": "2", "b.yaml": "b"], by: mai, in: store)
        try await note("h3", ["a.yaml": "1", "b.yaml": "b"], by: mai, restored: 1, in: store)
        let sets = try await store.published()
        #expect(sets.map(\.hash) == ["h3", "h2", "h1"])
        #expect(sets.map(\.agentName) == ["Name of mai", "Name of mai", nil])
        #expect(sets.map(\.restored) == [1, nil, nil])
        #expect(sets[2].change == Array("change to h1".utf8))
        let files = try await store.publishedFiles(of: sets[1].id)
        #expect(files == [PublishedFile(name: "a.yaml", bytes: [0x32]), PublishedFile(name: "b.yaml", bytes: [0x62])])
        #expect(try await store.publishedFiles(of: 99).isEmpty)
        // The same bytes are kept once.
        #expect(try await temporary.look("SELECT hex(hash) FROM file_contents", columns: 1).count == 3)
    }

    /// The folder is read every second: the set that the desk has just published may be seen there first.
    @Test func theSameSetAgainOnlyLearnsWhoPublishedIt() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let mai = try await agent("mai", .editor, in: store)
        let tam = try await agent("tam", .editor, in: store)
        try await note("h1", ["a.yaml": "1"], in: store)
        try await note("h1", ["a.yaml": "1"], by: mai, in: store)
        try await note("h1", ["a.yaml": "1"], in: store)
        try await note("h1", ["a.yaml": "1"], by: tam, in: store)
        #expect(try await store.published().map(\.agentName) == ["Name of mai"])
    }

    @Test func onlyTheNewestSetsAndTheirFilesAreKept() async throws {
        let temporary = try TemporaryStore()
        for number in 0..<(Store.mostPublished + 3) {
            try await note("h\(number)", ["a.yaml": "\(number)", "b.yaml": "same"], in: temporary.store)
        }
        let sets = try await temporary.store.published()
        #expect(sets.count == Store.mostPublished)
        #expect(sets.last?.hash == "h3")
        let contents = try await temporary.look("SELECT hex(hash) FROM file_contents", columns: 1)
        #expect(contents.count == Store.mostPublished + 1)
    }
}
