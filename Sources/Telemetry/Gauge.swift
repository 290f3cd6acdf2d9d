/// A number that rises and falls.
public struct Gauge: Sendable {
    let series: MetricSeries<Double>

    /// Sets the value under the label values, given in the declared order.
    public func set(_ value: Double, _ labelValues: String...) {
        series.update(labelValues) { $0 = value }
    }
}
