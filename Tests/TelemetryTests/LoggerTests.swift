import Synchronization
import Testing

@testable import Telemetry

struct LoggerTests {
    /// Collects the lines of a logger.
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func append(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private let lines = Lines()

    private func logger(_ level: Logger.Level = .debug, redacting: [String] = [], at now: Int64 = 0) -> Logger {
        Logger(level: level, redacting: redacting, now: { now }, write: { [lines] in lines.append($0) })
    }

    /// What a reason becomes in a line.
    private func written(_ text: String, redacting: [String] = []) throws -> String {
        logger(redacting: redacting).info("m", .reason(text))
        return String(try #require(lines.all.last).dropFirst("1970-01-01T00:00:00.000Z info m reason=".count))
    }

    @Test func aRecordIsOneLineOfTimeLevelMessageAndFields() {
        logger(at: 1_627_027_200_123).warning(
            "send failed", .id("part", 42), .id("channel", "zalo-1022"), .count("tries", 3),
            .milliseconds("after", 1_500), .reason("no route to host"), .reason("detail", "EHOSTUNREACH"))
        #expect(
            lines.all == [
                "2021-07-23T08:00:00.123Z warning send failed part=42 channel=zalo-1022 tries=3 after=1500"
                    + " reason=\"no route to host\" detail=EHOSTUNREACH"
            ])
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_640_995_199_999, "2021-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func theTimeIsUTCWithMilliseconds(_ now: Int64, _ expected: String) {
        logger(at: now).info("m")
        #expect(lines.all == ["\(expected) info m"])
    }

    @Test(arguments: Logger.Level.allCases) func recordsBelowTheLevelAreDropped(_ level: Logger.Level) {
        let logger = logger(level)
        logger.debug("m")
        logger.info("m")
        logger.notice("m")
        logger.warning("m")
        logger.error("m")
        let expected = Logger.Level.allCases.filter { $0 >= level }.map(\.rawValue)
        #expect(lines.all.map { String($0.split(separator: " ")[1]) } == expected)
    }

    @Test func noneWritesNothing() { Logger.none.error("m", .reason("r")) }

    @Test(arguments: [
        ("token=s3cret!", "\"token=[redacted]\""), ("s3cret!s3cret!", "[redacted][redacted]"),
        ("s3cret!\u{301}", "[redacted]\u{301}"), ("s3cret!-long", "[redacted]"), ("s3cret", "s3cret"),
        ("xs3cret!\r\n", "x[redacted]\\r\\n"),
    ])
    func secretsNeverAppear(_ text: String, _ expected: String) throws {
        #expect(try written(text, redacting: ["s3cret!", "", "s3cret!-long"]) == expected)
    }

    @Test func secretsNeverAppearInOtherFieldsEither() {
        logger(redacting: ["12345"]).info("m", .id("id", "a12345b"), .count("n", 12345))
        #expect(lines.all == ["1970-01-01T00:00:00.000Z info m id=a[redacted]b n=[redacted]"])
    }

    @Test func aSecretOverTheCutDoesNotShowItsBeginning() throws {
        let secret = "s3cret-and-long"
        let text = try written(String(repeating: "x", count: 195) + secret, redacting: [secret])
        #expect(!text.contains("s3"))
    }

    @Test(arguments: [
        ("0912345678", "*******678"), ("84912345678,84987654321", "********678,********321"), ("1234567", "1234567"),
        ("12345678", "*****678"), ("a1234567890b", "a*******890b"), ("٠٩١٢٣٤٥٦٧٨", "*******٦٧٨"), ("1022", "1022"),
        ("-201", "-201"),
    ])
    func longNumbersInReasonsKeepTheirLastThreeDigits(_ text: String, _ expected: String) throws {
        #expect(try written(text) == expected)
    }

    @Test func idsKeepTheirDigits() {
        logger().info("m", .id("row", 1_234_567_890))
        #expect(lines.all == ["1970-01-01T00:00:00.000Z info m row=1234567890"])
    }

    @Test(arguments: [
        ("a\nb", "a\\nb"), ("a\r\nb\tc", "a\\r\\nb\\tc"), ("a\u{0}\u{1b}[31m", "a\\u{0}\\u{1b}[31m"),
        ("a\u{2028}b", "a\\u{2028}b"), ("a\u{202e}b", "a\\u{202e}b"), ("a\u{85}b", "a\\u{85}b"), ("", "\"\""),
        ("a b", "\"a b\""), ("a=b", "\"a=b\""), ("say \"x\"", "\"say \\\"x\\\"\""), ("c:\\d", "c:\\\\d"),
        ("hết gạo", "\"hết gạo\""),
    ])
    func noValueCanBreakOrForgeALine(_ text: String, _ expected: String) throws {
        #expect(try written(text) == expected)
    }

    @Test(arguments: [(200, 200, false), (201, 200, true), (10_000, 200, true)])
    func longValuesAreCut(_ count: Int, _ kept: Int, _ isCut: Bool) throws {
        let expected = String(repeating: "ế", count: kept) + (isCut ? "…" : "")
        #expect(try written(String(repeating: "ế", count: count)) == expected)
    }

    @Test func oneCharacterOfManyMarksIsCutToo() throws {
        #expect(try written("e" + String(repeating: "\u{301}", count: 5_000)).unicodeScalars.count == 201)
    }
}
