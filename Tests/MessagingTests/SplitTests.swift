import Foundation
import Messaging
import Testing

@Suite("Splitting a text into parts that fit a platform's call")
struct SplitTests {
    @Test("a text within the limit is one part, in NFC")
    func shortText() {
        let decomposed = "Chào bạn".decomposedStringWithCanonicalMapping
        let parts = channel(limit: 8).split(decomposed)
        #expect(parts.map { Array($0.utf8) } == [Array("Chào bạn".utf8)])
    }

    @Test("nothing to say gives no parts", arguments: ["", " ", "\n\n\t ", "\u{3000}"])
    func blank(text: String) {
        #expect(channel(limit: 10).split(text) == [])
    }

    @Test(
        "the cut is at a paragraph, else a sentence or line, else a word",
        arguments: [
            ("Một hai ba.\n\nBốn. Năm sáu bảy", 20, ["Một hai ba.", "Bốn. Năm sáu bảy"]),
            ("Một hai ba. Bốn năm sáu bảy", 20, ["Một hai ba.", "Bốn năm sáu bảy"]),
            ("Một hai ba!” Bốn năm sáu bảy", 20, ["Một hai ba!”", "Bốn năm sáu bảy"]),
            ("Một hai ba bốn\nnăm sáu bảy", 20, ["Một hai ba bốn", "năm sáu bảy"]),
            ("Một hai ba bốn năm sáu bảy", 20, ["Một hai ba bốn năm", "sáu bảy"]),
            ("A\n\nMột hai ba bốn năm sáu bảy", 20, ["A\n\nMột hai ba bốn", "năm sáu bảy"]),
            ("请打电话。请打电话请打电话", 8, ["请打电话。", "请打电话请打电话"]),
            ("một hai ba bốn\n12. năm sáu", 20, ["một hai ba bốn", "12. năm sáu"]),
            ("12345678901234567890abc", 20, ["12345678901234567890", "abc"]),
            ("Một hai ba.\r\n\r\nBốn năm sáu bảy", 20, ["Một hai ba.", "Bốn năm sáu bảy"]),
            ("một hai ba  \t  bốn năm", 12, ["một hai ba", "bốn năm"]),
        ])
    func preferredCut(text: String, limit: Int, parts: [String]) {
        #expect(channel(limit: limit).split(text) == parts)
    }

    @Test(
        "a telephone number or address that fits into a part is not cut",
        arguments: [
            ("Gọi ngay 0274 3822 825 nhé", 20, "0274 3822 825"),
            ("Xin gọi số +84 912 345 678", 22, "+84 912 345 678"),
            ("Xin gọi (0274) 3822-825 nhé", 18, "(0274) 3822-825"),
            ("Xin gọi 0912.345.678 nhé", 12, "0912.345.678"),
            ("请看这里https://a.vn/bc谢谢谢谢", 16, "https://a.vn/bc"),
            ("请看这里请看WWW.a.vn/bc谢谢谢谢", 12, "WWW.a.vn/bc"),
        ])
    func protected(text: String, limit: Int, kept: String) {
        let parts = channel(limit: limit).split(text)
        #expect(parts.count > 1)
        #expect(parts.contains { $0.contains(kept) })
    }

    @Test("an address longer than a part is cut all the same")
    func longAddress() {
        let parts = channel(limit: 10).split("https://a.vn/" + String(repeating: "x", count: 27))
        #expect(parts.map(\.utf16.count) == [10, 10, 10, 10])
    }

    @Test("a run of more digits than a telephone number has is ordinary text")
    func manyDigits() {
        let parts = channel(limit: 9).split("1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8")
        #expect(parts == ["1 2 3 4 5", "6 7 8 9 0", "1 2 3 4 5", "6 7 8"])
    }

    @Test(
        "what the platform counts is what is limited",
        arguments: [
            (ChannelCapabilities.TextUnit.utf8, 1), (.utf16, 3), (.unicodeScalars, 6),
        ])
    func units(unit: ChannelCapabilities.TextUnit, inFirst: Int) {
        // 😀 is 4 bytes, 2 UTF-16 units, 1 scalar.
        let parts = channel(limit: 6, unit: unit).split(String(repeating: "😀", count: 12))
        #expect(parts.first?.count == inFirst)
        #expect(parts.joined().count == 12)
    }

