import Testing
import YAML

/// What comes along when text is pasted is put right with one note a kind.
@Suite struct CleaningTests {
    struct Pasted: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let text: String
        let note: String?
        var place = "1:1"
        init(_ source: String, _ text: String, note: String?, at place: String = "1:1") {
            self.init(bytes: Array(source.utf8), text, note: note, at: place)
        }
        init(bytes: [UInt8], _ text: String, note: String?, at place: String = "1:1") {
            (self.bytes, self.text, self.note, self.place) = (bytes, text, note, place)
        }
        var testDescription: String { note ?? text }
    }

    static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        "\u{FEFF}\(text)".utf16.flatMap {
            bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
    }

    static let pasted: [Pasted] = [
        .init("\u{FEFF}a: Ở đâu\n", "Ở đâu", note: "byte order mark"),
        .init(bytes: utf16("a: Ở đâu 😀\n", bigEndian: false), "Ở đâu 😀", note: "UTF-16"),
        .init(bytes: utf16("a: Ở đâu\r\n", bigEndian: true), "Ở đâu", note: "UTF-16"),
        .init("a: Ở đâu\r\nb: 1\r\n", "Ở đâu", note: "CRLF", at: "1:9"),
        .init("a: Ở đâu\rb: 1\r", "Ở đâu", note: "CRLF", at: "1:9"),
        .init("a: xe\u{302}\u{301}t\n", "x\u{1EBF}t", note: "stored apart", at: "1:5"),
        .init("a: xét\u{200B}nghiệm\n", "xétnghiệm", note: "zero-width", at: "1:7"),
        .init("a: xét\u{A0}nghiệm\n", "xét nghiệm", note: "no-break", at: "1:7"),
        .init("a:\u{A0}xét\n", "xét", note: "no-break", at: "1:3"),
        .init("a: xét\u{2028}nghiệm\n", "xét nghiệm", note: "no-break", at: "1:7"),
        .init("a: “Lưu ý: từ 18:00”\n", "Lưu ý: từ 18:00", note: "curly", at: "1:4"),
        .init("a: ‘Lưu ý: # x’\n", "Lưu ý: # x", note: "curly", at: "1:4"),
        .init("a: \"Lưu ý”\n", "Lưu ý", note: "curly", at: "1:10"),
        .init("a: “Lưu ý” # ghi chú\n", "Lưu ý", note: "curly", at: "1:4"),
        .init("a: “đường C:\\x”\n", "đường C:\\x", note: "curly", at: "1:4"),
        .init("a: “ở” hay “tại”\n", "“ở” hay “tại”", note: nil),
        .init("a: nói “vâng”\n", "nói “vâng”", note: nil),
        .init("a: |\n  “vâng”\n  vi: “dạ”\n", "“vâng”\nvi: “dạ”\n", note: nil),
        .init("a: \"“vâng”\"\n", "“vâng”", note: nil),
        .init("a: gia đình 👨‍👩‍👧\n", "gia đình 👨‍👩‍👧", note: nil),
        .init("a: |\n  một\n \u{A0}\n  hai\n", "một\n\nhai\n", note: nil),
    ]

    @Test(arguments: pasted) func isReadAsMeant(_ pasted: Pasted) throws {
        let document = try YAMLDocument.parse(pasted.bytes, file: "x.yaml")
        guard case .mapping(let pairs) = document.root.value else {
            Issue.record("not a map")
            return
        }
        let text = try #require(pairs.first?.value.scalar)
        #expect(Array(text.unicodeScalars) == Array(pasted.text.unicodeScalars))
        let notes = document.problems.all
        #expect(!document.problems.hasErrors)
        if let note = pasted.note {
            let first = try #require(notes.first { $0.en.contains(note) }, "\(notes)")
            #expect(place(first) == pasted.place)
            #expect(first.severity == .note)
        } else {
            #expect(notes.isEmpty, "\(notes)")
        }
    }

    @Test func oneNoteAKindHoweverOftenItHappens() throws {
        let document = try parse("a: x\u{A0}y\r\nb: x\u{A0}y\r\nc: “x”\r\nd: “y”\r\n")
        #expect(document.problems.all.count == 3)
    }

    @Test func aBlockEndsWhereItsKeyStandsAgain() throws {
        let document = try parse("a:\n  - vi: |\n      “một”\n    en: “two”\n  - “ba”\n")
        #expect(document.problems.all.map(place) == ["4:9"])
    }
}
