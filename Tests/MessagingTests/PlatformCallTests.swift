import Foundation
import Messaging
import Testing

@Suite struct PlatformCallTests {
    @Test(arguments: [[], [0], Array(0...255), Array("{\"text\":\"Nơi xét nghiệm\"}".utf8)] as [[UInt8]])
    func aStoredCallComesBackWithEveryByte(body: [UInt8]) throws {
        let call = PlatformCall(
            method: "POST", url: "https://example.test/me/messages?a=1", headers: ["Content-Type": "application/json"],
            body: body, credential: .query(name: "access_token"))
        let stored = try JSONEncoder().encode(call)
        #expect(try JSONDecoder().decode(PlatformCall.self, from: stored) == call)
    }

    @Test func aStoredBodyIsAboutAsLongAsItself() throws {
        let call = PlatformCall(
            method: "POST", url: "https://example.test", headers: [:], body: [UInt8](repeating: 200, count: 3000),
            credential: .none)
        #expect(try JSONEncoder().encode(call).count < 4200)
    }

    @Test(arguments: [
        #"{"method":"POST","url":"x","headers":{},"credential":{"none":{}}}"#,
        #"{"method":"POST","url":"x","headers":{},"body":"not base64!","credential":{"none":{}}}"#,
        #"{"method":"POST","url":"x","headers":{},"body":[1,2,300],"credential":{"none":{}}}"#,
    ]) func aBrokenStoredCallIsAnErrorAndNotAnotherCall(json: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(PlatformCall.self, from: Data(json.utf8)) }
    }
}
