import Crypto
import Foundation
import Storage

extension Command {
    static let agent = Command(
        name: "agent", summary: "add, list, disable and enable agents, set a password",
        help: """
            switchboard agent add LOGIN --name NAME [--role agent|supervisor|editor] [--department ID] [--config FILE]
            switchboard agent list
            switchboard agent disable|enable LOGIN
            switchboard agent password LOGIN

            A password is read from the terminal or, in a pipe, from the first line of standard input; `--generate` makes
            one and prints it. Without a department an agent sees the tickets of all. An
            editor writes FAQ entries and sees no tickets; a supervisor does both.
            """
    ) { arguments in
        let parsed = try Arguments(
            arguments, valued: [configurationOption, "name", "role", "department"], flags: ["generate"])
        let control = Control(configuration: try Self.configuration(parsed))
        let login = parsed.words.dropFirst().first
        switch (parsed.words.first, login) {
        case ("list", nil):
            return Self.show(try await control.perform(.listAgents))
        case ("add", let login?):
            let role = parsed.options["role"] ?? Agent.Role.agent.rawValue
            guard Agent.Role(rawValue: role) != nil else { throw UsageError("--role is agent, supervisor or editor") }
            guard isLogin(login) else {
                throw UsageError("a login is 2 to 40 lower-case letters, digits, dots, dashes")
            }
            let hash = try passwordHash(generate: parsed.flags.contains("generate"))
            return Self.show(
                try await control.perform(
                    .addAgent(
                        login: login, name: parsed.options["name"] ?? login, role: role,
                        department: parsed.options["department"], passwordHash: hash)))
        case ("disable", let login?):
            return Self.show(try await control.perform(.setAgentActive(login: login, isActive: false)))
        case ("enable", let login?):
            return Self.show(try await control.perform(.setAgentActive(login: login, isActive: true)))
        case ("password", let login?):
            let hash = try passwordHash(generate: parsed.flags.contains("generate"))
            return Self.show(try await control.perform(.setPassword(login: login, hash: hash)))
        default:
            throw UsageError("say what to do: add, list, disable, enable or password")
        }
    }

    static let dead = Command(
        name: "dead", summary: "list, replay or drop what could not be read or sent",
        help: """
            switchboard dead list [--config FILE]
            switchboard dead replay|drop NAME...

            A name is as `list` shows it: in-12 an event that could not be read, out-34 a message that could not be sent.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: [configurationOption], flags: [])
        let control = Control(configuration: try Self.configuration(parsed))
        let names = Array(parsed.words.dropFirst())
        switch (parsed.words.first, names.isEmpty) {
        case ("list", true): return Self.show(try await control.perform(.listDeadLetters))
        case ("replay", false): return Self.show(try await control.perform(.replayDeadLetters(names: names)))
        case ("drop", false): return Self.show(try await control.perform(.dropDeadLetters(names: names)))
        default: throw UsageError("say what to do: list, or replay or drop with names")
        }
    }

    static func show(_ reply: ControlReply) -> ExitCode {
        for line in reply.lines { reply.isDone ? Terminal.print(line) : Terminal.complain(line) }
        return reply.isDone ? .done : .failed
    }

    private static func isLogin(_ text: String) -> Bool {
        (2...40).contains(text.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
            }
    }

    /// Twelve characters at least: what a stolen database would have to be searched for.
    private static let passwordLengthMin = 12

    private static func passwordHash(generate: Bool) throws -> String {
        if generate {
            let password = Base64URL.encode(SecureRandom.bytes(15))
            Terminal.print("password: \(password)")
            return Password.hash(password)
        }
        let isTerminal = isatty(STDIN_FILENO) == 1
        let typed = isTerminal ? getpass("Password: ").map { String(cString: $0) } : readLine()
        guard let typed, typed.count >= passwordLengthMin else {
            throw UsageError("a password has at least \(passwordLengthMin) characters")
        }
        if isTerminal, getpass("Again: ").map({ String(cString: $0) }) != typed {
            throw UsageError("the two passwords differ")
        }
        return Password.hash(typed)
    }
}
