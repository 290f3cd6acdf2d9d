import Messaging
import Storage

/// A change or a look that needs the database. While the service runs it is the only one that may open it, so the same
/// value is carried out there (`ControlRoutes`) or, when nobody holds the database, in the command itself.
enum ControlCommand: Codable, Sendable {
    case addAgent(login: String, name: String, role: String, department: String?, passwordHash: String)
    case listAgents
    case setAgentActive(login: String, isActive: Bool)
    case setPassword(login: String, hash: String)
    case listDeadLetters
    case replayDeadLetters(names: [String])
    case dropDeadLetters(names: [String])
    case keepTokens(channel: String, access: String, refresh: String?, expiresInSeconds: Int64?)
    case channelTokens
    /// A line a question, masked.
    case recentQuestions(since: Instant)
}

/// What it came to: lines for the person at the terminal, and whether it was done.
struct ControlReply: Codable, Sendable {
    var lines: [String] = []
    var isDone = true
}

extension ControlCommand {
    /// Carries the command out.
    func perform(on store: Store, channels: [ChannelID], now: Instant) async throws(StorageError) -> ControlReply {
        switch self {
        case .addAgent(let login, let name, let role, let department, let hash):
            let added = try await store.addAgent(
                login: login, name: name, role: Agent.Role(rawValue: role) ?? .agent,
                department: department.map { DepartmentID($0) }, passwordHash: hash, now: now)
            return added
                ? ControlReply(lines: ["added \(login)"])
                : ControlReply(lines: ["the login \(login) is taken"], isDone: false)
        case .listAgents:
            return ControlReply(
                lines: try await store.agents().map { agent in
                    [
                        agent.login, agent.name, agent.role.rawValue, agent.department?.rawValue ?? "all departments",
                        agent.isActive ? "active" : "disabled",
                    ].joined(separator: "\t")
                })
        case .setAgentActive(let login, let isActive):
            let found = try await store.setActive(isActive, login: login)
            return Self.reply(
                found, "\(login) is \(isActive ? "active" : "disabled")", else: "there is no agent \(login)")
        case .setPassword(let login, let hash):
            let found = try await store.setPassword(hash: hash, login: login)
            return Self.reply(found, "the password of \(login) is changed", else: "there is no agent \(login)")
        case .listDeadLetters:
            return ControlReply(lines: try await store.deadLetters().map { "\($0.name)\t\($0.channel)\t\($0.reason)" })
        case .replayDeadLetters(let names):
            return try await Self.each(names, done: "replayed") { name throws(StorageError) in
                try await store.replay(deadLetter: name, now: now)
            }
        case .dropDeadLetters(let names):
            return try await Self.each(names, done: "dropped") { name throws(StorageError) in
                try await store.drop(deadLetter: name)
            }
        case .keepTokens(let channel, let access, let refresh, let seconds):
            try await store.keep(
                Credential(
                    accessToken: access, refreshToken: refresh, expires: seconds.map { now.adding(seconds: $0) }),
                of: ChannelID(channel), now: now)
            return ControlReply(lines: ["stored the tokens of \(channel)"])
        case .channelTokens:
            var lines: [String] = []
            for channel in channels {
                let token = try await store.credential(of: channel)
                let state = token.map { $0.isRefused ? "refused: connect again" : "stored" } ?? "from the configuration"
                lines.append("\(channel)\ttokens \(state)")
            }
            return ControlReply(lines: lines)
        case .recentQuestions(let since):
            return ControlReply(lines: try await store.recentQuestions(since: since).map(\.text.text))
        }
    }

    private static func reply(_ isDone: Bool, _ done: String, else failed: String) -> ControlReply {
        ControlReply(lines: [isDone ? done : failed], isDone: isDone)
    }

    private static func each(
        _ names: [String], done: String, _ act: (String) async throws(StorageError) -> Bool
    ) async throws(StorageError) -> ControlReply {
        var reply = ControlReply()
        for name in names {
            let found = try await act(name)
            reply.lines.append(found ? "\(done) \(name)" : "there is no dead letter \(name)")
            if !found { reply.isDone = false }
        }
        return reply
    }
}
