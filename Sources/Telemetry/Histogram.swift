/// How often a measurement fell below each of some fixed bounds.
public struct Histogram: Sendable {
    struct Counts: Sendable {
        /// One for each bound, and one for what is above the last.
        var inBucket: [Int]
        var sum = 0.0
    }

    let bounds: [Double]
    let series: MetricSeries<Counts>

    /// Notes one measurement under the label values, given in the declared order. NaN is dropped.
    public func observe(_ value: Double, _ labelValues: String...) {
        guard !value.isNaN else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        series.update(labelValues) { counts in
            counts.inBucket[bucket] += 1
            counts.sum += value
        }
    }

    func lines(_ name: String) -> String {
        var text = ""
        for (labels, counts) in series.snapshot() {
            let prefix = labels.isEmpty ? "" : labels + ","
            var total = 0
            for (bound, count) in zip(bounds + [.infinity], counts.inBucket) {
                total += count
                text += MetricText.line(
                    "\(name)_bucket", "\(prefix)le=\"\(MetricText.number(bound))\"", String(total))
            }
            text += MetricText.line("\(name)_sum", labels, MetricText.number(counts.sum))
            text += MetricText.line("\(name)_count", labels, String(total))
        }
        return text
    }
}
