public import Messaging
import SQL

extension Store {
    /// What somebody who may not know our ticket codes is given to ask for the state of a request: its code and a mark that
    /// only this database's key makes, so that no code is found by trying.
    public func confirmation(of code: String) -> String {
        let mark = seals.lookupHash("confirmation", code).prefix(8)
        return code + "-" + mark.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// The request that a confirmation belongs to: when it came and when it was closed; nil for a wrong one.
    public func dataRequest(confirmedBy confirmation: String) async throws(StorageError) -> (
        opened: Instant, closed: Instant?
    )? {
        guard let dash = confirmation.lastIndex(of: "-") else { return nil }
        let code = String(confirmation[..<dash])
        guard self.confirmation(of: code) == confirmation else { return nil }
        return try await read { transaction in
            try transaction.first(
                "SELECT opened, closed FROM tickets WHERE code = $1 AND kind = 'data-protection'", [.text(code)]
            ).map {
                (Instant(milliseconds: try $0.int(0)), try $0.optionalInt(1).map { Instant(milliseconds: $0) })
            }
        }
    }
}
