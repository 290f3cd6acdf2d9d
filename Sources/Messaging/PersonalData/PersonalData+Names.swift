extension PersonalData.Search {
    private static let longestName = 5
    private static let pronouns: Set<String> = [
        "toi", "tui", "em", "con", "chau", "minh", "anh", "chi", "ba", "me", "ma", "bo", "cha", "chong", "vo", "be",
        "ong",
        "chu", "bac", "co", "di", "cau", "no",
    ]
    /// Where a name ends at the latest; the first word of a name is never one of them.
    private static let afterNames: Set<String> = [
        "o", "sinh", "sn", "sdt", "dt", "tuoi", "hien", "dang", "muon", "hoi", "xin", "can", "bi", "duoc", "co",
        "khong",
        "va", "nam", "que", "tai", "cmnd", "cccd", "and", "i", "from", "live", "lives", "need", "want",
    ]
    private static let families = [
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương",
        "lý", "đinh", "trương", "lâm", "trịnh", "đoàn", "lương", "hà", "cao", "châu", "tô", "thái", "quách", "lưu",
        "mai",
    ]
    /// Places that begin like a name.
    private static let places: Set<String> = [
        "ho chi", "ha noi", "ha nam", "ha tinh", "ha giang", "phan thiet", "phan rang", "vu han", "lam dong",
        "cao bang",
        "cao lanh", "chau doc", "chau au", "chau a", "thai binh", "thai nguyen", "thai lan", "ly son", "hoang mai",
        "hoang sa", "luong son", "mai chau",
    ]
    private static let titles: Set<String> = [
        "anh", "chị", "ông", "bà", "chú", "bác", "cô", "cháu", "bé", "thầy", "dì", "cậu", "em", "mr", "ms", "mrs",
    ]

    mutating func findNames() {
        for index in pieces.indices {
            if let start = announced(at: index) {
                mark(words(from: start, most: Self.longestName, stops: Self.afterNames), .name)
            }
            if let end = familyName(at: index) { mark(index..<end, .name) }
            if let end = capitalisedName(at: index) { mark(index..<end, .name) }
            if let name = titled(at: index) { mark(name, .name) }
        }
    }

    /// Where the name begins that "tên ... là", "tôi tên", "họ tên", "my name is" or "tên:" at `index` announces.
    private func announced(at index: Int) -> Int? {
        guard pieces[index].means("tên") || pieces[index].folded == "name" else { return nil }
        let stop = pieces[index].folded == "name" ? "is" : "la"
        for next in index + 1..<index + 5 {
            // A name may stand in the next line of a turn.
            guard let word = piece(next), !word.gap.contains(where: { ".,;:!?•".contains($0) }) else { break }
            if word.folded == stop { return next + 1 }
        }
        guard let next = piece(index + 1) else { return nil }
        if next.gap.contains(":") || next.gap.contains("-") { return index + 1 }
        if Self.pronouns.contains(next.folded) { return index + 2 }
        guard let before = piece(index - 1), !pieces[index].beginsAnew, !next.beginsAnew else { return nil }
        let isOwn = Self.pronouns.contains(before.folded) || ["ho", "va"].contains(before.folded)
        return isOwn && next.folded != "gi" ? index + 1 : nil
    }

    /// "nguyễn thị hoa", "tran van b": with a middle name that says so, capitals or not.
    private func familyName(at index: Int) -> Int? {
        guard isFamily(pieces[index]), piece(index - 1)?.folded != "khu", let middle = piece(index + 1),
            middle.means("văn") || middle.means("thị"), !middle.beginsAnew, let given = piece(index + 2),
            !given.beginsAnew
        else { return nil }
        let isLonger = given.isCapitalised && piece(index + 3)?.isCapitalised == true
        return index + (isLonger && piece(index + 3)?.beginsAnew == false ? 4 : 3)
    }

    /// "Lê Hoàng Nam": a family's name and more words with capitals.
    private func capitalisedName(at index: Int) -> Int? {
        guard pieces[index].isCapitalised, isFamily(pieces[index]), let second = piece(index + 1),
            second.isCapitalised, second.gap == " ",
            !Self.places.contains("\(pieces[index].folded) \(second.folded)"), !isInsideName(index)
        else { return nil }
        return capitals(from: index + 1)
    }

    /// "Bình Dương Covid" begins before its family's name.
    private func isInsideName(_ index: Int) -> Bool {
        guard let before = piece(index - 1) else { return false }
        return before.isCapitalised && !pieces[index].beginsAnew && before.found == nil
    }

    /// "chị Hoa".
    private func titled(at index: Int) -> Range<Int>? {
        guard Self.titles.contains(String(pieces[index].text)), let name = piece(index + 1), name.isCapitalised,
            name.gap == " "
        else { return nil }
        return index + 1..<capitals(from: index + 1)
    }

    private func capitals(from start: Int) -> Int {
        var end = start + 1
        while end < start + Self.longestName, let next = piece(end), next.isCapitalised, next.gap == " " { end += 1 }
        return end
    }

    private func isFamily(_ piece: PersonalData.Piece) -> Bool { Self.families.contains(where: piece.means) }
}
