/// A label of a metric with all the values it can take, so that nothing from outside can make series without end.
public struct MetricLabel: Sendable {
    /// What is counted under a value that was not declared. Shown once it is used.
    static let other = "other"

    let name: String
    let values: [String]

    /// A label such as `MetricLabel("platform", ["zalo", "viber"])`.
    public init(_ name: StaticString, _ values: [String]) {
        self.name = "\(name)"
        var known: Set = [MetricLabel.other]
        self.values = values.filter { known.insert($0).inserted } + [MetricLabel.other]
    }
}
