import Knowledge
import Messaging
import Testing

@Suite struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("2021-07-31", 18_839), ("2000-02-29", 11_016), ("1969-12-31", -1), ("2100-03-01", 47_541),
    ])
    func daysAreCounted(_ text: String, _ number: Int) throws {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(Day(number: number).description == text)
    }

    @Test(arguments: [
        "2021-02-29", "2100-02-29", "2021-13-01", "2021-00-10", "2021-1-1", "31/07/2021", "", "2021-07-3x",
        "+021-07-31",
    ])
    func whatIsNoDayIsRefused(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func theDayInVietNamBeginsAtFiveInTheAfternoonUTC() {
        let midnight: Int64 = 18_839 * 86_400_000 - 7 * 3_600_000
        #expect(Day(Instant(milliseconds: midnight)).description == "2021-07-31")
        #expect(Day(Instant(milliseconds: midnight - 1)).description == "2021-07-30")
        #expect(Day(Instant(milliseconds: -86_400_000)).description == "1969-12-31")
        #expect(Day(Instant(milliseconds: 0)).written == "01/01/1970")
        _ = Day(Instant(milliseconds: .max))
        _ = Day(Instant(milliseconds: .min))
    }

    @Test func validityIncludesBothEnds() throws {
        let first = try #require(Day("2021-07-01"))
        let last = first.adding(days: 9)
        let validity = Validity(from: first, until: last)
        #expect(validity.contains(first) && validity.contains(last))
        #expect(!validity.contains(first.adding(days: -1)) && !validity.contains(last.adding(days: 1)))
        #expect(Validity().contains(first))
    }
}
