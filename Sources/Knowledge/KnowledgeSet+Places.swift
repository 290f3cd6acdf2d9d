import Foundation

extension KnowledgeSet {
    /// The place that a text names, as exact as it does: a ward, else a district; nil when it names none, or several
    /// that are not one inside the other. Diacritics and case do not matter. A ward whose name occurs in several
    /// districts counts only beside its district's name.
    public func place(in text: String) -> Place? {
        let named = PlaceNames.found(in: text, of: namesOfPlaces())
        let districts = named.filter { $0.level == .district }
        let wards = named.filter { $0.level == .ward }
        let inside = wards.filter { ward in districts.contains { $0.id == ward.parent?.id } }
        let candidates = inside.isEmpty ? wards : inside
        if candidates.count == 1 { return candidates.first }
        return candidates.isEmpty && districts.count == 1 ? districts.first : nil
    }

    /// The place of this id and those it lies in, the smallest first.
    public func placeAndParents(of id: String) -> [Place] {
        var found: [Place] = []
        var next: String? = id
        // A file in which places lie in each other in a circle ends here too.
        while let id = next, let place = places.first(where: { $0.id == id }), !found.contains(place) {
            found.append(place)
            next = place.parent?.id
        }
        return found
    }

    /// Places in force by what they are called. A town that bears its district's name ("Thị trấn Dầu Tiếng") is meant only
    /// where its title stands before it.
    private func namesOfPlaces() -> [[String]: [Place]] {
        var all: [[String]: [Place]] = [:]
        for place in places where place.validity.contains(day) {
            var names = PlaceNames.names(of: place)
            let parent = places.first { $0.id == place.parent?.id }.map { PlaceNames.names(of: $0) } ?? []
            if !names.isDisjoint(with: parent) { names = [PlaceNames.words(of: place.name)] }
            for name in names where !name.isEmpty { all[name, default: []].append(place) }
        }
        return all
    }
}

/// Names of places as people write them: folded words, with "phường", "xã", "thị xã" and the like left out of the name.
private enum PlaceNames {
    private static let titles = [
        ["thanh", "pho"], ["thi", "xa"], ["thi", "tran"], ["phuong"], ["xa"], ["huyen"], ["tinh"], ["tp"],
    ]

    static func words(of text: some StringProtocol) -> [String] {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .replacingOccurrences(of: "đ", with: "d").replacingOccurrences(of: "Đ", with: "d").lowercased()
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    static func names(of place: Place) -> Set<[String]> {
        Set(
            ([place.name] + place.aliases).map { name in
                let words = words(of: name)
                let title = titles.first { words.starts(with: $0) && words.count > $0.count }
                return Array(words.dropFirst(title?.count ?? 0))
            })
    }

    /// The places that a text names. A word belongs to one name: to a longer rather than a shorter one, to a larger
    /// place's rather than a smaller one's ("Dĩ An, Bình Dương" is not An Bình); and no name goes on behind a comma.
    static func found(in text: String, of places: [[String]: [Place]]) -> [Place] {
        var segments = text.split { $0.isPunctuation || $0.isNewline }.map { words(of: $0) }
        let rank = Place.Level.allCases
        func size(_ name: [String]) -> Int { places[name]?.compactMap { rank.firstIndex(of: $0.level) }.min() ?? 0 }
        let names = places.keys.sorted {
            ($1.count, size($0), $0.joined()) < ($0.count, size($1), $1.joined())
        }
        var found: [Place] = []
        for name in names {
            var isNamed = false
            for index in segments.indices {
                while let range = segments[index].range(of: name) {
                    // Taken: no other name is found in these words.
                    segments[index].replaceSubrange(range, with: name.map { _ in "" })
                    isNamed = true
                }
            }
            if isNamed { found += places[name] ?? [] }
        }
        return found
    }
}

extension [String] {
    /// Where these words stand here one after the other.
    fileprivate func range(of name: [String]) -> Range<Int>? {
        guard !name.isEmpty, name.count <= count else { return nil }
        return indices.dropLast(name.count - 1).first { self[$0..<$0 + name.count].elementsEqual(name) }
            .map { $0..<$0 + name.count }
    }
}
