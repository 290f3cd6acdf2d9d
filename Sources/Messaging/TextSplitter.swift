import Foundation

/// Cuts one text for `ChannelCapabilities.split`: the text as cells (grapheme clusters, or scalars of a cluster that is
/// too long by itself), each with the best kind of cut that may be made before it.
struct TextSplitter {
    /// Kinds of cut, the better the higher.
    private enum Cut: UInt8, Comparable {
        case never, character, word, sentence, paragraph
        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Cell {
        var units: Int32
        var utf8Count: Int32
        /// The cell when it is one ASCII byte or a line break, else one of the marks below.
        var mark: UInt8
        var cutBefore: Cut = .character
    }

    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    /// 。！？ end a sentence without a space behind them.
    private static let wideStop: UInt8 = 0x80
    private static let ellipsis: UInt8 = 0x81
    /// No-break spaces and everything else that is not ASCII.
    private static let other: UInt8 = 0x82

    /// Digits of a telephone number: seven is the shortest subscriber number, fifteen the longest of ITU-T E.164.
    private static let phoneDigits = 7...15

    private let bytes: [UInt8]
    private let limit: Int
    private var cells: [Cell] = []

    init(_ text: String, limit: Int, unit: ChannelCapabilities.TextUnit) {
        let text = text.precomposedStringWithCanonicalMapping
        self.limit = limit
        bytes = Array(text.utf8)
        cells.reserveCapacity(bytes.count)
        for character in text { append(character, unit: unit) }
        markBreaks()
        protectPhones()
        protectURLs()
    }

    private mutating func append(_ character: Character, unit: ChannelCapabilities.TextUnit) {
        let units = Self.units(in: String(character).unicodeScalars, unit)
        if units <= limit {
            cells.append(
                Cell(units: Int32(units), utf8Count: Int32(character.utf8.count), mark: Self.mark(of: character)))
            return
        }
        for scalar in character.unicodeScalars {
            let units = Self.units(in: CollectionOfOne(scalar), unit)
            cells.append(
                Cell(units: Int32(units), utf8Count: Int32(UTF8.width(scalar)), mark: Self.mark(of: Character(scalar))))
        }
    }

    private static func units(in scalars: some Sequence<Unicode.Scalar>, _ unit: ChannelCapabilities.TextUnit) -> Int {
        switch unit {
        case .utf16: scalars.reduce(0) { $0 + UTF16.width($1) }
        case .unicodeScalars: scalars.reduce(0) { count, _ in count + 1 }
        case .utf8: scalars.reduce(0) { $0 + UTF8.width($1) }
        }
    }

    private static func mark(of character: Character) -> UInt8 {
        if character.isNewline { return newline }
        if let ascii = character.asciiValue { return ascii == UInt8(ascii: "\t") ? space : ascii }
        switch character {
        case "。", "！", "？": return wideStop
        case "…": return ellipsis
        case "”", "’", "»": return UInt8(ascii: "\"")
        case "\u{A0}", "\u{2007}", "\u{202F}": return other
        default: return character.isWhitespace ? space : other
        }
    }
}

// MARK: - Where a cut may be made

extension TextSplitter {
    /// The kind of cut at the end of each run of white space, and behind 。！？.
    private mutating func markBreaks() {
        var index = 0
        var lineStart = 0
        while index < cells.count {
            let start = index
            var newlines = 0
            while index < cells.count, Self.isBlank(cells[index].mark) {
                if cells[index].mark == Self.newline { newlines += 1 }
                index += 1
            }
            guard index > start else {
                if index > 0, cells[index - 1].mark == Self.wideStop { cells[index].cutBefore = .sentence }
                index += 1
                continue
            }
            for blank in start..<index { cells[blank].cutBefore = .never }
            // The cut is made before the blanks; they are dropped.
            let endsSentence = newlines == 1 || isSentenceEnd(before: start, lineStart: lineStart)
            cells[start].cutBefore = newlines > 1 ? .paragraph : endsSentence ? .sentence : .word
            if newlines > 0 { lineStart = index }
        }
    }

    private static func isBlank(_ mark: UInt8) -> Bool { mark == space || mark == newline }

