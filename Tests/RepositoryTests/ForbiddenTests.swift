import Foundation
import Testing

/// Calls that only one place may make, or none. Each rule says what to use instead.
@Suite("Forbidden calls")
struct ForbiddenTests {
    private static let repository = Repository.current

    @Test("nothing calls what only one place may call", arguments: ForbiddenCall.all)
    func theCodeKeepsTheRule(_ rule: ForbiddenCall) {
        for source in Repository.sources where !rule.allows(source.file) {
            for line in rule.found(in: source.code) {
                Issue.record("\(source.file):\(line): \(rule.name): \(rule.instead)")
            }
        }
    }

    @Test(
        "each rule sees what it forbids, and not words and comments",
        arguments: [
            ("try!", "let x = try! read()", 1), ("try!", "// try! nothing", 0),
            ("Date()", "let now = Date()", 1), ("Date()", "Date(timeIntervalSince1970: 0); let text = \"Date()\"", 0),
            ("URLSession", "URLSession.shared", 1), ("URLSession", "URLSessionSender()", 0),
            ("UUID()", "\"\\(UUID())\"", 1), ("UUID()", "\"UUID()\"", 0),
            ("random(", "Int.random(in: 0..<3)", 1), ("random(", "SystemRandomNumberGenerator()", 1),
            ("random(", "Int.random(in: 0..<3, using: &numbers)", 0),
            ("fatalError(", "fatalError(\"no\")", 1), ("fatalError(", "preconditionFailure()", 1),
            ("print(", "print(1)", 1), ("print(", "Terminal.print(text)", 0), ("print(", "footprint(1)", 0),
            ("sleep", "usleep(10)", 1), ("sleep", "Thread.sleep(forTimeInterval: 1)", 1),
            ("sleep", "clock.sleep(deadline)", 0), ("sleep", "func sleep(until: Instant) {}", 0),
        ])
    func theRuleSeesIt(name: String, source: String, times: Int) throws {
        let rule = try #require(ForbiddenCall.all.first { $0.name == name })
        #expect(rule.found(in: SwiftText(source)).count == times)
    }

    @Test("what a rule allows is there")
    func noExceptionIsStale() {
        for path in ForbiddenCall.all.flatMap(\.allowed) {
            #expect(Self.repository.files.contains { $0.hasPrefix(path) }, "\(path) is allowed and does not exist")
        }
    }

    @Test("every @unchecked Sendable says because of what it is safe")
    func uncheckedSendableIsExplained() {
        for source in Repository.sources {
            for line in UncheckedSendable.unexplained(in: source.text) {
                Issue.record("\(source.file):\(line): say above it `@unchecked Sendable because ...`")
            }
        }
    }

    @Test(
        "an explanation stands in the comment right above or right below",
        arguments: [
            ("/// @unchecked Sendable because of the lock.\nfinal class A: @unchecked Sendable {}", 0),
            ("/// Because.\n///\n/// Why: because of a lock.\nstruct A: @unchecked Sendable {}", 0),
            ("final class A: @unchecked Sendable {\n    // because of a lock\n}", 0),
            ("final class A: @unchecked Sendable {}", 1),
            ("final class A: @unchecked Sendable {\n    let a = 1  // because\n}", 1),
            ("/// A lock.\nfinal class A: @unchecked Sendable {}", 1),
            ("/// because of a lock\n\nfinal class A: @unchecked Sendable {}", 1),
        ])
    func theExplanationIsFound(source: String, unexplained: Int) {
        #expect(UncheckedSendable.unexplained(in: source).count == unexplained)
    }
}

struct ForbiddenCall: Sendable, CustomTestStringConvertible {
    let name: String
    /// Regular expressions over code without comments and literals.
    let patterns: [String]
    let instead: String
    /// Beginnings of paths where it may stand.
    let allowed: [String]

    var testDescription: String { name }

    func allows(_ file: String) -> Bool { allowed.contains { file.hasPrefix($0) } }

    /// The lines on which it stands.
    func found(in source: SwiftText) -> [Int] {
        let code = source.code
        return patterns.flatMap { Pattern($0).lines(in: code) }
    }

    static let all: [ForbiddenCall] = [
        ForbiddenCall(
            name: "try!", patterns: [#"\btry!"#], instead: "catch the error or hand it on", allowed: []),
        ForbiddenCall(
            name: "Date()", patterns: [#"\bDate\(\)"#, #"\bDate\.now\b"#],
            instead: "take the time as a value from WallClock",
            allowed: ["Sources/Bootstrap/Service/Live.swift", "Tests/ServiceHarness/SimulatedPlatforms.swift"]),
        ForbiddenCall(
            name: "URLSession", patterns: [#"\bURLSession(Configuration)?\b"#],
            instead: "call through HTTP's Outgoing, which has the deadline, the caps and the list of hosts",
            allowed: ["Sources/HTTP/Outgoing/URLSessionSender.swift"]),
        ForbiddenCall(
            name: "UUID()", patterns: [#"\bUUID\(\)"#], instead: "take chance as a value from RandomSource",
            allowed: ["Sources/Bootstrap/", "Tests/"]),
        ForbiddenCall(
            name: "random(",
            patterns: [
                #"\.random\((?!.*using:)"#, #"\b(arc4)?random\(\)"#, #"\bSystemRandomNumberGenerator\b"#,
                #"\.(shuffled|randomElement)\(\)"#,
            ],
            instead: "take chance as a value from RandomSource; in tests from a generator with a seed",
            allowed: ["Sources/Bootstrap/"]),
        ForbiddenCall(
            name: "fatalError(", patterns: [#"\bfatalError\("#, #"\bpreconditionFailure\("#],
            instead: "throw an error that says what the operator should do",
            // Memory has run out, or libcrypto is broken: going on would mean unsealed data.
            allowed: ["Sources/Crypto/Algorithm.swift"]),
        ForbiddenCall(
            name: "print(", patterns: [#"(?<![.\w])(debugPrint|print|dump)\("#],
            instead: "log through Telemetry's Logger; commands speak through Terminal",
            allowed: ["Sources/Bootstrap/", "Tests/"]),
        ForbiddenCall(
            name: "sleep", patterns: [#"(?<!\.|\w|func )u?sleep\("#, #"\bThread\.sleep\b"#],
            instead: "wait for what is to happen, or move a manual clock",
            // A server that is slow on purpose, on a thread of its own.
            allowed: ["Tests/HTTPTests/RawServer.swift", "Tests/Bench/"]),
    ]
}

enum UncheckedSendable {
    private static let pattern = Pattern("@unchecked Sendable")

    /// Lines with `@unchecked Sendable` that no comment above them explains.
    static func unexplained(in source: String) -> [Int] {
        guard source.contains("@unchecked Sendable") else { return [] }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        return pattern.lines(in: SwiftText(source).code).filter { line in
            let above = lines[..<(line - 1)].reversed().prefix(while: isComment)
            let below = lines[line...].prefix(while: isComment)
            return !(above + below).contains { $0.lowercased().contains("because") }
        }
    }

    private static func isComment(_ line: Substring) -> Bool { line.drop { $0 == " " }.hasPrefix("//") }
}
