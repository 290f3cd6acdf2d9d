import Foundation
import HTTP
import Messaging
import Routing
import Storage

extension Command {
    static let channels = Command(
        name: "channels", summary: "the channels of the configuration and their tokens",
        help: """
            switchboard channels [--config FILE]

            One line a channel: its webhook address and where its tokens come from.
            """
    ) { arguments in
        let configuration = try Self.configuration(Arguments(arguments, valued: [configurationOption], flags: []))
        for channel in configuration.channels {
            Terminal.print("\(channel.id)\t\(configuration.publicURL)/webhooks/\(channel.id)")
        }
        return Self.show(try await Control(configuration: configuration).perform(.channelTokens))
    }

    static let connect = Command(
        name: "connect", summary: "register a channel's webhook, or paste its tokens",
        help: """
            switchboard connect CHANNEL [--config FILE]
            switchboard connect CHANNEL --tokens

            Registers `public_url`/webhooks/CHANNEL with the platform where the platform has a call for it (the service
            must be up: the platform tries the address at once), else says what to click. With --tokens it reads an access
            token and, on the next line, a refresh token (may be empty) and stores them in place of the configured ones.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: [configurationOption], flags: ["tokens"])
        let configuration = try Self.configuration(parsed)
        guard let name = parsed.words.first,
            let channel = configuration.channels.first(where: { $0.id.rawValue == name })
        else {
            throw UsageError("name one of: \(configuration.channels.map(\.id.rawValue).joined(separator: ", "))")
        }
        if parsed.flags.contains("tokens") {
            guard let access = readLine(), !access.isEmpty else { throw UsageError("no access token on standard input") }
            let refresh = readLine().flatMap { $0.isEmpty ? nil : $0 }
            return Self.show(
                try await Control(configuration: configuration).perform(
                    .keepTokens(channel: name, access: access, refresh: refresh, expiresInSeconds: nil)))
        }
        return try await register(channel, at: "\(configuration.publicURL)/webhooks/\(name)")
    }

    private static func register(_ configuration: ChannelConfiguration, at url: String) async throws -> ExitCode {
        let channel = try Channel(configuration)
        guard let adapter = channel.adapter as? any WebhookRegistering else { return .failed }
        switch adapter.registration(callbackURL: url) {
        case .manual(let steps):
            show(steps)
            return .done
        case .call(let call, let steps):
            show(steps)
            let reply = try await channel.outgoing.send(
                OutgoingRequest(call, token: configuration.token.accessToken))
            let result = adapter.interpretRegistration(
                PlatformReply(status: reply.status, headers: reply.headers, body: reply.body))
            switch result {
            case .registered:
                Terminal.print("registered \(url)")
                return .done
            case .failed(let reason):
                Terminal.complain("the platform refused: \(reason)")
                return .failed
            }
        }
    }

    private static func show(_ steps: [RegistrationStep]) {
        for (index, step) in steps.enumerated() { Terminal.print("\(index + 1). \(step.vi)\n   \(step.en)") }
    }
}
