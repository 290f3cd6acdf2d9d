/// Logarithms by integer arithmetic: libm's last bit depends on the machine, and a decision must not.
enum FixedLog {
    /// log2(value) for value >= 1, in 65,536ths.
    static func log2(_ value: UInt64) -> Int {
        guard value > 1 else { return 0 }
        let whole = 63 - value.leadingZeroBitCount
        // Mantissa in 31 bits, 1.0 = 1 << 31.
        var mantissa = whole >= 31 ? value >> UInt64(whole - 31) : value << UInt64(31 - whole)
        var result = whole << 16
        var bit = 1 << 15
        while bit > 0 {
            mantissa = (mantissa * mantissa) >> 31
            if mantissa >= 1 << 32 {
                mantissa >>= 1
                result |= bit
            }
            bit >>= 1
        }
        return result
    }

    /// log2(1 + numerator / denominator).
    static func log2(onePlus numerator: Double, over denominator: Double) -> Double {
        let scaled = (1 + numerator / denominator) * 1024
        return Double(log2(UInt64(min(max(scaled, 1024), 1e15))) - (10 << 16)) / 65536
    }
}

/// The logistic curve from a table with straight lines between: the same on every machine.
enum FixedLogistic {
    private static let steps = 16
    private static let range = 12
    /// 1 / (1 + e^-x) at x = 0, 1/16, ... 12.
    private static let table: [Double] = {
        // e^(1/16) to the precision of Double, as a literal, then only products and quotients.
        let step = 1.0644944589178594
        var power = 1.0
        var values: [Double] = []
        for _ in 0...(steps * range) {
            values.append(power / (1 + power))
            power *= step
        }
        return values
    }()

    static func value(_ x: Double) -> Double {
        let size = abs(x) * Double(steps)
        guard size < Double(steps * range) else { return x > 0 ? 1 - 6e-6 : 6e-6 }
        let index = Int(size)
        let above = table[index] + (table[index + 1] - table[index]) * (size - Double(index))
        return x >= 0 ? above : 1 - above
    }
}
