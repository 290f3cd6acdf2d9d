import Synchronization

/// The numbers of the process, in Prometheus' text format.
///
/// Metrics are declared once, at start, with constant names and closed sets of label values. A name declared twice or
/// malformed ends the process, at its first start.
public final class Metrics: Sendable {
    private struct Family {
        let kind: String
        let help: String
        let lines: @Sendable () -> String
    }

    private let families = Mutex<[String: Family]>([:])

    public init() {}

    /// Declares a counter. Its name ends with `_total`.
    public func counter(_ name: StaticString, help: String, labels: [MetricLabel] = []) -> Counter {
        let counter = Counter(series: MetricSeries(labels, initial: 0))
        declare(name, "counter", help, labels) { name in
            counter.series.snapshot().map { MetricText.line(name, $0.labels, String($0.number)) }.joined()
        }
        return counter
    }

    /// Declares a gauge that is set.
    public func gauge(_ name: StaticString, help: String, labels: [MetricLabel] = []) -> Gauge {
        let gauge = Gauge(series: MetricSeries(labels, initial: 0))
        declare(name, "gauge", help, labels) { name in
            gauge.series.snapshot().map { MetricText.line(name, $0.labels, MetricText.number($0.number)) }.joined()
        }
        return gauge
    }

    /// Declares a gauge that is read by `read` whenever the metrics are rendered.
    public func gauge(_ name: StaticString, help: String, read: @escaping @Sendable () -> Double) {
        declare(name, "gauge", help, []) { MetricText.line($0, "", MetricText.number(read())) }
    }

    /// Declares a histogram. `buckets` are the upper bounds, rising; the one for everything is added.
    public func histogram(
        _ name: StaticString, help: String, buckets: [Double], labels: [MetricLabel] = []
    ) -> Histogram {
        precondition(zip(buckets, buckets.dropFirst()).allSatisfy(<), "the buckets of \(name) do not rise")
        let empty = Histogram.Counts(inBucket: Array(repeating: 0, count: buckets.count + 1))
        let histogram = Histogram(bounds: buckets, series: MetricSeries(labels, initial: empty))
        declare(name, "histogram", help, labels) { histogram.lines($0) }
        return histogram
    }

    private func declare(
        _ name: StaticString, _ kind: String, _ help: String, _ labels: [MetricLabel],
        _ lines: @escaping @Sendable (String) -> String
    ) {
        let name = "\(name)"
        precondition(MetricText.isName(name, allowingColon: true), "\(name) is no name for a metric")
        for label in labels {
            precondition(
                MetricText.isName(label.name, allowingColon: false) && label.name != "le",
                "\(label.name) is no name for a label")
        }
        let family = Family(kind: kind, help: help) { lines(name) }
        let former = families.withLock { $0.updateValue(family, forKey: name) }
        precondition(former == nil, "\(name) is declared twice")
    }

    /// All metrics in the order of their names, for `Content-Type: text/plain; version=0.0.4`.
    public func render() -> String {
        let families = families.withLock { $0 }.sorted { $0.key < $1.key }
        return families.map { name, family in
            MetricText.header(name, family.kind, family.help) + family.lines()
        }.joined()
    }
}
