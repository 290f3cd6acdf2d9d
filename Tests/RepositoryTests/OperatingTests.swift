import Foundation
import Testing

/// What docs/operating.md tells operators, held against the code: commands, configuration, metrics.
@Suite("Operating")
struct OperatingTests {
    private static let repository = Repository.current

    private static func operating() throws -> String { try repository.text(of: "docs/operating.md") }

    /// The names in Sources/Bootstrap/Commands, as the program takes them.
    private static func commands() throws -> Set<String> {
        let sources = repository.files(under: "Sources/Bootstrap/Commands/", ending: ".swift")
        let text = try sources.map { try repository.text(of: $0) }.joined()
        return Set(Pattern(#"Command\(\s*name: "([a-z]+)""#).groups(in: text))
    }

    @Test("every command is told in docs/operating.md")
    func commandsAreTold() throws {
        let commands = try Self.commands()
        #expect(commands.count > 5)
        let page = try Self.operating()
        for command in commands.sorted() {
            #expect(page.contains("`switchboard \(command)"), "docs/operating.md does not tell of \(command)")
        }
    }

    @Test("every command that a page mentions exists")
    func mentionedCommandsExist() throws {
        let commands = try Self.commands()
        for page in Self.repository.files(under: "", ending: ".md") {
            let mentioned = Set(Mentions.commands(in: try Self.repository.text(of: page)))
            let missing = mentioned.subtracting(commands)
            #expect(missing.isEmpty, "\(page) mentions commands that do not exist: \(missing.sorted())")
        }
    }

    @Test("the keys of Config/switchboard.yaml are the keys that are read, and docs/operating.md names them")
    func configurationKeysAgree() throws {
        let reader = try Self.repository.text(of: "Sources/Bootstrap/Configuration/ConfigurationReader.swift")
        let file = try Self.repository.text(of: "Config/switchboard.yaml")
        let read = ConfigurationKeys.literals(of: "keys", in: reader)
        #expect(read.count > 5)
        #expect(Set(ConfigurationKeys.top(of: file)) == Set(read))
        #expect(ConfigurationKeys.top(of: file) == read, "the same order, so that both can be read side by side")
        let page = try Self.operating()
        for key in read { #expect(page.contains("`\(key)`"), "docs/operating.md does not tell of \(key)") }
    }

    @Test("the keys of channels in Config/switchboard.yaml are the keys that are read")
    func channelKeysAgree() throws {
        let reader = try Self.repository.text(of: "Sources/Bootstrap/Configuration/ConfigurationReader.swift")
        let file = try Self.repository.text(of: "Config/switchboard.yaml")
        let common = Set(ConfigurationKeys.literals(of: "common", in: reader))
        let channels = ConfigurationKeys.channels(of: file)
        #expect(Set(channels.keys) == ["zalo", "viber", "facebook"])
        for (platform, keys) in channels {
            let own = Set(ConfigurationKeys.literals(ofPlatform: platform, in: reader))
            #expect(!own.isEmpty)
            #expect(keys == common.union(own), "the channel of \(platform)")
        }
        let page = try Self.operating() + Self.repository.text(of: "docs/channels.md")
        for key in channels.values.reduce(common, { $0.union($1) }).sorted() {
            #expect(page.contains("`\(key)`"), "neither docs/operating.md nor docs/channels.md tells of \(key)")
        }
    }

    @Test("every metric is told in docs/operating.md, and no other")
    func metricsAreTold() throws {
        let sources = try Self.repository.files(under: "Sources/", ending: ".swift")
            .map { try Self.repository.text(of: $0) }.joined()
        let measured = Set(Pattern(#""(switchboard_[a-z_]+)""#).groups(in: sources))
        let told = Set(Pattern(#"`(switchboard_[a-z_]+)"#).groups(in: try Self.operating()))
        #expect(measured.count > 5)
        #expect(told == measured)
    }

    @Test(
        "commands are found in code, not in prose",
        arguments: [
            ("`switchboard serve`", ["serve"]), ("```\nswitchboard agent add lan\n```", ["agent"]),
            ("run /usr/local/bin/switchboard check", []), ("`/opt/switchboard check Intents`", ["check"]),
            ("the switchboard answers", []), ("`switchboard_events_total`", []),
            ("```\nExecStart=/usr/local/bin/switchboard serve\n```", ["serve"]),
        ] as [(String, [String])])
    func commandsAreFound(page: String, expected: [String]) {
        #expect(Mentions.commands(in: page) == expected)
    }

    @Test("keys are read from the file, those in comments too")
    func keysAreRead() {
        let file = """
            # Prose: not a key.
            listen: 127.0.0.1:1
            # verifier: name.html
            channels:
              - id: a
                platform: zalo
                app_id: "0"
                # form: {text: "..."}
              - id: b
                platform: viber
            """
        #expect(ConfigurationKeys.top(of: file) == ["listen", "verifier", "channels"])
        #expect(
            ConfigurationKeys.channels(of: file) == [
                "zalo": ["id", "platform", "app_id", "form"], "viber": ["id", "platform"],
            ])
    }
}

enum Mentions {
    /// The commands that stand behind `switchboard` in backticks and code blocks.
    static func commands(in page: String) -> [String] {
        let code =
            Pattern(#"(?ms)^ *```[a-z]*\n(.*?)^ *```"#).groups(in: page) + Pattern(#"`([^`\n]+)`"#).groups(in: page)
        return code.flatMap { Pattern(#"(?m)(?:^|[\s/])switchboard +([a-z]+)"#).groups(in: $0) }
    }
}

enum ConfigurationKeys {
    /// Keys at the left margin, and those that stand in a comment as an example.
    static func top(of file: String) -> [String] { Pattern(#"(?m)^(?:# )?([a-z_]+):(?: |$)"#).groups(in: file) }

    /// The keys of each platform's channel.
    static func channels(of file: String) -> [String: Set<String>] {
        let blocks = Pattern(#"(?m)^  - ((?:.*\n?)(?:    .*\n?)*)"#).groups(in: file)
        return blocks.reduce(into: [:]) { channels, block in
            let keys = Pattern(#"(?m)^ *(?:# )?([a-z_]+): "#).groups(in: block)
            guard let platform = Pattern(#"platform: ([a-z]+)"#).groups(in: block).first else { return }
            channels[platform, default: []].formUnion(keys)
        }
    }

    /// The strings of `static let NAME = [ ... ]`.
    static func literals(of name: String, in source: String) -> [String] {
        Pattern(#"(?s)static let \#(name) = \[([^\]]*)\]"#).groups(in: source)
            .flatMap { Pattern(#""([a-z_]+)""#).groups(in: $0) }
    }

    /// The strings of `"PLATFORM": [ ... ]`.
    static func literals(ofPlatform name: String, in source: String) -> [String] {
        Pattern(#"(?s)"\#(name)": \[([^\]]*)\]"#).groups(in: source).flatMap { Pattern(#""([a-z_]+)""#).groups(in: $0) }
    }
}
