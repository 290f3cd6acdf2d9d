import Foundation
import Messaging
import Platforms
import Testing

@Suite("Facebook's data-deletion callback: published vectors")
struct FacebookDeletionTests {
    private struct Vectors: Decodable {
        struct Requests: Decodable {
            struct Valid: Decodable {
                let signed_request: String
                let form_body: String
            }
            struct Invalid: Decodable {
                let name: String
                let signed_request: String
            }
            let valid: Valid
            let invalid: [Invalid]
        }
        let signed_request: Requests
        let app_secret: String
    }

    private func vectors() throws -> (requests: Vectors.Requests, adapter: FacebookAdapter) {
        let vectors = try AdapterCase.facebook.fixtures.vectors(Vectors.self)
        let settings = FacebookSettings(
            pageID: "1", appID: "1", appSecret: vectors.app_secret, verifyToken: "x")
        return (vectors.signed_request, FacebookAdapter(settings: settings))
    }

    @Test("a signed form names who asks")
    func valid() throws {
        let (requests, adapter) = try vectors()
        let expected = DeletionRequest(person: "218471")
        #expect(adapter.deletionRequest(Array(requests.valid.form_body.utf8)) == expected)
        #expect(adapter.deletionRequest(Array("a=b&\(requests.valid.form_body)&c".utf8)) == expected)
        let escaped = requests.valid.signed_request.replacing(".", with: "%2E")
        #expect(adapter.deletionRequest(Array("signed_request=\(escaped)".utf8)) == expected)
    }

    @Test("a forged, changed or broken one names nobody")
    func invalid() throws {
        let (requests, adapter) = try vectors()
        #expect(requests.invalid.count >= 3)
        let valid = requests.valid.signed_request
        let others =
            ["", "&", "signed_request", "signed_request=", "signed_request=.", "SIGNED_REQUEST=\(valid)", valid]
            + ["signed_request=\(valid).", "signed_request=\(valid.dropFirst())", "signed_request=\(valid)="]
            + ["signed_request=" + String(repeating: "a", count: 20_000)]
        for form in requests.invalid.map({ "signed_request=\($0.signed_request)" }) + others {
            #expect(adapter.deletionRequest(Array(form.utf8)) == nil, "\(form.prefix(60))")
        }
        #expect(adapter.deletionRequest([0xFF, 0xFE]) == nil)
    }

    @Test("without a secret nothing is signed")
    func withoutSecret() throws {
        let adapter = FacebookAdapter(
            settings: FacebookSettings(pageID: "1", appID: "1", appSecret: "", verifyToken: ""))
        #expect(adapter.deletionRequest(Array(try vectors().requests.valid.form_body.utf8)) == nil)
    }
}
