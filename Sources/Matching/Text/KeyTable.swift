/// From 64-bit keys to small numbers, by open addressing: unlike `Dictionary` it hashes nothing twice and its order does
/// not depend on the process.
struct KeyTable: Sendable {
    private struct Slot: Sendable {
        /// 0: free.
        var key: UInt64 = 0
        var value: Int32 = -1
    }

    private var slots: [Slot]
    private(set) var count = 0

    init(minimumCapacity: Int = 16) {
        var size = 32
        while size < minimumCapacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
    }

    /// The number stored for a key, or -1.
    subscript(key: UInt64) -> Int32 {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
        while slots[place].key != 0 {
            if slots[place].key == key { return slots[place].value }
            place = (place + 1) & mask
        }
        return -1
    }

    /// Stores a number for a key that is not zero; an older one is replaced.
    mutating func set(_ key: UInt64, _ value: Int32) {
        if count * 2 >= slots.count { grow() }
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
        while slots[place].key != 0, slots[place].key != key { place = (place + 1) & mask }
        if slots[place].key == 0 { count += 1 }
        slots[place] = Slot(key: key, value: value)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        count = 0
        for slot in old where slot.key != 0 { set(slot.key, slot.value) }
    }
}
