/// A sum for each entry, set up once for a message and used for the whole of it and each part: to clear it costs as much
/// as it was used, however many entries there are.
final class Tally {
    /// Zero: untouched.
    private let cells: UnsafeMutableBufferPointer<Float>
    private let touched: UnsafeMutableBufferPointer<Int32>
    private var count = 0

    init(entries: Int) {
        cells = .allocate(capacity: entries)
        cells.initialize(repeating: 0)
        touched = .allocate(capacity: entries + 1)
    }

    deinit {
        cells.deallocate()
        touched.deallocate()
    }

    /// Adds what speaks for each entry of a list.
    func add(_ postings: UnsafeBufferPointer<ExampleIndex.Posting>) {
        var end = count
        for posting in postings {
            let sum = cells[Int(posting.entry)]
            // Without a branch: whether an entry was touched before cannot be foreseen.
            touched[end] = posting.entry
            end += sum == 0 ? 1 : 0
            cells[Int(posting.entry)] = sum + posting.impact
        }
        count = end
    }

    /// Gives every sum and forgets it.
    func drain(_ take: (_ entry: Int32, _ sum: Float) -> Void) {
        let end = count
        count = 0
        for entry in touched[..<end] {
            take(entry, cells[Int(entry)])
            cells[Int(entry)] = 0
        }
    }
}
