import Crypto
import Foundation
import Messaging

/// Everything that turns citizens' words and ids into what the database holds: sealed blobs, and keyed hashes for
/// looking rows up without keeping the text.
struct Seals: Sendable {
    /// What a sealed blob is; part of what is authenticated, so that one column's blob is of no use in another.
    enum Kind: String { case webhook, contact, message, memory, facts, outbound, call, token, draft }

    private let key: SealingKey
    private let index: HMACKey

    init(key bytes: [UInt8]) throws(StorageError) {
        do {
            key = try SealingKey(bytes)
        } catch {
            throw .unusable(reason: "the sealing key is not usable: \(error)")
        }
        index = HMACKey(HMACKey(bytes).authenticate(Array("switchboard index key".utf8)))
    }

    func seal(_ plain: [UInt8], as kind: Kind) -> [UInt8] { key.seal(plain, context: kind.rawValue) }

    func seal(_ text: String, as kind: Kind) -> [UInt8] { seal(Array(text.utf8), as: kind) }

    func seal(json value: some Encodable, as kind: Kind) throws(StorageError) -> [UInt8] {
        do {
            return seal([UInt8](try JSONEncoder().encode(value)), as: kind)
        } catch {
            throw .unusable(reason: "a \(kind.rawValue) could not be encoded")
        }
    }

    func open(_ sealed: [UInt8], as kind: Kind) throws(StorageError) -> [UInt8] {
        do {
            return try key.open(sealed, context: kind.rawValue)
        } catch {
            throw .unusable(reason: "a sealed \(kind.rawValue) does not open with this key")
        }
    }

    func openText(_ sealed: [UInt8], as kind: Kind) throws(StorageError) -> String {
        String(decoding: try open(sealed, as: kind), as: UTF8.self)
    }

    func open<Value: Decodable>(_ sealed: [UInt8], as kind: Kind, json: Value.Type) throws(StorageError) -> Value {
        let plain = try open(sealed, as: kind)
        do {
            return try JSONDecoder().decode(json, from: Data(plain))
        } catch {
            throw .unusable(reason: "a sealed \(kind.rawValue) has another form than this version writes")
        }
    }

    /// 16 bytes that stand for a person of a channel.
    func contactHash(_ channel: ChannelID, _ contact: ContactKey) -> [UInt8] {
        keyed("contact", channel.rawValue, contact.rawValue)
    }

    /// 16 bytes that stand for a platform's message id.
    func platformHash(_ channel: ChannelID, _ platformMessageID: String) -> [UInt8] {
        keyed("message", channel.rawValue, platformMessageID)
    }

    /// 16 bytes that stand for an account or an address whose sign-in failed, or for a client's idempotency key.
    func lookupHash(_ purpose: String, _ value: String) -> [UInt8] { keyed(purpose, value, "") }

    /// The dedupe key: 4 bytes second of the event's own time, so that new keys land side by side in the table, then 12
    /// bytes of HMAC, because platform ids are guessable.
    func dedupeKey(_ channel: ChannelID, _ identity: EventIdentity) -> [UInt8] {
        let second = UInt32(clamping: (identity.time?.milliseconds ?? 0) / 1000)
        let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: second >> $0) }
        return prefix + keyed("event", channel.rawValue, identity.key).prefix(12)
    }

    private func keyed(_ purpose: String, _ first: String, _ second: String) -> [UInt8] {
        Array(index.authenticate(Array("\(purpose)|\(first)|\(second)".utf8)).prefix(16))
    }
}
