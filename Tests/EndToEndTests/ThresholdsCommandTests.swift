import Foundation
import Testing

@testable import Bootstrap

/// `switchboard thresholds`: says what the examples ask for, and writes it only when told to.
@Suite struct ThresholdsCommandTests {
    let folder = NSTemporaryDirectory() + "switchboard-thresholds-\(UUID().uuidString)"

    private var settings: String {
        get throws { try String(contentsOfFile: folder + "/settings.yaml", encoding: .utf8) }
    }

    @Test func itWritesOnlyWhenTold() async throws {
        try NumberedQuestions.write(count: 3, to: folder)
        let old = try settings
        // So few examples ask for nothing: the standard thresholds.
        let asked = "thresholds: {answer: 0.80, clarify: 0.35}"
        let set = old.replacing(#/thresholds: .*/#, with: "thresholds: {answer: 0.50, clarify: 0.50}")
        try set.write(toFile: folder + "/settings.yaml", atomically: true, encoding: .utf8)
        #expect(await Program.main(["thresholds", folder]) == 1)
        #expect(try settings == set)
        #expect(await Program.main(["thresholds", folder, "--write"]) == 0)
        #expect(try settings == old.replacing(#/thresholds: .*/#, with: asked))
        #expect(await Program.main(["thresholds", folder]) == 0)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test(arguments: [["/no/such/folder"], ["--date", "31/7"], ["--answer", "0.8"]])
    func wrongUsageEndsWithTwo(_ arguments: [String]) async {
        #expect(await Program.main(["thresholds"] + arguments) == 2)
    }
}
