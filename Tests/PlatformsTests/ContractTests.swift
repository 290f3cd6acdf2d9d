import Foundation
import Messaging
import Platforms
import Testing

/// What every adapter must do, whatever its platform.
@Suite("The adapters' contract")
struct ContractTests {
    @Test("a body the platform signed is accepted, and no other", arguments: AdapterCase.all)
    func forgeries(platform: AdapterCase) throws {
        let body = try platform.fixtures.bytes(platform.sample)
        let signed = platform.signed(body)
        #expect(platform.adapter.verify(signed) == .verified)

        let header = try #require(signed.headers.values.first)
        let digits = String(header.dropFirst(platform.prefix.count))
        let upper = digits.uppercased() == digits ? String(repeating: "A", count: 64) : digits.uppercased()
        let wrong = [
            nil, "", platform.prefix, header + "0", String(header.dropLast()), header + ", " + header,
            header + "," + header,
            platform.prefix + upper, platform.prefix + String(repeating: "0", count: 64), "md5=" + digits, " " + header,
            header + " ", platform.prefix + String(digits.reversed()), platform.prefix + platform.prefix + digits,
        ]
        for value in wrong where value != header {
            #expect(isRefused(platform.adapter.verify(platform.withSignature(body, value))))
        }

        var changed = body
        changed[changed.count / 2] ^= 1
        #expect(isRefused(platform.adapter.verify(platform.withSignature(changed, header))))
        #expect(isRefused(platform.adapter.verify(platform.withSignature(body + [0x20], header))))
        #expect(isRefused(platform.adapter.verify(platform.withSignature([], header))))
    }

    @Test("an empty body is malformed", arguments: AdapterCase.all)
    func emptyBody(platform: AdapterCase) {
        #expect(throws: MalformedBody.self) { try platform.adapter.identify([]) }
        #expect(throws: MalformedBody.self) { try platform.adapter.normalise([]) }
    }

    @Test("a body cut at any byte is malformed for both readers", arguments: AdapterCase.all)
    func truncated(platform: AdapterCase) throws {
        let body = try trimmed(platform.fixtures.bytes(platform.sample))
        for length in 0..<body.count {
            let part = Array(body[..<length])
            #expect(throws: MalformedBody.self) { try platform.adapter.identify(part) }
            #expect(throws: MalformedBody.self) { try platform.adapter.normalise(part) }
        }
    }

    @Test("identify and normalise agree on every payload, and a redelivery gives the same", arguments: AdapterCase.all)
    func agreement(platform: AdapterCase) throws {
        for name in try platform.fixtures.names("in") {
            let body = try platform.fixtures.bytes(name)
            let identities = try platform.adapter.identify(body)
            let events = try platform.adapter.normalise(body)
            #expect(identities == events.map(\.identity), "\(name)")
            #expect(identities == (try platform.adapter.identify(body)), "\(name)")
            #expect(identities.map(\.index) == Array(identities.indices), "\(name)")
            #expect(identities.allSatisfy { !$0.key.isEmpty && (!$0.isKept || $0.contact != nil) }, "\(name)")
            // No two events of one body are the same.
            #expect(Set(identities.map(\.key)).count == identities.count, "\(name)")
        }
    }

    @Test("twelve topics are each told once by number, and each that fits is a button", arguments: AdapterCase.all)
    func topics(platform: AdapterCase) {
        let numbers = 1...12
        let text = (["Topics:"] + numbers.map { "\($0). Topic-\($0);" } + ["0. A person"]).joined(separator: "\n")
        let buttons = numbers.map { Button(title: "Topic-\($0);", action: .reply(payload: "payload-\($0);")) }
        let message = OutboundMessage(purpose: .bot, text: text, buttons: buttons)
        let calls = platform.adapter.render(message, to: ContactKey("246845883529197922"), tag: "t")
        let sent = calls.map { String(decoding: $0.body, as: UTF8.self) }.joined()
        let fitting = min(12, platform.adapter.capabilities.buttonLimit)
        for number in numbers {
            let fits = number <= fitting
            #expect(sent.ranges(of: "\(number). Topic-\(number);").filter { !isDigit(before: $0, in: sent) }.count == 1)
            #expect(sent.ranges(of: "payload-\(number);").count == (fits ? 1 : 0), "\(number)")
        }
        #expect(calls.count == 1)
    }

    private func isDigit(before range: Range<String.Index>, in text: String) -> Bool {
        range.lowerBound > text.startIndex && text[text.index(before: range.lowerBound)].isNumber
    }

    @Test("different events have different keys", arguments: AdapterCase.all)
    func distinct(platform: AdapterCase) throws {
        var seen: [String: String] = [:]
        for name in try platform.fixtures.names("in") {
            for identity in try platform.adapter.identify(platform.fixtures.bytes(name)) where identity.isKept {
                let key = "\(identity.key) \(identity.contact?.rawValue ?? "")"
                let content = try platform.fixtures.bytes(name)
                // Viber's samples share one token.
                if let other = seen[key], platform.adapter.capabilities.platform != .viber {
                    #expect(try platform.fixtures.bytes(other) == content, "\(name) and \(other)")
                }
                seen[key] = name
            }
        }
    }

