import Crypto
import Foundation
import HTTP
import Messaging
import Storage

/// Carries a command out where the database is: in the running service, or here when there is none.
struct Control {
    let configuration: Configuration

    func perform(_ command: ControlCommand) async throws -> ControlReply {
        do {
            let key = try KeyFile.loadOrCreate(path: configuration.sealKey)
            let store = try Store(path: configuration.database, sealingKey: key)
            let reply = try await command.perform(
                on: store, channels: configuration.channels.map(\.id), now: WallClock.live.now())
            await store.close()
            return reply
        } catch let error as StorageError {
            guard let token = ControlToken.read(path: configuration.controlToken) else { throw error }
            return try await ask(command, token: token)
        }
    }

    private func ask(_ command: ControlCommand, token: String) async throws -> ControlReply {
        let outgoing = Outgoing.live(
            allowedHosts: [configuration.operatorAddress.host], allowPlainHTTPOnLoopback: true)
        let reply = try await outgoing.send(
            OutgoingRequest(
                method: "POST", url: "http://\(configuration.operatorAddress)/control",
                headers: ["Authorization": "Bearer \(token)", "Content-Type": "application/json"],
                body: [UInt8](try JSONEncoder().encode(command))))
        guard reply.status == 200 else {
            return ControlReply(
                lines: ["the service answered \(reply.status): \(String(decoding: reply.body, as: UTF8.self))"],
                isDone: false)
        }
        return try JSONDecoder().decode(ControlReply.self, from: Data(reply.body))
    }
}

/// The secret that lets commands on this machine speak to the running service: a file of mode 0600, new at each start.
enum ControlToken {
    static func make(path: String) throws -> String {
        let token = Hex.encode(SecureRandom.bytes(32))
        let file = FileManager.default
        try? file.removeItem(atPath: path)
        guard file.createFile(atPath: path, contents: Data(token.utf8), attributes: [.posixPermissions: 0o600]) else {
            throw StartError(text: "the file \(path) cannot be written")
        }
        return token
    }

    static func read(path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path), data.count == 64 else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}

/// Why the service does not start; what the operator should do.
struct StartError: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}
