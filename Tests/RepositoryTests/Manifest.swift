/// The targets of Package.swift, read from its text: what each may import.
struct Manifest: Sendable {
    struct Target: Sendable, Hashable {
        let name: String
        let dependencies: Set<String>
        /// Its folder, with a slash at the end.
        let folder: String
        let wrapsSystemLibrary: Bool
    }

    let targets: [Target]

    init(_ text: String) {
        let calls = ["library(", "tests(", ".systemLibrary(", ".executableTarget(", ".target("]
        var targets: [Target] = []
        var rest = text[(text.firstRange(of: "targets: [\n")?.upperBound ?? text.startIndex)...]
        while let (call, start) = Self.first(of: calls, in: rest) {
            let arguments = Self.bracketed(rest[start...])
            if let target = Self.target(call, String(arguments)) { targets.append(target) }
            rest = rest[arguments.endIndex...]
        }
        self.targets = targets
    }

    func target(of file: String) -> Target? { targets.first { file.hasPrefix($0.folder) } }

    func target(named name: String) -> Target? { targets.first { $0.name == name } }

    private static func first(of calls: [String], in text: Substring) -> (String, Substring.Index)? {
        calls.compactMap { call in text.firstRange(of: call).map { (call, $0.upperBound) } }
            // ".systemLibrary(" and "library(" may end at the same place: the longer name is the call.
            .min { ($0.1, -$0.0.count) < ($1.1, -$1.0.count) }
    }

    /// Up to the bracket that closes the call.
    private static func bracketed(_ text: Substring) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }

    private static func target(_ call: String, _ arguments: String) -> Target? {
        guard let name = literals(arguments[...]).first else { return nil }
        let isTest = call == "tests("
        let standard = isTest ? "Tests/\(name)/" : "Sources/\(name)/"
        let path = arguments.firstRange(of: "path: ").flatMap { literals(arguments[$0.upperBound...]).first }
        return Target(
            name: name, dependencies: dependencies(call, arguments).union(isTest ? ["TestSupport"] : []),
            folder: path.map { $0 + "/" } ?? standard, wrapsSystemLibrary: call == ".systemLibrary(")
    }

    private static func dependencies(_ call: String, _ arguments: String) -> Set<String> {
        guard call != ".systemLibrary(" else { return [] }
        // `library` and `tests` take the list as their second argument, the others by name.
        let isPlain = call == "library(" || call == "tests("
        guard let before = isPlain ? arguments.firstRange(of: "\"") : arguments.firstRange(of: "dependencies:"),
            let start = arguments[before.upperBound...].firstIndex(of: "["),
            let end = arguments[start...].firstIndex(of: "]")
        else { return [] }
        if isPlain, arguments[before.upperBound..<start].contains(":") { return [] }
        return Set(literals(arguments[start..<end]))
    }

    private static func literals(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }
}
