public import Messaging
import SQL

/// A channel's tokens as they are in force.
public struct Credential: Sendable, Hashable {
    public let accessToken: String
    public let refreshToken: String?
    public let expires: Instant?
    /// The platform has refused to refresh: an operator must connect the channel again.
    public let isRefused: Bool

    public init(accessToken: String, refreshToken: String?, expires: Instant?, isRefused: Bool = false) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expires = expires
        self.isRefused = isRefused
    }
}

extension Store {
    public func credential(of channel: ChannelID) async throws(StorageError) -> Credential? {
        let seals = seals
        return try await read { transaction in
            try transaction.first(
                "SELECT access_token, refresh_token, expires, refused FROM credentials WHERE channel = $1",
                [.text(channel.rawValue)]
            ).map { row in
                Credential(
                    accessToken: try seals.openText(try row.blob(0), as: .token),
                    refreshToken: try row.optionalBlob(1).map { try seals.openText($0, as: .token) },
                    expires: try row.optionalInt(2).map { Instant(milliseconds: $0) }, isRefused: try row.bool(3))
            }
        }
    }

    /// Stores a pair before it is used: a single-use refresh token whose successor is lost cannot be had again.
    public func keep(_ credential: Credential, of channel: ChannelID, now: Instant) async throws(StorageError) {
        let access = seals.seal(credential.accessToken, as: .token)
        let refresh = credential.refreshToken.map { seals.seal($0, as: .token) }
        try await write { transaction in
            _ = try transaction.execute(
                """
                INSERT INTO credentials (channel, access_token, refresh_token, expires, refused, updated)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (channel) DO UPDATE SET access_token = $2, refresh_token = $3, expires = $4, refused = $5,
                    updated = $6
                """,
                [
                    .text(channel.rawValue), .blob(access), refresh.map(Value.blob) ?? .null,
                    credential.expires.map { .integer($0.milliseconds) } ?? .null,
                    .integer(credential.isRefused ? 1 : 0), .integer(now.milliseconds),
                ])
        }
    }
}
