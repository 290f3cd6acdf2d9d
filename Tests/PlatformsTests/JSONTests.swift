import Foundation
import Messaging
import Testing

@testable import Platforms

@Suite("Reading and writing JSON")
struct JSONTests {
    @Test(
        "what is not an object in UTF-8 is malformed",
        arguments: [
            "", " ", "[]", "1", "null", "\"a\"", "{", "}", "{}x", "{}{}", "{,}", #"{"a":1,}"#, #"{"a":[1,]}"#,
            #"{"a"}"#,
            #"{"a":}"#, #"{a:1}"#, #"{'a':1}"#, #"{"a":01}"#, #"{"a":1.}"#, #"{"a":.5}"#, #"{"a":+1}"#, #"{"a":1e}"#,
            #"{"a":-}"#, #"{"a":NaN}"#, #"{"a":tru}"#, #"{"a":truee}"#, #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#,
            #"{"a":"\u12"#,
            "{\"a\":\"\n\"}", #"{"a":"b}"#, #"{"a":1 "b":2}"#, #"{"a":[}"#, "{/**/}", "\u{FEFF}{}",
            #"{"a":"# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}",
        ])
    func malformed(text: String) {
        #expect(throws: MalformedBody.self) { try JSONDocument(Array(text.utf8)) }
    }

    @Test("UTF-16 is malformed", arguments: [String.Encoding.utf16, .utf16BigEndian, .utf16LittleEndian])
    func utf16(encoding: String.Encoding) throws {
        let data = try #require(#"{"event":"message"}"#.data(using: encoding))
        #expect(throws: MalformedBody.self) { try JSONDocument(Array(data)) }
    }

    @Test("the deepest nesting that is read does not exhaust the stack, and deeper is malformed")
    func depth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (#"{"a":"# + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}")
                    .utf8)
        }
        _ = try JSONDocument(nested(JSONDocument.depthLimit))
        #expect(throws: MalformedBody.self) { try JSONDocument(nested(JSONDocument.depthLimit + 1)) }
        #expect(throws: MalformedBody.self) { try JSONDocument(nested(500_000)) }
    }

    @Test(
        "strings are decoded, and what is not Unicode becomes U+FFFD",
        arguments: [
            (#"Chào \u1ea1 \uD83D\uDE00"#, "Chào ạ 😀"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#"a\u0000b"#, "a\0b"),
            (#"a\ud83d"#, "a\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"), (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"),
            (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
        ])
    func strings(escaped: String, expected: String) throws {
        let value = try JSONDocument(Array("{\"a\":\"\(escaped)\"}".utf8)).root["a"]
        #expect(value?.string == expected)
    }

    @Test("a letter cut in the middle of its bytes costs the letter, not the message")
    func cutLetter() throws {
        let body = Array(#"{"a":"x"#.utf8) + [0xE1, 0xBA] + Array(#"","b":1}"#.utf8)
        let root = try JSONDocument(body).root
        #expect(root["a"]?.string == "x\u{FFFD}")
        #expect(root["b"]?.integer == 1)
    }

    @Test(
        "ids keep their digits, as string or number",
        arguments: [
            ("4912661846655238145", "4912661846655238145"), ("18446744073709551615", "18446744073709551615"),
            ("\"360846524940903967\"", "360846524940903967"), ("1e3", "1e3"), (#""a\u0062""#, "ab"), ("\"\"", nil),
            ("null", nil), ("true", nil), ("[1]", nil), ("{}", nil), (#""a b""#, nil), (#""a\n""#, nil), ("\"ạ\"", nil),
            ("\"" + String(repeating: "x", count: 513) + "\"", nil),
        ])
    func ids(json: String, id: String?) throws {
        #expect(try JSONDocument(Array("{\"a\":\(json)}".utf8)).root["a"]?.id == id)
    }

    @Test(
        "times are milliseconds or, when small, seconds",
        arguments: [
            ("1458692752478", Int64(1_458_692_752_478)), ("\"1458692752478\"", 1_458_692_752_478),
            ("1458692752", 1_458_692_752_000), ("\"154390853474\"", 154_390_853_474),
            ("99999999999", 99_999_999_999_000),
            ("100000000000", 100_000_000_000), ("0", nil), ("-1", nil), ("1.5", nil), ("9223372036854775807", nil),
            ("9223372036854775808", nil), ("99999999999999999999999", nil), ("\"yesterday\"", nil), ("null", nil),
        ])
    func instants(json: String, milliseconds: Int64?) throws {
        let value = try JSONDocument(Array("{\"a\":\(json)}".utf8)).root["a"]
        #expect(value?.instant == milliseconds.map(Instant.init(milliseconds:)))
    }

    @Test(
        "numbers, given as such or as strings",
        arguments: [
            ("10.5", 10.5), ("\"106.660172\"", 106.660172), ("-1e2", -100.0), ("1e999", nil), ("\"nan\"", nil),
            ("\"\"", nil), ("null", nil), ("true", nil),
        ])
    func doubles(json: String, number: Double?) throws {
        #expect(try JSONDocument(Array("{\"a\":\(json)}".utf8)).root["a"]?.double == number)
    }

    @Test("the first of two members counts, and names may be escaped")
    func members() throws {
        let root = try JSONDocument(Array(#"{"a":1,"a":2,"\u0062":3}"#.utf8)).root
        #expect(root["a"]?.integer == 1)
        #expect(root["b"]?.integer == 3)
        #expect(root["c"] == nil)
        #expect(root["a"]?["b"] == nil)
    }

    @Test("what is written is what Foundation reads, in the order given")
    func writing() throws {
        let text = "\"\\/\n\r\t\u{1}\u{1F}\u{7F}ạ😀\u{2028}"
        let json: JSONText = ["z": .string(text), "a": [1, true, ["b": "c"]], "m": .raw(Array("null".utf8)[...])]
        let read = try parsed(json.bytes)
        #expect(read["z"] as? String == text)
        #expect(String(decoding: json.bytes, as: UTF8.self).hasSuffix(#","a":[1,true,{"b":"c"}],"m":null}"#))
    }
}
