import Foundation
import Knowledge
import Messaging
import Storage

/// The record of changes that came into force without a second person.
enum SecondReaders {
    /// Without entries that only go back to what they were before a change that nobody has read: taking one's own
    /// unread text back needs no reader.
    static func notTakenBack(
        _ needed: [SecondReading.Needed], _ unread: [LoneChange], in loaded: Loaded
    ) -> [SecondReading.Needed] {
        needed.filter { change in
            let now = SecondReading.draft(change.id, in: loaded)
            return !unread.contains { $0.entry == change.id && before($0) == now }
        }
    }

    /// Changes after which their entries are again as they were.
    static func takenBack(_ unread: [LoneChange], in loaded: Loaded) -> [Int64] {
        Dictionary(grouping: unread, by: \.entry).flatMap { entry, changes -> [Int64] in
            let now = SecondReading.draft(entry, in: loaded)
            return changes.drop { before($0) != now }.map(\.id)
        }
    }

    /// The entry as it was; nil: there was none.
    static func before(_ change: LoneChange) -> EntryDraft? {
        change.before.flatMap { try? JSONDecoder().decode(EntryDraft.self, from: Data($0)) }
    }

    static func encoded(_ draft: EntryDraft?) -> [UInt8]? {
        draft.flatMap { try? JSONEncoder().encode($0) }.map { [UInt8]($0) }
    }
}

extension Desk {
    /// Marks entries as not yet read by a second person.
    func noteAlone(
        _ needed: [SecondReading.Needed], _ reason: String?, _ visit: Visit
    ) async throws(StorageError) {
        let changes = needed.map {
            NewLoneChange(entry: $0.id, reason: reason, before: SecondReaders.encoded($0.before))
        }
        try await store.noteLoneChanges(changes, by: visit.agent.id, now: visit.now)
    }

    /// Takes the mark off entries that are again as they were.
    func forgetTakenBack(in loaded: Loaded, _ visit: Visit) async throws(StorageError) {
        let ids = SecondReaders.takenBack(try await store.unreadChanges(), in: loaded)
        try await store.markRead(ids, by: nil, now: visit.now)
    }
}
