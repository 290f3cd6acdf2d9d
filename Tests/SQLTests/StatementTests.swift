import Testing

@testable import SQL

struct StatementTests {
    private let folder: TemporaryFolder
    private let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open([
            notes,
            """
            CREATE TABLE things (number INTEGER, words TEXT, bytes BLOB) STRICT;
            CREATE TABLE reals (number REAL);
            INSERT INTO reals VALUES (0.5);
            """,
        ])
    }

    @Test(arguments: [
        Value.integer(.max), .integer(.min), 0, -1, .null, "", "a\u{0}b\u{0}", "Tiếng Việt, đã đọc", "te\u{302}\u{301}",
        "👨‍👩‍👧 𠮷", .blob([]), .blob([0, 255, 0]),
    ])
    func aValueComesBackAsItWent(_ value: Value) async throws {
        let column =
            switch value {
            case .null, .integer: "number"
            case .text: "words"
            case .blob: "bytes"
            }
        let back = try await database.write { transaction in
            try transaction.execute("INSERT INTO things (\(column)) VALUES ($1)", [value])
            return try transaction.first("SELECT \(column) FROM things")?.values
        }
        #expect(back == [value])
        if case .text(let text) = value, case .text(let other)? = back?.first {
            #expect(Array(text.utf8) == Array(other.utf8))
        }
        await database.close()
    }

    @Test func longTextsAndBlobsComeBackWhole() async throws {
        let values: [Value] = [
            .text(String(repeating: "dài ", count: 100_000)), .blob([UInt8](repeating: 7, count: 1 << 20)),
        ]
        #expect(try await database.read { try $0.first("SELECT $1, $2", values)?.values == values })
    }

    @Test func parametersAreBoundByNumberAndNotByPlace() async throws {
        let row = try await database.read { try $0.first("SELECT $2, $1, $2", ["one", "two"]) }
        #expect(row?.values == ["two", "one", "two"])
    }

    @Test func executeCountsTheRowsOfTheStatementItself() async throws {
        try await database.write { transaction in
            try transaction.execute("INSERT INTO notes (name) VALUES ($1)", rows: [["a"], ["b"], ["c"]])
            #expect(try transaction.execute("UPDATE notes SET size = 1 WHERE name <> $1", ["a"]) == 2)
            #expect(try transaction.execute("UPDATE notes SET size = 1 WHERE name = $1", ["none"]) == 0)
            #expect(try transaction.execute("CREATE TABLE more (id INTEGER)") == 0)
            #expect(try transaction.execute("DELETE FROM notes") == 3)
        }
    }

    @Test func firstCarriesOutAChangeOfManyRowsWhole() async throws {
        try await database.write { transaction in
            try transaction.execute("INSERT INTO notes (name) VALUES ($1)", rows: [["a"], ["b"], ["c"]])
            #expect(try transaction.first("UPDATE notes SET size = 5 RETURNING size")?.int(0) == 5)
        }
        let changed = try await database.read { try $0.first("SELECT COUNT(*) FROM notes WHERE size = 5")?.int(0) }
        #expect(changed == 3)
        #expect(try await database.read { try $0.first("SELECT 1 FROM notes WHERE size = 6") } == nil)
    }

    @Test(arguments: [
        ("INSERT INTO notes (name) VALUES ('taken')", DatabaseError.Constraint.unique),
        ("INSERT INTO notes (id, name) VALUES (1, 'other')", .unique),
        ("INSERT INTO notes (name) VALUES (NULL)", .notNull),
        ("INSERT INTO notes (name, size) VALUES ('x', -1)", .check),
        ("INSERT INTO notes (name, parent) VALUES ('x', 99)", .foreignKey),
    ])
    func aBrokenRuleIsNamed(_ sql: String, _ kind: DatabaseError.Constraint) async throws {
        try await database.write { _ = try $0.execute("INSERT INTO notes (id, name) VALUES (1, 'taken')") }
        let error = await #expect(throws: DatabaseError.self) { try await database.write { _ = try $0.execute(sql) } }
        #expect(error?.constraintKind == kind)
        #expect(try await database.count() == 1)
    }

    @Test(
        arguments: [
            ("", []), ("nonsense", []), ("SELECT 1; DELETE FROM notes", []), ("SELECT $1", []), ("SELECT $2", [1]),
            ("SELECT 1", [1]), ("SELECT ?1", [1]), ("SELECT ?", [1]), ("SELECT :a", [1]), ("SELECT $a", [1]),
            ("SELECT $0", [1]), ("COMMIT", []), ("ROLLBACK", []), ("BEGIN", []), ("SAVEPOINT mine", []),
            ("RELEASE closure", []), ("INSERT INTO notes (id, name) VALUES ($1, 'x')", ["no number"]),
            ("INSERT INTO things (number) VALUES ($1)", ["no number"]), ("SELECT number FROM reals", []),
        ] as [(String, [Value])])
    func aWrongStatementIsMisuse(_ sql: String, _ values: [Value]) async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO notes (name) VALUES ('gone')")
                _ = try transaction.query(sql, values)
            }
        }
        guard case .misuse? = error else {
            Issue.record("not misuse: \(String(describing: error))")
            return
        }
        #expect(try await database.count() == 0)
    }

    @Test func noErrorHoldsABoundValue() async throws {
        let secret = "0912345678"
        try await database.insert(secret)
        let taken = await #expect(throws: DatabaseError.self) { try await database.insert(secret) }
        #expect(taken?.description.contains(secret) == false)
        let wrong = await #expect(throws: DatabaseError.self) {
            try await database.write { _ = try $0.execute("UPDATE notes SET size = $1", [.text(secret + "x")]) }
        }
        #expect(wrong?.description.contains(secret) == false)
    }

    @Test func moreStatementsThanAreKeptStillRun() async throws {
        let sum = try await database.read { transaction -> Int64 in
            var sum: Int64 = 0
            for number in 0..<600 { sum += try transaction.first("SELECT \(number)")?.int(0) ?? 0 }
            return sum
        }
        #expect(sum == 179_700)
    }

    @Test func aRowRefusesTheWrongTypeAndTheWrongColumn() {
        let row = Row([1, "text", .blob([1]), nil, 2])
        #expect(throws: DatabaseError.self) { try row.int(1) }
        #expect(throws: DatabaseError.self) { try row.int(3) }
        #expect(throws: DatabaseError.self) { try row.text(2) }
        #expect(throws: DatabaseError.self) { try row.blob(1) }
        #expect(throws: DatabaseError.self) { try row.bool(4) }
        #expect(throws: DatabaseError.self) { try row.optionalInt(1) }
        #expect(throws: DatabaseError.self) { try row.optionalText(5) }
        #expect(throws: DatabaseError.self) { try row.int(-1) }
    }

    @Test func aRowGivesWhatItHolds() throws {
        let row = Row([1, "text", .blob([1]), nil])
        #expect(try row.int(0) == 1)
        #expect(try row.bool(0))
        #expect(try row.text(1) == "text")
        #expect(try row.blob(2) == [1])
        #expect(try row.optionalInt(3) == nil)
        #expect(try row.optionalInt(0) == 1)
        #expect(try row.optionalText(3) == nil)
        #expect(try row.optionalBlob(3) == nil)
    }
}