    @Test("any member of any payload may be of any type: no trap, and both readers agree", arguments: AdapterCase.all)
    func wrongTypes(platform: AdapterCase) throws {
        for name in try platform.fixtures.names("in") {
            let body = try JSONSerialization.jsonObject(with: platform.fixtures.data(name))
            for mutant in mutants(of: body) {
                let bytes = Array(try JSONSerialization.data(withJSONObject: mutant))
                let identities = try platform.adapter.identify(bytes)
                #expect(identities == (try platform.adapter.normalise(bytes)).map(\.identity), "\(name)")
                for identity in identities where identity.isKept { #expect(identity.contact != nil) }
                _ = platform.adapter.reply(to: bytes, welcome: OutboundMessage(purpose: .bot, text: "x"))
            }
        }
    }

    @Test("an unknown event is acknowledged, counted by a safe name, and not kept", arguments: AdapterCase.all)
    func unknownEvent(platform: AdapterCase) throws {
        let event = try #require(platform.adapter.normalise(platform.unknownEvent).first)
        #expect(!event.identity.isKept)
        #expect(event.kind == .unknown(name: "new_thing_"))
    }

    @Test("a mebibyte of anything is read or refused in bounded time", arguments: AdapterCase.all)
    func mebibyte(platform: AdapterCase) throws {
        let size = 1 << 20
        let keys = (0..<60_000).map { "\"k\($0)\":\"\"" }.joined(separator: ",")
        let bodies = [
            #"{"timestamp":"1","a":["# + String(repeating: "1,", count: size / 2) + "1]}",
            "{\(keys),\"timestamp\":\"1\"}",
            #"{"timestamp":"1","a":""# + String(repeating: "x", count: size + 1) + "\"}",
            #"{"timestamp":"1","a":""# + String(repeating: "\\u00e1", count: size / 6) + "\"}",
            String(repeating: "[", count: size + 1), String(repeating: "{\"a\":", count: size / 5),
            #"{"object":"page","entry":[{"id":"1234567890","messaging":["#
                + String(repeating: "{},", count: size / 3) + "{}]}]}",
            #"{"object":"page","entry":["# + String(repeating: "{\"messaging\":[]},", count: size / 17) + "{}]}",
            String(repeating: "\"", count: size), String(repeating: "\\", count: size),
            String(repeating: " ", count: size),
        ]
        let time = ContinuousClock().measure {
            for body in bodies {
                let bytes = Array(body.utf8)
                _ = platform.adapter.verify(
                    platform.withSignature(bytes, platform.prefix + String(repeating: "0", count: 64)))
                guard (try? platform.adapter.identify(bytes)) != nil else { continue }
                _ = try? platform.adapter.normalise(bytes)
            }
        }
        // Some seconds in a debug build; quadratic work would take hours.
        #expect(time < .seconds(300))
    }

    @Test("without a greeting nothing is said in the answer to a webhook", arguments: AdapterCase.all)
    func silence(platform: AdapterCase) throws {
        for name in try platform.fixtures.names("in") {
            #expect(platform.adapter.reply(to: try platform.fixtures.bytes(name), welcome: nil) == nil)
        }
    }

    @Test("nothing to say makes no call", arguments: AdapterCase.all, ["", " \n"])
    func nothingToSay(platform: AdapterCase, text: String) {
        let message = OutboundMessage(purpose: .bot, text: text)
        #expect(platform.adapter.render(message, to: ContactKey("1"), tag: "t").isEmpty)
    }

    @Test("the same message gives the same bytes, and no call holds a secret", arguments: AdapterCase.all)
    func stableCalls(platform: AdapterCase) {
        let message = OutboundMessage(
            purpose: .bot, text: String(repeating: "Chào anh chị. ", count: 1000),
            buttons: Samples.buttons, images: [OutboundImage(.url("https://example.com/a.jpg"))])
        let calls = platform.adapter.render(message, to: ContactKey("1"), tag: "t1")
        #expect(calls == platform.adapter.render(message, to: ContactKey("1"), tag: "t1"))
        #expect(calls.count > 1)
        let secrets = [
            AdapterCase.zaloSettings.appSecret, AdapterCase.zaloSettings.oaSecretKey,
            AdapterCase.viberSettings.authToken,
            AdapterCase.facebookSettings.appSecret, AdapterCase.facebookSettings.verifyToken,
        ]
        for call in calls {
            let all = call.url + String(decoding: call.body, as: UTF8.self) + call.headers.values.joined()
            #expect(secrets.allSatisfy { !all.contains($0) })
            #expect(call.credential != .none)
            #expect(call.url.hasPrefix("https://"))
        }
    }

    @Test("the limits the desk sees are those of the calls", arguments: AdapterCase.all)
    func limits(platform: AdapterCase) throws {
        let limits = platform.adapter.capabilities
        for text in ["Chào anh chị. ", "😀", "\u{1}", "ế", "\"", "中"] {
            let long = String(repeating: text, count: 9_000)
            let message = OutboundMessage(purpose: .person, text: long, buttons: Samples.buttons)
            var texts: [String] = []
            for call in platform.adapter.render(message, to: ContactKey("1"), tag: "t1") {
                #expect(call.body.count <= 30_000)
                let body = try parsed(call.body)
                let inner = (body["message"] as? NSDictionary) ?? body
                let payload = (inner["attachment"] as? NSDictionary)?["payload"] as? NSDictionary
                let sent = inner["text"] as? String ?? payload?["text"] as? String
                let hasButtons = payload != nil || inner["keyboard"] != nil
                guard let sent else { continue }
                #expect(sent.utf16.count <= (hasButtons ? limits.buttonTextLimit : limits.textLimit))
                texts.append(sent)
            }
            #expect(texts.joined().filter { !$0.isWhitespace }.hasPrefix(long.filter { !$0.isWhitespace }.prefix(8000)))
        }
    }

    @Test("an answer that is not the documented JSON", arguments: AdapterCase.all)
    func undocumentedAnswers(platform: AdapterCase) {
        func failure(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> String {
            let reply = PlatformReply(status: status, headers: headers, body: Array(body.utf8))
            guard case .failed(let failure) = platform.adapter.interpret(reply) else { return "sent" }
            return String("\(failure)".prefix { $0 != "(" })
        }
        for body in ["", "{}", "[]", "ok", "<html>", "{\"error\":null}", "{\"status\":\"ok\"}", "{\"error\":"] {
            #expect(failure(200, body) == "unknownOutcome", "\(body)")
            #expect(failure(502, body) == "temporary")
            #expect(failure(500, body) == "temporary")
            #expect(failure(429, body) == "throttled")
            #expect(failure(401, body) == "badToken")
            #expect(failure(302, body) == "channelDown")
            #expect(failure(404, body) == "badRequest")
        }
    }

    @Test(
        "Retry-After counts in seconds; a date needs a clock we do not have", arguments: AdapterCase.all,
        [
            ("30", Int64(30)), ("0", 0), ("999999999", 86_400), ("Wed, 21 Oct 2026 07:28:00 GMT", nil), ("-1", nil),
            ("99999999999999999999", nil), ("", nil), (nil, nil),
        ] as [(String?, Int64?)])
    func retryAfter(platform: AdapterCase, value: (String?, Int64?)) {
        let headers = value.0.map { ["retry-after": $0] } ?? [:]
        let result = platform.adapter.interpret(PlatformReply(status: 429, headers: headers, body: []))
        guard case .failed(.throttled(let seconds, _)) = result else {
            Issue.record("not throttled")
            return
        }
        #expect(seconds == value.1)
    }

    @Test("an operator's reason holds no token, number or id", arguments: AdapterCase.all)
    func reasons(platform: AdapterCase) {
        let words = "Malformed access token EAABsbCS1iHgBAKZC0 for 246845883529197922 (0912345678)"
        let body = """
            {"error":{"message":"\(words)","code":190},"message":"\(words)","status":2,"status_message":"\(words)"}
            """
        let zalo = "{\"error\":-216,\"message\":\"\(words)\"}"
        let reply = PlatformReply(
            status: 200, body: Array((platform.adapter.capabilities.platform == .zalo ? zalo : body).utf8))
        guard case .failed(.badToken(let reason)) = platform.adapter.interpret(reply) else {
            Issue.record("not a bad token")
            return
        }
        #expect(reason.contains("Malformed access token … for … (…)"))
    }

    // MARK: Helpers

    private func isRefused(_ verification: Verification) -> Bool {
        if case .refused = verification { true } else { false }
    }

    private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines).utf8)
    }

    /// The value with each member and element, one at a time, replaced by a value of every type, or left out.
    private func mutants(of value: Any) -> [Any] {
        let replacements: [Any] = [
            NSNull(), 9_223_372_036_854_775_807 as Int64, -1.5, "", "x", [Any](), ["a": 1], true,
        ]
        var mutants: [Any] = []
        if let object = value as? [String: Any] {
            for (key, member) in object {
                for other in replacements + self.mutants(of: member) {
                    mutants.append(object.merging([key: other]) { $1 })
                }
                mutants.append(object.filter { $0.key != key })
            }
        } else if let array = value as? [Any] {
            for (index, element) in array.enumerated() {
                for other in replacements + self.mutants(of: element) {
                    var copy = array
                    copy[index] = other
                    mutants.append(copy)
                }
            }
        }
        return mutants
    }
}

enum Samples {
    static let buttons = [
        Button(title: "Nơi xét nghiệm", action: .reply(payload: "intent:testing.where")),
        Button(title: "Gọi CDC", action: .call(number: "0274 3822 825")),
        Button(title: "Trang web", action: .open(url: "https://binhduong.gov.vn")),
        Button(title: "Gửi số của tôi", action: .sharePhone),
        Button(title: "Gửi vị trí", action: .shareLocation),
    ]
}
