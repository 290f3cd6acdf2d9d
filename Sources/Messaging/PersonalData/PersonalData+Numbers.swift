extension PersonalData.Search {
    mutating func run() {
        findLinks()
        findNumbers()
        findBirthdays()
        findNames()
        findAddresses()
    }

    /// Whole runs without a blank that hold an e-mail address or a link: they lead to a person as a name does.
    private mutating func findLinks() {
        var start = 0
        while start < pieces.count {
            let end = pieces[start...].firstIndex { $0.chunk != pieces[start].chunk } ?? pieces.count
            let run = pieces[start..<end]
            let isAddress = run.dropFirst().contains { $0.gap == "@" } || run.dropFirst().contains { $0.gap == "://" }
            if isAddress
                || (run.count > 1 && ["www", "fb", "facebook", "zalo", "m"].contains(run[start].folded)
                    && run[start + 1].gap == ".")
            {
                mark(start..<end, .link)
            }
            start = end
        }
    }

    /// Written without blanks, so many digits are no quantity; with blanks, no list of small numbers.
    private static let fewestDigits = 5
    private static let fewestSpacedDigits = 8
    private static let mostGap = 3
    private static let money: Set<String> = [
        "d", "dong", "vnd", "vnđ", "đ", "k", "trieu", "tr", "nghin", "ngan", "ty", "usd",
    ]

    /// Telephone, identity card, insurance, account, plate and ticket numbers. Dates and sums of money are none.
    private mutating func findNumbers() {
        var start = 0
        while start < pieces.count {
            guard pieces[start].isNumber else {
                if isMixedNumber(pieces[start]) { mark(start..<start + 1, .number) }
                start += 1
                continue
            }
            var end = start + 1
            while end < pieces.count, pieces[end].isNumber, pieces[end].gap.count <= Self.mostGap,
                pieces[end].gap.allSatisfy({ " .-()".contains($0) })
            { end += 1 }
            if isPersonal(start..<end) { mark(start..<end, .number) }
            start = end
        }
    }

    /// "GD4757912345678", "0909xxxxxx".
    private func isMixedNumber(_ piece: PersonalData.Piece) -> Bool {
        piece.digits >= Self.fewestDigits || (piece.digits >= 3 && piece.folded.hasSuffix("xxx"))
    }

    private func isPersonal(_ run: Range<Int>) -> Bool {
        let sizes = pieces[run].map(\.text.count)
        let digits = sizes.reduce(0, +)
        let isSpaced = pieces[run].dropFirst().contains { $0.gap.contains(" ") }
        guard digits >= (isSpaced ? Self.fewestSpacedDigits : Self.fewestDigits) else { return false }
        let isDate = sizes.count == 3 && (sizes.last == 4 || sizes.first == 4) && digits <= 8
        let first = pieces[run.lowerBound].text
        let isSum =
            digits <= 9 && !first.hasPrefix("0") && !first.hasPrefix("84")
            && (piece(run.upperBound).map { Self.money.contains($0.folded) && !$0.beginsAnew } ?? false)
        return !isDate && !isSum
    }

    /// The year, and the day before it, behind "sinh" or "born".
    private mutating func findBirthdays() {
        for (index, word) in pieces.enumerated() where ["sinh", "sn", "ns", "born", "dob"].contains(word.folded) {
            // "học sinh", "thí sinh", "vệ sinh"
            if let before = piece(index - 1)?.folded, ["hoc", "thi", "ve"].contains(before) { continue }
            let next = words(from: index + 1, most: 7, stops: [])
            guard
                let year = next.last(where: {
                    pieces[$0].isNumber && (1900...2030).contains(Int(pieces[$0].text) ?? 0)
                })
            else { continue }
            let first = next.first { pieces[$0].isNumber } ?? year
            mark(first..<year + 1, .number)
        }
    }
}