    @Test(
        "a family of emoji, a flag or a letter with marks is never cut",
        arguments: ["👨‍👩‍👧‍👦", "🇻🇳", "e\u{328}\u{301}\u{323}"])
    func clusters(cluster: String) {
        let text = String(repeating: cluster, count: 40)
        for limit in 11...30 {
            let parts = channel(limit: limit).split(text)
            #expect(parts.reduce(0) { $0 + $1.count } == 40)
            #expect(parts.allSatisfy { $0.utf16.count <= limit })
        }
    }

    @Test("a cluster longer than the limit is cut between its scalars")
    func endlessCluster() {
        let text = "a" + String(repeating: "\u{328}", count: 100_000) + "b"
        let parts = channel(limit: 2000).split(text)
        #expect(parts.allSatisfy { $0.utf16.count <= 2000 && !$0.isEmpty })
        #expect(parts.joined().unicodeScalars.count == text.precomposedStringWithCanonicalMapping.unicodeScalars.count)
    }

    @Test("a limit too small for one scalar still ends", arguments: [-1, 0, 1, 3, 4])
    func tinyLimit(limit: Int) {
        #expect(channel(limit: 2000).split("😀ế a", limit: limit).joined().filter { !$0.isWhitespace } == "😀ếa")
    }

    @Test(
        "time grows in proportion to the text, whatever the text is",
        arguments: ["a", "ế ", "1 ", "\"\" ", "https://", "a\n\n", ") ", "。", "\r\n"])
    func proportion(unit: String) {
        let text = String(repeating: unit, count: (1 << 17) / unit.utf8.count)
        let time = ContinuousClock().measure { _ = channel(limit: 2000).split(text) }
        // Half a second in a debug build; quadratic work would take many minutes.
        #expect(time < .seconds(60))
    }

    @Test("a mebibyte of Vietnamese is split")
    func mebibyte() {
        let text = String(repeating: "Chào anh chị, đây là tổng đài 1022. ", count: 24_000)
        let parts = channel(limit: 2000).split(text)
        #expect(parts.allSatisfy { $0.utf16.count <= 2000 && $0.hasSuffix("1022.") || $0 == parts.last })
    }

    @Test("any text: parts fit, none is empty, and only white space at the cuts is lost", arguments: UInt64(0)..<300)
    func properties(seed: UInt64) {
        var random = SplitMix(state: seed)
        let text = randomText(&random)
        let unit = [ChannelCapabilities.TextUnit.utf16, .unicodeScalars, .utf8][Int(random.next() % 3)]
        let limit = 30 + Int(random.next() % 90)
        let parts = channel(limit: limit, unit: unit).split(text)

        #expect(parts.allSatisfy { count($0, unit) <= limit })
        #expect(parts.allSatisfy { $0.contains { !$0.isWhitespace } })
        // The parts stand in the text in order, with nothing but white space between them.
        var rest = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)[...]
        for part in parts {
            let scalars = Array(part.unicodeScalars)
            while !rest.starts(with: scalars), rest.first?.properties.isWhitespace == true { rest.removeFirst() }
            #expect(rest.starts(with: scalars))
            rest = rest.dropFirst(scalars.count)
        }
        let isBlank = rest.allSatisfy(\.properties.isWhitespace)
        #expect(isBlank)
    }

    private func count(_ text: String, _ unit: ChannelCapabilities.TextUnit) -> Int {
        switch unit {
        case .utf16: text.utf16.count
        case .unicodeScalars: text.unicodeScalars.count
        case .utf8: text.utf8.count
        }
    }

    private func randomText(_ random: inout SplitMix) -> String {
        let pieces = [
            "nhà", "đường", "Bình Dương".decomposedStringWithCanonicalMapping, "👨‍👩‍👧", "🇻🇳🇰🇷", " ", "  ", "\n", "\n\n",
            "\r\n", "。", ". ", "! ", "0274 3822 825", "https://binhduong.gov.vn/a?b=1", "e\u{301}\u{323}\u{301}\u{301}",
            "中文", "\u{A0}", "(028) 39", "\t", "x", "…", "”", "1", "1.",
        ]
        return (0..<Int(random.next() % 80)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
    }
}

/// A small generator with a seed, so that a failing case can be run again.
private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
