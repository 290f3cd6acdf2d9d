/// The matcher's report.
struct MatchingBench {
    func run(_ arguments: [String]) throws {
        throw BenchFailure("not yet")
    }
}
