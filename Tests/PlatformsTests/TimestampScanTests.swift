import Testing

@testable import Platforms

@Suite("Finding Zalo's timestamp before the body is verified")
struct TimestampScanTests {
    @Test(
        "the member of the outermost object is found",
        arguments: [
            (#"{"timestamp":"123"}"#, "123"), (#" { "timestamp" : 123 } "#, "123"), (#"{"a":1,"timestamp":"5"}"#, "5"),
            (#"{"a":{"timestamp":"1"},"timestamp":"2"}"#, "2"), (#"{"a":["timestamp","1"],"timestamp":"2"}"#, "2"),
            (#"{"a":"timestamp","timestamp":"2"}"#, "2"), (#"{"a":"\"timestamp\":\"9\"","timestamp":"2"}"#, "2"),
            (#"{"a\\":"x","timestamp":"2"}"#, "2"), (#"{"timestamp":"1","timestamp":"2"}"#, "1"),
            (#"{"timestamp":"12345678901234567890123456789012"}"#, "12345678901234567890123456789012"),
        ])
    func found(body: String, digits: String) {
        #expect(TimestampScan.digits(in: Array(body.utf8)).map { String(decoding: $0, as: UTF8.self) } == digits)
    }

    @Test(
        "anything else is given up",
        arguments: [
            "", "{", "{}", "[]", #"[{"timestamp":"1"}]"#, #"{"a":{"timestamp":"1"}}"#, #"{"timestamp":""}"#,
            #"{"timestamp":"12"#, #"{"timestamp":12"#, #"{"timestamp":-1}"#, #"{"timestamp":1.5}"#,
            #"{"timestamp":"1x"}"#, #"{"timestamp":null}"#, #"{"timestamp":{"timestamp":"1"}}"#, #"{"Timestamp":"1"}"#,
            #"{"time\u0073tamp":"1"}"#, #"{"timestamp":"123456789012345678901234567890123"}"#, #"{"timestamp"}"#,
            #"{"timestamp":"#, #"{"a":"timestamp"#, #"{"a":"\"#, "\"timestamp\":\"1\"", #"{}{"timestamp":"1"}"#,
            String(repeating: "{\"a\":", count: 33) + #"1,"timestamp":"1"}"#,
        ])
    func notFound(body: String) {
        #expect(TimestampScan.digits(in: Array(body.utf8)) == nil)
    }
}
