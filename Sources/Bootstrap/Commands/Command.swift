import Foundation

/// One command of the program: its line of help, its page of help, and what it does.
struct Command: Sendable {
    let name: String
    let summary: String
    let help: String
    let run: @Sendable ([String]) async throws -> ExitCode

    /// All commands, in the order of the help page.
    static let all: [Command] = [
        serve, demo, check, test, thresholds, ask, match, diff, connect, channels, agent, dead, migrate,
    ]

    static let configurationOption = "config"
    static let configurationDefault = "Config/switchboard.yaml"
}

/// The program: finds the command and turns what it throws into a line and an exit code.
public enum Program {
    public static func main(_ arguments: [String]) async -> Int32 {
        // What the program writes (database, key, tokens) is for its own user alone.
        umask(0o077)
        guard let name = arguments.first, !["help", "--help", "-h"].contains(name) else {
            Terminal.print(overview)
            return (arguments.isEmpty ? ExitCode.usage : ExitCode.done).rawValue
        }
        guard let command = Command.all.first(where: { $0.name == name }) else {
            Terminal.complain("unknown command \(name); `switchboard --help` lists them")
            return ExitCode.usage.rawValue
        }
        let rest = Array(arguments.dropFirst())
        guard !rest.contains("--help"), !rest.contains("-h") else {
            Terminal.print(command.help)
            return ExitCode.done.rawValue
        }
        do {
            return try await command.run(rest).rawValue
        } catch let error as UsageError {
            Terminal.complain("\(error.text)\n\n\(command.help)")
            return ExitCode.usage.rawValue
        } catch let error as ConfigurationError {
            for line in error.lines { Terminal.complain(line) }
            return ExitCode.usage.rawValue
        } catch {
            Terminal.complain("switchboard \(name): \(error)")
            return ExitCode.failed.rawValue
        }
    }

    private static var overview: String {
        let width = Command.all.map(\.name.count).max() ?? 0
        let lines = Command.all.map { command in
            "  " + command.name + String(repeating: " ", count: width - command.name.count + 2) + command.summary
        }
        return """
            Switchboard takes a hotline's messages in, answers what the FAQ files answer, and hands the rest to people.

            switchboard COMMAND [--config \(Command.configurationDefault)]

            \(lines.joined(separator: "\n"))

            switchboard COMMAND --help says more. Exit codes: 0 done, 1 what was checked failed, 2 wrong usage or
            configuration.
            """
    }
}

/// Standard output and standard error.
enum Terminal {
    static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
