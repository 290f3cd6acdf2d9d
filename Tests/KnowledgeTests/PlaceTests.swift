import Foundation
import Knowledge
import Testing

/// Which ward or district a citizen's words name, by the places that go out with the program.
@Suite struct PlaceTests {
    private static let shipped: KnowledgeSet? = {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return Loader.load(folder: root.path + "/Intents", day: nil, today: Day(number: 18_839)) { "\($0.count)" }.set
    }()

    @Test(arguments: [
        ("hẻm 12 đường DX 001, phường Phú Tân, Thủ Dầu Một", "thu-dau-mot.phu-tan"),
        ("hem 12 duong dx 001 phu tan", "thu-dau-mot.phu-tan"), ("P.Phú Tân TDM", "thu-dau-mot.phu-tan"),
        ("nhà trọ ở Dĩ An", "di-an"), ("di an binh duong", "di-an"),
        ("Thị trấn Dầu Tiếng", "dau-tieng.dau-tieng"), ("huyện Dầu Tiếng", "dau-tieng"),
        ("xã Thanh An, Dầu Tiếng", "dau-tieng.thanh-an"),
    ])
    func thePlaceIsFound(text: String, id: String) throws {
        #expect(try #require(Self.shipped).place(in: text)?.id == id)
    }

    @Test(arguments: [
        "", "!!", "số 5 đường Lê Lợi", "Bình Dương", "không biết", "Dĩ An với Thủ Dầu Một",
        String(repeating: "phường ", count: 500),
    ])
    func whatNamesNoneOrSeveralGivesNone(text: String) throws {
        #expect(try #require(Self.shipped).place(in: text) == nil)
    }

    /// Names that occur in two districts mean nothing alone.
    @Test func aNameOfTwoWardsCountsBesideItsDistrict() throws {
        let set = try #require(Self.shipped)
        let wards = Dictionary(grouping: set.places.filter { $0.level == .ward }) { $0.aliases.first ?? $0.name }
        let twice = wards.filter { $0.value.count > 1 }
        #expect(!twice.isEmpty)
        for (name, places) in twice {
            #expect(set.place(in: name) == nil, "\(name)")
            for place in places {
                let district = try #require(set.places.first { $0.id == place.parent?.id })
                #expect(set.place(in: "\(name), \(district.name)")?.id == place.id, "\(name), \(district.name)")
            }
        }
    }

    /// Every ward is found by its own full name beside its district's.
    @Test func everyWardIsFoundByItsFullName() throws {
        let set = try #require(Self.shipped)
        for ward in set.places where ward.level == .ward {
            let district = try #require(set.places.first { $0.id == ward.parent?.id })
            #expect(set.place(in: "\(ward.name), \(district.name)")?.id == ward.id, "\(ward.name), \(district.name)")
        }
    }
}
