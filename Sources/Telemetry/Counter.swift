/// A number that only rises until the process ends.
public struct Counter: Sendable {
    let series: MetricSeries<Int>

    /// Adds `count` (below 0 counts as 0) under the label values, given in the declared order.
    public func add(_ labelValues: String..., count: Int = 1) {
        series.update(labelValues) { $0 &+= max(0, count) }
    }
}
