/// A command line: words, `--name value` options and `--flag`s.
struct Arguments {
    private(set) var words: [String] = []
    private(set) var options: [String: String] = [:]
    private(set) var flags: Set<String> = []

    /// - Parameters:
    ///   - valued: options that take a value.
    ///   - flags: options that take none.
    init(_ arguments: [String], valued: Set<String>, flags known: Set<String>) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--"), argument.count > 2 else {
                words.append(argument)
                continue
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            if known.contains(name), parts.count == 1 {
                flags.insert(name)
            } else if valued.contains(name) {
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw UsageError("--\(name) needs a value")
                }
                options[name] = value
            } else {
                throw UsageError("unknown option --\(name)")
            }
        }
    }
}

/// A wrong command line: exit code 2, with what to write instead.
struct UsageError: Error {
    let text: String
    init(_ text: String) { self.text = text }
}

/// How a command ended, as the shell sees it.
enum ExitCode: Int32 {
    case done = 0
    /// The thing that was checked failed.
    case failed = 1
    /// Wrong usage or configuration.
    case usage = 2
}
