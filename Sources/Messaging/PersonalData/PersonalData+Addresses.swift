extension PersonalData.Search {
    /// A number behind one of these is a door, whatever its size.
    private static let doors = [
        "hẻm", "ngõ", "ngách", "kiệt", "phòng", "tổ", "ấp", "kp", "block", "lô", "kios", "kiot", "căn", "tầng", "alley",
        "room", "street", "apartment",
    ]
    private static let before: Set<String> = ["o", "tai", "hem", "ngo", "nha", "tren", "ap"]
    private static let afterAddresses: Set<String> = [
        "phuong", "xa", "quan", "huyen", "thi", "tp", "thanh", "tinh", "co", "bi", "can", "muon", "xin", "cho", "dang",
        "duoc", "nguoi", "la", "khong", "ma", "va", "het", "hien", "gan", "gio", "dau",
    ]
    private static let longestStreet = 4
    private static let longestAddress = 12

    mutating func findAddresses() {
        for index in pieces.indices {
            findDoor(index)
            findNumber(index)
            findStreet(index)
            findWritten(index)
        }
    }

    /// "hẻm 12/3 Lê Lợi", "khu phố 3", "tổ 4".
    private mutating func findDoor(_ index: Int) {
        let isQuarter = pieces[index].means("phố") && piece(index - 1)?.means("khu") == true
        guard isQuarter || Self.doors.contains(where: pieces[index].means), let number = piece(index + 1),
            number.digits > 0, !number.gap.contains(where: { $0.isNewline || ",;:!?".contains($0) })
        else { return }
        markNumber(index + 1)
    }

    /// "số nhà 45", "số 12/3", "số 45 đường ...", and a number before a street named after a person.
    private mutating func findNumber(_ index: Int) {
        guard pieces[index].digits > 0, pieces[index].found == nil else { return }
        if piece(index + 1)?.found == .name, piece(index + 1)?.gap == " ", pieces[index].text.count <= 4,
            piece(index + 1)?.isCapitalised == true
        {
            return mark(index..<index + 1, .address)
        }
        guard let before = piece(index - 1), !pieces[index].beginsAnew else { return }
        let isNamed = before.means("số") || before.folded == "no"
        let next = piece(index + 1)
        let isDoor =
            (isNamed && (next?.gap == "/" || next?.means("đường") == true || next?.means("hẻm") == true))
            || (before.means("nhà") && (next?.gap == "/" || piece(index - 2)?.means("số") == true))
        if isDoor { markNumber(index) }
    }

    /// A door's number with its parts, and the street behind it.
    private mutating func markNumber(_ index: Int) {
        var end = index + 1
        while let next = piece(end), next.digits > 0, ["/", "-", "."].contains(next.gap) { end += 1 }
        mark(index..<end, .address)
        guard let next = piece(end), !next.beginsAnew, !next.means("đường"), next.digits == 0,
            !Self.afterAddresses.contains(next.folded), !Self.doors.contains(where: next.means)
        else { return }
        mark(words(from: end, most: Self.longestStreet, stops: Self.afterAddresses), .address)
    }

    /// "đường Lê Lợi" and "ở đường le loi", not "đi đường", "đường dây nóng" or "tiểu đường".
    private mutating func findStreet(_ index: Int) {
        guard pieces[index].means("đường") || pieces[index].lower == "đg", let name = piece(index + 1),
            !name.beginsAnew, !["day", "huyet", "ham"].contains(name.folded)
        else { return }
        let before = piece(index - 1)
        let isPlace =
            name.isCapitalised || before?.found == .address || before.map { $0.digits > 0 } ?? false
            || before.map { Self.before.contains($0.folded) } ?? false
        guard isPlace else { return }
        mark(words(from: index + 1, most: Self.longestStreet, stops: Self.afterAddresses), .address)
    }

    /// What is announced as an address and holds a number; "địa chỉ xét nghiệm ở đâu" asks for one.
    private mutating func findWritten(_ index: Int) {
        let isAnnounced =
            (pieces[index].means("chỉ") && piece(index - 1)?.means("địa") == true)
            || ["đc", "address"].contains(pieces[index].lower)
            || (pieces[index].folded == "c" && piece(index - 1)?.folded == "d" && pieces[index].gap == "/")
        guard isAnnounced else { return }
        let rest = index + 1..<min(index + 1 + Self.longestAddress, pieces.count)
        let end = rest.first { pieces[$0].gap.contains { $0.isNewline || ";!?".contains($0) } && $0 > index + 1 }
        let range = rest.lowerBound..<(end ?? rest.upperBound)
        if range.contains(where: { pieces[$0].digits > 0 }) { mark(range, .address) }
    }
}
