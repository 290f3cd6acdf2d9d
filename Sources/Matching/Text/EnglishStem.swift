/// How much of an English word is kept: "vaccines", "vaccinated" and "vaccination" become one. No Vietnamese syllable of
/// more than four letters ends like an English one, so words without diacritics can all pass through here.
enum EnglishStem {
    /// Last letters of the endings below: s d g n e r y l.
    private static let endings: [UInt8] = [0x73, 0x64, 0x67, 0x6E, 0x65, 0x72, 0x79, 0x6C]

    /// The number of leading letters that make the stem.
    static func length(_ letters: some RandomAccessCollection<Letter>) -> Int {
        let count = letters.count
        guard count >= 4, let last = letters.last, endings.contains(last.base) else { return count }
        let bytes = letters.map(\.base)
        var end = count
        func ends(_ suffix: StaticString) -> Bool {
            let length = suffix.utf8CodeUnitCount
            guard end > length else { return false }
            return suffix.withUTF8Buffer { buffer in (0..<length).allSatisfy { bytes[end - length + $0] == buffer[$0] }
            }
        }
        if bytes.contains(where: { $0 < 0x3A }) { return count }
        if ends("s"), !ends("ss"), !ends("us"), !ends("is") {
            end -= ends("sses") || ends("ches") || ends("shes") || ends("xes") || ends("zes") ? 2 : 1
        }
        if ends("ies") { end -= 2 }
        if end >= 5 {
            for suffix: StaticString in ["ation", "ating", "ated", "ator", "ate", "ing", "ed", "ion", "er", "ly", "al"]
            {
                let length = suffix.utf8CodeUnitCount
                if ends(suffix), end - length >= 3, bytes[..<(end - length)].contains(where: Letter.isVowel) {
                    end -= length
                    if end >= 3, bytes[end - 1] == bytes[end - 2], !Letter.isVowel(bytes[end - 1]),
                        bytes[end - 1] != 0x6C, bytes[end - 1] != 0x73
                    {
                        end -= 1
                    }
                    break
                }
            }
        }
        if end >= 5, bytes[end - 1] == 0x65 { end -= 1 }
        return end
    }
}