    /// A stop, perhaps with closing quotes or brackets behind it; but not the dot of a list's "2.".
    private func isSentenceEnd(before index: Int, lineStart: Int) -> Bool {
        var last = index - 1
        while last >= lineStart, Self.closesQuotation(cells[last].mark) { last -= 1 }
        guard last >= lineStart else { return false }
        switch cells[last].mark {
        case UInt8(ascii: "!"), UInt8(ascii: "?"), Self.ellipsis, Self.wideStop: return true
        case UInt8(ascii: "."):
            return last - lineStart > 2 || !cells[lineStart..<last].allSatisfy { Self.isDigit($0.mark) }
        default: return false
        }
    }

    private static func closesQuotation(_ mark: UInt8) -> Bool {
        mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") || mark == UInt8(ascii: ")")
    }

    private static func isDigit(_ mark: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(mark) }

    /// No cut inside groups of digits with one space, dot, hyphen or bracket between them: "0274 3822 825", "(028) 39-30".
    private mutating func protectPhones() {
        var index = 0
        while index < cells.count {
            guard Self.isDigit(cells[index].mark) else {
                index += 1
                continue
            }
            let start = index
            var digits = 0
            var end = index
            while index < cells.count {
                let mark = cells[index].mark
                let joins = Self.joinsDigits(mark) && (index == end || cells[index - 1].mark == UInt8(ascii: ")"))
                guard Self.isDigit(mark) || joins else { break }
                index += 1
                if Self.isDigit(mark) {
                    digits += 1
                    end = index
                }
            }
            index = end
            guard Self.phoneDigits.contains(digits) else { continue }
            let opens = start > 0 && [UInt8(ascii: "+"), UInt8(ascii: "(")].contains(cells[start - 1].mark)
            protect((opens ? start - 1 : start)..<end)
        }
    }

    private static func joinsDigits(_ mark: UInt8) -> Bool {
        [space, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ")")].contains(mark)
    }

    /// No cut inside an address that begins with http://, https:// or www. and goes on in ASCII to the next blank.
    private mutating func protectURLs() {
        let beginnings = ["http://", "https://", "www."].map { Array($0.utf8) }
        var index = 0
        while index < cells.count {
            guard beginnings.contains(where: { begins(with: $0, at: index) }) else {
                index += 1
                continue
            }
            let start = index
            while index < cells.count, cells[index].mark > Self.space, cells[index].mark < 0x7F { index += 1 }
            protect(start..<index)
        }
    }

    private func begins(with beginning: [UInt8], at index: Int) -> Bool {
        guard index + beginning.count <= cells.count else { return false }
        return beginning.indices.allSatisfy { cells[index + $0].mark | 0x20 == beginning[$0] | 0x20 }
    }

    private mutating func protect(_ range: Range<Int>) {
        guard range.reduce(0, { $0 + Int(cells[$1].units) }) <= limit else { return }
        for index in range.dropFirst() { cells[index].cutBefore = .never }
    }
}

// MARK: - Cutting

extension TextSplitter {
    mutating func parts() -> [String] {
        var parts: [String] = []
        var start = 0
        var offset = 0
        while start < cells.count {
            let end = self.end(ofPartFrom: start)
            let length = cells[start..<end].reduce(0) { $0 + Int($1.utf8Count) }
            let part = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
            if !part.allSatisfy(\.isWhitespace) { parts.append(part) }
            start = end
            offset += length
            while start < cells.count, Self.isBlank(cells[start].mark) {
                offset += Int(cells[start].utf8Count)
                start += 1
            }
        }
        return parts
    }

    /// The longest part that fits, shortened to the best cut in it.
    private func end(ofPartFrom start: Int) -> Int {
        var units = 0
        var best: [Int] = Array(repeating: start, count: Int(Cut.paragraph.rawValue) + 1)
        for index in start..<cells.count {
            let cell = cells[index]
            if index > start {
                let late = units * 2 >= limit
                let cut = cell.cutBefore > .word && !late ? .word : cell.cutBefore
                best[Int(cut.rawValue)] = index
            }
            units += Int(cell.units)
            guard units > limit else { continue }
            if let cut = [Cut.paragraph, .sentence, .word, .character].first(where: { best[Int($0.rawValue)] > start })
            {
                return best[Int(cut.rawValue)]
            }
            return max(index, start + 1)
        }
        return cells.count
    }
}
