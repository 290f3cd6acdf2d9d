import Knowledge
import Testing

@testable import Routing

@Suite struct IntakeReaderTests {
    @Test(arguments: [
        ("0909123456", "0909123456"), ("sdt 0909 123 456 nha", "0909123456"), ("+84 909 123 456", "0909123456"),
        ("0909.123.456", "0909123456"), ("0274-3822-825", "02743822825"), ("số 0909123456, hẻm 12", "0909123456"),
        ("12 đường 30/4, 0909123456", "0909123456"), ("0909123456 0911222333", "0909123456"),
        ("(0909) 123 456", "0909123456"), ("84909123456", "0909123456"),
    ])
    func findsAPhoneNumber(text: String, phone: String) { #expect(IntakeReader.phone(in: text) == phone) }

    @Test(arguments: [
        "", "12 người", "079201001234", "079 201 001 234", "0909", "ngày 30/04/2021", "1234567890", "00841234567",
        "0909123", "mã 1022-483-917", "٠٩٠٩١٢٣٤٥٦", "0909xxxxxx",
    ])
    func takesNothingElseForOne(text: String) { #expect(IntakeReader.phone(in: text) == nil) }

    @Test(arguments: [
        ("3 người", "3 người"), ("3 nguoi 1 be 8 thang", "3 nguoi, 1 be"), ("nhà có 4 ng.", "4 ng"),
        ("2 người lớn, 1 bé", "2 người, 1 bé"), ("we are 5 people", "5 people"),
    ])
    func findsHowManyPeople(text: String, people: String) { #expect(IntakeReader.people(in: text) == people) }

    @Test(arguments: ["người ta nói", "1000 người", "ba người", "8 thang", ""])
    func takesNothingElseForPeople(text: String) { #expect(IntakeReader.people(in: text) == nil) }

    @Test func theLongestMessageIsReadAndCut() throws {
        let kinds = try TestKnowledge.set().settings.intake
        let text = "hẻm 12 " + String(repeating: "x", count: 10_000)
        let facts = IntakeReader(kinds: kinds, places: []).read(text, missing: ["phone", "place", "people"])
        #expect(facts["place"]?.count == IntakeReader.valueLengthMax)
        #expect(facts["phone"] == nil)
    }

    @Test func onlyWhatIsMissingIsRead() throws {
        let kinds = try TestKnowledge.set().settings.intake
        let reader = IntakeReader(kinds: kinds, places: ["phú tân"])
        #expect(reader.read("3 người, Phú Tân, 0909123456", missing: ["place"]).keys.sorted() == ["place"])
        #expect(reader.read("3 người, Phú Tân, 0909123456", missing: []).isEmpty)
    }
}
