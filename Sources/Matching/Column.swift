/// Numbers that are written once, when a knowledge base is compiled, and then read by any number of tasks: an array
/// without reference counting or copies on the way of every message.
struct Column<Element: Sendable>: Sendable {
    private let storage: Storage
    var count: Int { storage.elements.count }

    init(_ elements: [Element]) { storage = Storage(elements) }

    subscript(index: Int) -> Element {
        assert(storage.elements.indices.contains(index))
        return storage.elements[index]
    }

    subscript(index: Int32) -> Element { self[Int(index)] }

    /// For loops that matter: valid as long as the column is.
    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(storage.elements) }

    /// `@unchecked Sendable` because nothing is written after `init` and the memory lives as long as the object.
    private final class Storage: @unchecked Sendable {
        let elements: UnsafeMutableBufferPointer<Element>

        init(_ elements: [Element]) {
            self.elements = .allocate(capacity: elements.count)
            _ = self.elements.initialize(from: elements)
        }

        deinit {
            elements.deinitialize()
            elements.deallocate()
        }
    }
}

/// Lists of numbers one after the other: list `n` is `values[starts[n]..<starts[n + 1]]`.
struct Lists<Element: Sendable>: Sendable {
    private let starts: Column<Int32>
    private let values: Column<Element>
    var count: Int { starts.count - 1 }

    init(_ lists: [[Element]]) {
        var starts: [Int32] = [0]
        starts.reserveCapacity(lists.count + 1)
        for list in lists { starts.append(starts[starts.count - 1] + Int32(list.count)) }
        self.starts = Column(starts)
        values = Column(Array(lists.joined()))
    }

    /// Where list `number` stands in `self[place:]`.
    func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

    subscript(place place: Int) -> Element { values[place] }

    /// List `number`: valid as long as the lists are.
    func list(_ number: Int) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(rebasing: values.elements[range(number)])
    }
}
