import Synchronization

/// The numbers of one metric: one of `Number` for each combination of label values, in the declared order.
final class MetricSeries<Number: Sendable>: Sendable {
    private struct State {
        var numbers: [Number]
        var isUsed: [Bool]
    }

    private let labels: [MetricLabel]
    private let state: Mutex<State>

    init(_ labels: [MetricLabel], initial: Number) {
        self.labels = labels
        let count = labels.reduce(1) { $0 * $1.values.count }
        state = Mutex(
            State(numbers: Array(repeating: initial, count: count), isUsed: Array(repeating: false, count: count)))
    }

    func update(_ labelValues: [String], _ change: (inout Number) -> Void) {
        var index = 0
        for (position, label) in labels.enumerated() {
            let value = position < labelValues.count ? labelValues[position] : MetricLabel.other
            let number = label.values.firstIndex(of: value) ?? label.values.count - 1
            index = index * label.values.count + number
        }
        state.withLock { state in
            change(&state.numbers[index])
            state.isUsed[index] = true
        }
    }

    /// Each combination as `a="1",b="2"` with its number; those with "other" only once they are used.
    func snapshot() -> [(labels: String, number: Number)] {
        let state = state.withLock { $0 }
        var rows: [(labels: String, number: Number)] = []
        for index in state.numbers.indices {
            var rest = index
            var pairs: [String] = []
            var hasOther = false
            for label in labels.reversed() {
                let value = label.values[rest % label.values.count]
                rest /= label.values.count
                hasOther = hasOther || value == MetricLabel.other
                pairs.append("\(label.name)=\"\(MetricText.escaped(value, quotes: true))\"")
            }
            if !hasOther || state.isUsed[index] {
                rows.append((pairs.reversed().joined(separator: ","), state.numbers[index]))
            }
        }
        return rows
    }
}
