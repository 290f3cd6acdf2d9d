/// In how many dangers, and in how many harmless messages, each word and pair stands.
struct EmergencyCounts {
    private(set) var table = KeyTable(minimumCapacity: 4096)
    // By row.
    private var dangers: [Int] = []
    private var harmless: [Int] = []
    /// By row and kind.
    private var byKind: [Int] = []
    private var kindTotals: [Int]
    /// The share of the dangers, or of the harmless messages, in which something stands, in bits, by how many those are.
    private let dangerBits: [Double]
    private let harmlessBits: [Double]

    init(_ danger: [(kind: Int, keys: [UInt64])], _ harmless: [[UInt64]], kinds: Int) {
        kindTotals = Array(repeating: 0, count: kinds)
        dangerBits = EmergencyCounts.shares(of: danger.count, beside: harmless.count)
        harmlessBits = EmergencyCounts.shares(of: harmless.count, beside: danger.count)
        for (kind, keys) in danger {
            kindTotals[kind] += 1
            for key in keys {
                let row = row(key)
                dangers[row] += 1
                byKind[row * kinds + kind] += 1
            }
        }
        for keys in harmless {
            for key in keys { self.harmless[row(key)] += 1 }
        }
    }

    private mutating func row(_ key: UInt64) -> Int {
        let known = table[key]
        if known >= 0 { return Int(known) }
        let row = dangers.count
        table.set(key, Int32(row))
        dangers.append(0)
        harmless.append(0)
        byKind.append(contentsOf: repeatElement(0, count: kindTotals.count))
        return row
    }

    /// What was never seen counts as seen in a tenth of a message, shared out by the sizes of the two sides: so it speaks
    /// for neither.
    private static func shares(of own: Int, beside others: Int) -> [Double] {
        let all = 10 * (own + others)
        return (0...own).map { bits($0 * all + own, own) }
    }

    private static func bits(_ numerator: Int, _ denominator: Int) -> Double {
        Double(FixedLog.log2(UInt64(max(numerator, 1))) - FixedLog.log2(UInt64(max(denominator, 1)))) / 65536
    }

    /// By row: by how many bits likelier it is in a danger than in a harmless message.
    var weights: [Double] { zip(dangers, harmless).map { dangerBits[$0] - harmlessBits[$1] } }

    /// By kind: the share of all dangers that are of it, in bits.
    var kindShares: [Double] { kindTotals.map { EmergencyCounts.bits($0, dangerBits.count - 1) } }

    /// By row and kind: by how many bits likelier the kind is where the word stands. One message more, of all kinds in
    /// their shares, is counted everywhere: a word that was seen once decides nothing.
    var kindWeights: [Float] {
        byKind.enumerated().map { place, count in
            let (row, kind) = place.quotientAndRemainder(dividingBy: kindTotals.count)
            let total = kindTotals[kind]
            return Float(EmergencyCounts.bits(count * (dangerBits.count - 1) + total, (dangers[row] + 1) * total))
        }
    }

    /// The score of one of the messages counted, as if it had not been.
    func score(without keys: [UInt64], isDanger: Bool) -> Double {
        var sum = 0.0
        var known = 0
        for key in keys {
            let row = Int(table[key])
            let (danger, calm) = (dangers[row] - (isDanger ? 1 : 0), harmless[row] - (isDanger ? 0 : 1))
            if danger + calm == 0 { continue }
            known += 1
            sum += dangerBits[danger] - harmlessBits[calm]
        }
        return sum / Double(known + 1).squareRoot()
    }
}
