import Testing

@testable import Telemetry

struct MetricsTests {
    private let metrics = Metrics()
    private let platform = MetricLabel("platform", ["zalo", "viber"])

    @Test func nothingDeclaredIsNothing() { #expect(metrics.render() == "") }

    @Test func aCounterShowsEveryDeclaredValueFromTheStart() {
        let events = metrics.counter("events_total", help: "Events received.", labels: [platform])
        events.add("viber")
        events.add("viber", count: 4)
        #expect(
            metrics.render() == """
                # HELP events_total Events received.
                # TYPE events_total counter
                events_total{platform="zalo"} 0
                events_total{platform="viber"} 5

                """)
    }

    @Test func valuesThatWereNotDeclaredShareOneSeries() {
        let events = metrics.counter(
            "events_total", help: "h", labels: [platform, MetricLabel("kind", ["text", "text"])])
        events.add("telegram", "text")
        events.add("zalo", "x\"} 9")
        events.add("zalo")
        events.add()
        events.add("zalo", "text", "too many")
        #expect(
            metrics.render() == """
                # HELP events_total h
                # TYPE events_total counter
                events_total{platform="zalo",kind="text"} 1
                events_total{platform="zalo",kind="other"} 2
                events_total{platform="viber",kind="text"} 0
                events_total{platform="other",kind="text"} 1
                events_total{platform="other",kind="other"} 1

                """)
    }

    @Test(arguments: [-1, .min, 0]) func aCounterNeverFalls(_ count: Int) {
        let counter = metrics.counter("c_total", help: "h")
        counter.add(count: 2)
        counter.add(count: count)
        #expect(metrics.render().hasSuffix("\nc_total 2\n"))
    }

    @Test(
        arguments: [
            (0, "0"), (-3, "-3"), (0.25, "0.25"), (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"),
            (.nan, "NaN"), (1_627_027_200_123, "1627027200123"),
        ] as [(Double, String)])
    func aGaugeShowsWhatWasSetLastOrIsReadNow(_ value: Double, _ expected: String) {
        let set = metrics.gauge("a", help: "h")
        set.set(7)
        set.set(value)
        metrics.gauge("b", help: "h") { value }
        #expect(metrics.render().contains("\na \(expected)\n"))
        #expect(metrics.render().hasSuffix("\nb \(expected)\n"))
    }

    @Test func aHistogramCountsEachMeasurementInEveryBucketAboveIt() {
        let waits = metrics.histogram("wait_seconds", help: "h", buckets: [0.25, 1], labels: [platform])
        for value in [0.25, 0.5, 1, 8, .nan] { waits.observe(value, "zalo") }
        #expect(
            metrics.render() == """
                # HELP wait_seconds h
                # TYPE wait_seconds histogram
                wait_seconds_bucket{platform="zalo",le="0.25"} 1
                wait_seconds_bucket{platform="zalo",le="1"} 3
                wait_seconds_bucket{platform="zalo",le="+Inf"} 4
                wait_seconds_sum{platform="zalo"} 9.75
                wait_seconds_count{platform="zalo"} 4
                wait_seconds_bucket{platform="viber",le="0.25"} 0
                wait_seconds_bucket{platform="viber",le="1"} 0
                wait_seconds_bucket{platform="viber",le="+Inf"} 0
                wait_seconds_sum{platform="viber"} 0
                wait_seconds_count{platform="viber"} 0

                """)
    }

    @Test func aHistogramWithoutLabelsHasOnlyItsBounds() {
        metrics.histogram("s", help: "h", buckets: [1]).observe(2)
        #expect(metrics.render().hasSuffix("\ns_bucket{le=\"1\"} 0\ns_bucket{le=\"+Inf\"} 1\ns_sum 2\ns_count 1\n"))
    }

    @Test func whatWouldBreakTheFormatIsEscaped() {
        let label = MetricLabel("channel", ["a\\b\"c\nd\r\n"])
        metrics.counter("c_total", help: "one\ntwo \\ \"three\"", labels: [label]).add("a\\b\"c\nd\r\n")
        #expect(
            metrics.render().unicodeScalars.split(separator: "\n").map { String($0) } == [
                "# HELP c_total one\\ntwo \\\\ \"three\"", "# TYPE c_total counter",
                "c_total{channel=\"a\\\\b\\\"c\\nd\r\\n\"} 1",
            ])
    }

    @Test func metricsAreInTheOrderOfTheirNames() {
        for name: StaticString in ["c", "a", "b"] { metrics.gauge(name, help: "h") { 0 } }
        let names = metrics.render().split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.prefix(1) }
        #expect(names == ["a", "b", "c"])
    }

    @Test func nothingIsLostWhenManyCountAtOnce() async {
        let counter = metrics.counter("c_total", help: "h", labels: [platform])
        let histogram = metrics.histogram("s", help: "h", buckets: [1])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        counter.add("zalo")
                        histogram.observe(1)
                    }
                }
            }
        }
        #expect(metrics.render().contains("c_total{platform=\"zalo\"} 8000\n"))
        #expect(metrics.render().contains("s_count 8000\n"))
    }

    @Test(arguments: [
        ("a", true), ("_a:b9", true), ("", false), ("9a", false), ("a-b", false), ("a b", false), ("đ", false),
        ("a\n", false),
    ])
    func namesAreThoseOfTheFormat(_ name: String, _ isName: Bool) {
        #expect(MetricText.isName(name, allowingColon: true) == isName)
    }
}
