import Crypto
import Foundation
public import Messaging

/// Facebook passes on that somebody wants their data deleted (docs/development/create-an-app/app-dashboard/
/// data-deletion-callback): a form whose `signed_request` is `<signature>.<payload>`, both base64url, the signature
/// HMAC-SHA256 of the app secret over the payload as it is written there.
extension FacebookAdapter: DeletionRequesting {
    /// The longest form that is looked at; Facebook's has two hundred bytes.
    private static let formLimit = 8192

    public func deletionRequest(_ form: [UInt8]) -> DeletionRequest? {
        // An empty secret would let anyone sign.
        guard !settings.appSecret.isEmpty, form.count <= Self.formLimit,
            let field = Self.field("signed_request", of: String(decoding: form, as: UTF8.self))
        else { return nil }
        let parts = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let signature = Base64URL.decode(parts[0]),
            ConstantTime.equal(signature, key.authenticate(Array(parts[1].utf8))),
            let payload = Base64URL.decode(parts[1]), let root = (try? JSONDocument(payload))?.root,
            root["algorithm"]?.string?.uppercased() == "HMAC-SHA256", let person = root["user_id"]?.id
        else { return nil }
        return DeletionRequest(person: person)
    }

    private static func field(_ name: String, of form: String) -> String? {
        for pair in form.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == name { return String(parts[1]).removingPercentEncoding }
        }
        return nil
    }
}
