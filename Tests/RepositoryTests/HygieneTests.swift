import Foundation
import Testing

/// What no file of the repository may hold, whatever it is.
@Suite("Hygiene")
struct HygieneTests {
    private static let repository = Repository.current

    /// Made of parts, so that this file does not hold them.
    private static let workplaceWords = [
        Pattern(#"(?<![\w.~*-])/(wor"# + #"k|tm"# + #"p)/\w"#), Pattern("sub" + "agent", ignoringCase: true),
    ]
    private static let openEnds = [Pattern(#"\b(TO"# + #"DO|FIX"# + #"ME|X"# + #"XX)\b"#)]
    private static let blankEnds = Pattern(#"[ \t\r]+$"#)

    /// Bodies as platforms send them, and files that are wrong on purpose.
    private static func isData(_ file: String) -> Bool { file.contains("/Fixtures/") || file.contains("/Data/") }

    private static func isText(_ file: String) -> Bool {
        let ends = [".swift", ".md", ".yaml", ".yml", ".h", ".modulemap", ".json", ".py", ".sh", ".txt", ".csv"]
        return ends.contains { file.hasSuffix($0) } || file.hasPrefix("script/") || file.hasPrefix(".ci/")
    }

    @Test("no file names a place on somebody's machine, or who wrote it")
    func noWorkplaceWords() throws {
        try expectNone(
            of: Self.workplaceWords, in: Self.repository.files.filter(Self.isText),
            "a reader elsewhere has no such place")
    }

    @Test("nothing is left for later in a comment")
    func noOpenEnds() throws {
        let files = Self.repository.files.filter { Self.isText($0) && !Self.isData($0) }
        try expectNone(of: Self.openEnds, in: files, "do it, or say `not yet` in the page that promises it")
    }

    @Test("no line ends in blanks, and every text file ends with a line")
    func noTrailingBlanks() throws {
        for file in Self.repository.files where Self.isText(file) && !Self.isData(file) {
            let text = try Self.repository.text(of: file)
            for line in Self.blankEnds.lines(in: text) {
                Issue.record("\(file):\(line): blanks at the end of the line")
            }
            #expect(text.isEmpty || text.utf8.last == 10, "\(file): the last line has no end")
        }
    }

    @Test(
        "the words are found, and not their likes",
        arguments: [
            ("see /wor" + "k/main", 1), ("(/tm" + "p/x)", 1), ("a SUB" + "AGENT wrote", 1), ("// TO" + "DO: later", 1),
            ("X" + "XX", 1), ("PrivateTmp=yes", 0), ("src/framework/x", 0), ("zalo_verifierXX" + "XX.html", 0),
            ("TO" + "DOS, prefixX" + "XX", 0),
        ])
    func wordsAreFound(text: String, times: Int) {
        let found = (Self.workplaceWords + Self.openEnds).flatMap { $0.lines(in: text) }
        #expect(found.count == times)
    }

    private func expectNone(of patterns: [Pattern], in files: [String], _ message: String) throws {
        for file in files {
            let text = try Self.repository.text(of: file)
            for line in patterns.flatMap({ $0.lines(in: text) }) { Issue.record("\(file):\(line): \(message)") }
        }
    }
}
