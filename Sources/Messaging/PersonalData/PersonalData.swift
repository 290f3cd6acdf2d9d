import Foundation

/// Personal data in what citizens write, found by its form and taken out before a text is read outside its own ticket:
/// telephone and identity numbers, names given as such, street addresses, e-mail addresses and links. Rather too much
/// is taken out than too little; a name that nothing announces ("Hoa ở Dĩ An") cannot be told from a word.
public enum PersonalData: Sendable, Hashable, CaseIterable {
    case number, name, address, link

    /// What stands where something was taken out; no letter, so that no matcher reads it as a word.
    public static let mask = "•••"
    /// Characters of a text that are looked at; the longest message of any platform has 7,000.
    static let longestText = 8000

    /// `text` with each find replaced by `mask`.
    public static func masked(_ text: String) -> MaskedText {
        let readable = text.prefix(longestText).unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
        let text = String(String.UnicodeScalarView(readable)).precomposedStringWithCanonicalMapping
        var search = Search(text)
        search.run()
        return search.result()
    }
}

/// A text without the personal data that was found in it.
public struct MaskedText: Sendable, Hashable {
    public let text: String
    public let found: Set<PersonalData>
}

extension PersonalData {
    /// A word or number, with what stands before it.
    struct Piece {
        let text: Substring
        /// Lower case, as typed and without diacritics.
        let lower: String
        let folded: String
        let gap: Substring
        /// Number of the run without blanks that it stands in.
        let chunk: Int
        var found: PersonalData?

        var isNumber: Bool { text.allSatisfy(\.isWholeNumber) }
        var digits: Int { text.count(where: \.isWholeNumber) }
        var isCapitalised: Bool { text.first?.isUppercase == true && text.dropFirst().contains(where: \.isLowercase) }
        /// Something ends before it: a sentence, a clause, a line, or what was masked before.
        var beginsAnew: Bool { gap.contains { $0.isNewline || ".,;:!?()•".contains($0) } }
        var followsMask: Bool { gap.contains("•") }

        /// The word with these diacritics, or with none at all.
        func means(_ word: String) -> Bool { lower == word || (lower == folded && folded == fold(word)) }
    }

    static func fold(_ text: String) -> String {
        text.lowercased().folding(options: .diacriticInsensitive, locale: nil).replacing("đ", with: "d")
    }

    /// The pieces of a text, and what has been found in them.
    struct Search {
        var pieces: [Piece] = []
        private let tail: Substring

        init(_ text: String) {
            var index = text.startIndex
            var gapStart = index
            var chunk = 0
            while index < text.endIndex {
                guard text[index].isLetter || text[index].isNumber else {
                    if text[index].isWhitespace { chunk += 1 }
                    index = text.index(after: index)
                    continue
                }
                let end = text[index...].firstIndex { !$0.isLetter && !$0.isNumber } ?? text.endIndex
                let word = text[index..<end]
                pieces.append(
                    Piece(
                        text: word, lower: word.lowercased(), folded: fold(String(word)), gap: text[gapStart..<index],
                        chunk: chunk))
                index = end
                gapStart = end
            }
            tail = text[gapStart...]
        }

        /// The text again, with one mask for each run of finds.
        func result() -> MaskedText {
            var text = ""
            var wasFound = false
            for piece in pieces {
                switch (piece.found != nil, wasFound) {
                case (false, _): text += piece.gap + piece.text
                case (true, false): text += piece.gap + mask
                case (true, true): break
                }
                wasFound = piece.found != nil
            }
            return MaskedText(text: text + tail, found: Set(pieces.compactMap(\.found)))
        }

        // MARK: Moving about

        func piece(_ index: Int) -> Piece? { pieces.indices.contains(index) ? pieces[index] : nil }

        /// The words from `start` on, at most `most`, up to the end of the clause or one of `stops`; the first is taken
        /// whatever it is.
        func words(from start: Int, most: Int, stops: Set<String>) -> Range<Int> {
            guard let first = piece(start), !first.followsMask else { return start..<start }
            var end = start + 1
            while end < min(start + most, pieces.count), !pieces[end].beginsAnew, !stops.contains(pieces[end].folded) {
                end += 1
            }
            return start..<end
        }

        mutating func mark(_ range: Range<Int>, _ kind: PersonalData) {
            for index in range where pieces.indices.contains(index) && pieces[index].found == nil {
                pieces[index].found = kind
            }
        }
    }
}
