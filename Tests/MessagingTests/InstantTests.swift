import Messaging
import Testing

@Suite("Instants and randomness")
struct InstantTests {
    @Test(
        "seconds are added, and saturate instead of overflowing",
        arguments: [
            (Int64(0), Int64(1), Int64(1000)), (5000, -5, 0), (.max - 1, 1, .max), (.min + 1, -1, .min),
            (0, .max, .max), (0, .min, .min), (.min, .max, .max), (.max, .min, .min),
        ])
    func seconds(start: Int64, seconds: Int64, expected: Int64) {
        #expect(Instant(milliseconds: start).adding(seconds: seconds) == Instant(milliseconds: expected))
    }

    @Test(
        "differences saturate",
        arguments: [
            (Int64(5), Int64(3), Int64(2)), (3, 5, -2), (.max, -1, .max), (.min, 1, .min), (.max, .max, 0),
            (.min, .max, .min),
        ])
    func difference(later: Int64, earlier: Int64, expected: Int64) {
        let difference = Instant(milliseconds: later).millisecondsSince(Instant(milliseconds: earlier))
        #expect(difference == expected)
    }

    @Test("instants order by time")
    func order() {
        #expect(Instant(milliseconds: -1) < Instant(milliseconds: 0))
        #expect(!(Instant(milliseconds: 0) < Instant(milliseconds: 0)))
    }

    @Test("a random number stays below its bound", arguments: [UInt64(0), 1, 2, 1000, .max])
    func below(bound: UInt64) {
        let source = RandomSource { Array(repeating: 0xFF, count: $0) }
        let number = source.below(bound)
        #expect(bound == 0 ? number == 0 : number < bound)
    }
}
