import Matching
import Testing

@testable import Knowledge

@Suite struct ThresholdsLineTests {
    private static let line = ThresholdsLine(Thresholds(answer: 0.7, clarify: 0.05))

    private func replaced(_ text: String) throws -> String {
        let file = SourceFile(name: "settings.yaml", bytes: Array(text.utf8))
        return String(decoding: try #require(try Self.line.replacing(in: file).new), as: UTF8.self)
    }

    @Test func itHasTwoDecimals() {
        #expect(Self.line.text == "thresholds: {answer: 0.70, clarify: 0.05}")
        #expect(
            ThresholdsLine(Thresholds(answer: 1, clarify: 0.999)).text == "thresholds: {answer: 1.00, clarify: 1.00}")
    }

    @Test(arguments: [
        "# a\nlanguages: [vi]\nthresholds: {answer: 0.8, clarify: 0.3}\n\n# b\nnotice:\n  vi: x\n",
        "# a\nlanguages: [vi]\nthresholds:\n  answer: 0.8\n  clarify: 0.3\n\n# b\nnotice:\n  vi: x\n",
    ])
    func everythingElseStays(_ text: String) throws {
        #expect(try replaced(text) == "# a\nlanguages: [vi]\n\(Self.line.text)\n\n# b\nnotice:\n  vi: x\n")
    }

    @Test func itIsPutBeforeTheFirstKeyWhereThereIsNone() throws {
        #expect(try replaced("# a\nlanguages: [vi]\n") == "# a\n\(Self.line.text)\nlanguages: [vi]\n")
    }

    @Test func lineEndsAreThoseOfTheFile() throws {
        let text = "languages: [vi]\r\nthresholds: {answer: 0.8, clarify: 0.3}\r\n"
        #expect(try replaced(text) == "languages: [vi]\r\n\(Self.line.text)\r\n")
    }

    @Test func aBrokenFileIsNotTouched() {
        #expect(throws: EntryFileError.self) { try replaced("thresholds: {answer: 0.8\n") }
    }
}
