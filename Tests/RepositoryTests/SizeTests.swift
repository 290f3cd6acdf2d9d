import Foundation
import Testing

@Suite("Sizes")
struct SizeTests {
    private static let repository = Repository.current

    /// Nobody keeps more of a file in mind.
    private static let fileLines = 400
    private static let mostFilesLines = 250
    private static let functionLines = 70
    private static let fileBytes = 1 << 20

    /// Style and script of the pages are single literals.
    private static func isAsset(_ file: String) -> Bool { file.contains("/Assets/") }

    @Test("no source file is longer than 400 lines, and nine in ten are under 250")
    func filesAreShort() throws {
        let lengths = Repository.sources.filter { !Self.isAsset($0.file) }.map { source in
            (file: source.file, lines: source.text.utf8.count { $0 == 10 })
        }
        for (file, lines) in lengths {
            #expect(lines <= Self.fileLines, "\(file) has \(lines) lines: split it where its meaning divides")
        }
        let sizes = lengths.filter { $0.file.hasPrefix("Sources/") }.map(\.lines).sorted()
        let ninth = try #require(sizes.isEmpty ? nil : sizes[min(sizes.count - 1, sizes.count * 9 / 10)])
        #expect(ninth < Self.mostFilesLines, "the longest tenth of the sources begins at \(ninth) lines")
    }

    @Test("no function is longer than 70 lines")
    func functionsAreShort() {
        for source in Repository.sources where !Self.isAsset(source.file) {
            for function in Functions.of(source.code) where function.lines > Self.functionLines {
                Issue.record("\(source.file):\(function.line): \(function.name) has \(function.lines) lines")
            }
        }
    }

    @Test("no file is larger than 1 MiB")
    func filesAreSmall() throws {
        for file in Self.repository.files {
            let size = try Self.repository.size(of: file)
            #expect(size <= Self.fileBytes, "\(file) has \(size) bytes: data of that size does not belong here")
        }
    }

    @Test("the length of a function is from its name to its last bracket")
    func lengthsAreCounted() {
        let found = Functions.of(
            SwiftText(
                """
                protocol P {
                    func none(of: Int) -> Int
                    init()
                }
                func one() { "}" }
                func two<T>(_ value: () -> T) async throws -> T {
                    // }
                    value()
                }
                struct S {
                    init?(
                        text: String
                    ) {
                        let text = { "\\(text) }" }
                    }
                }
                """))
        #expect(found.map { "\($0.name) \($0.line) \($0.lines)" } == ["one 5 1", "two 6 4", "init 11 5"])
    }

}
