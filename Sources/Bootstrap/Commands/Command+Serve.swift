import Foundation
import Messaging
import Storage
import Telemetry

extension Command {
    static let serve = Command(
        name: "serve", summary: "run the service",
        help: """
            switchboard serve [--config FILE]

            Takes webhooks, answers, delivers, and serves the desk until SIGTERM or SIGINT, then stops in order: no new
            requests, those in hand are finished, everything accepted stays in the database.
            """
    ) { arguments in
        let configuration = try Self.configuration(Arguments(arguments, valued: [configurationOption], flags: []))
        let application = try Application(configuration, logger: .standardError(configuration))
        try await StopSignals.run { try await application.run { _, _ in } }
        return .done
    }

    static let migrate = Command(
        name: "migrate", summary: "bring the database up to this version's schema",
        help: """
            switchboard migrate [--config FILE]

            `serve` does the same at its start; this command does it alone, with the service stopped.
            """
    ) { arguments in
        let configuration = try Self.configuration(Arguments(arguments, valued: [configurationOption], flags: []))
        _ = try await Control(configuration: configuration).perform(.listAgents)
        Terminal.print("\(configuration.database) has the schema of this version")
        return .done
    }

    /// The configuration a command line names.
    static func configuration(_ arguments: Arguments) throws -> Configuration {
        try ConfigurationReader.read(path: arguments.options[configurationOption] ?? configurationDefault)
    }
}

extension Logger {
    /// Lines on standard error, without the secrets of the configuration.
    static func standardError(_ configuration: Configuration) -> Logger {
        Logger(
            level: configuration.logLevel, redacting: configuration.secrets.filter { !$0.isEmpty },
            now: { WallClock.live.now().milliseconds }
        ) { line in
            FileHandle.standardError.write(Data((line + "\n").utf8))
        }
    }
}
