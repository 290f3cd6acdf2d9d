/// Brings a file up to the program's list of schema steps. `user_version` counts the steps applied.
enum Schema {
    static func apply(_ steps: [String], to connection: SQLiteConnection) throws(DatabaseError) {
        let found = try version(of: connection)
        guard found <= steps.count else { throw .newerSchema(found: found, known: steps.count) }
        for number in found..<steps.count {
            do throws(DatabaseError) {
                try connection.run(script: "BEGIN IMMEDIATE")
                try connection.run(script: steps[number])
                try connection.run(script: "PRAGMA user_version = \(number + 1); COMMIT")
            } catch {
                connection.rollBack()
                if case .misuse(let message) = error { throw .misuse("schema step \(number + 1): \(message)") }
                throw error
            }
        }
    }

    static func check(_ steps: [String], in connection: SQLiteConnection) throws(DatabaseError) {
        let found = try version(of: connection)
        if found > steps.count { throw .newerSchema(found: found, known: steps.count) }
        if found < steps.count { throw .olderSchema(found: found, known: steps.count) }
    }

    private static func version(of connection: SQLiteConnection) throws(DatabaseError) -> Int {
        guard case .integer(let version) = try connection.first("PRAGMA user_version") else { return 0 }
        return Int(version)
    }
}
