/// What changed on the phones, numbered, for the one event stream of each open page. A page that comes back within the
/// kept changes goes on where it was; else it is told to load everything again.
struct PhonesFeed {
    enum Change: Sendable {
        case bubble(String, String, Bubble)
        case marks(String, String, [String], Bubble.Mark)
        case typing(String, String, Bool)
        case webhook(String)
        case people(String)
    }

    /// Changes kept for pages that come back: some minutes of a busy demonstration.
    static let kept = 1000
    /// Chunks that a slow page may leave unread before it is cut off and has to come back.
    static let bufferedChunks = 256

    /// Begins with the time of the start, so that a page which was open before a restart is behind all changes kept.
    private(set) var number: Int
    private var recent: [[UInt8]] = []
    private var pages: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    private var nextPage = 0

    init(startingAt number: Int) { self.number = number }

    mutating func changed(_ change: Change) {
        number += 1
        let chunk = Self.chunk(id: number, event: "change", change.json)
        recent.append(chunk)
        if recent.count > Self.kept { recent.removeFirst(recent.count - Self.kept) }
        for (id, page) in pages {
            if case .enqueued = page.yield(chunk) { continue }
            page.finish()
            pages[id] = nil
        }
    }

    /// A stream that begins after change number `last`; `ended` is told the page's number when the page has gone.
    mutating func open(after last: Int?, ended: @escaping @Sendable (Int) -> Void) -> AsyncStream<[UInt8]> {
        let id = nextPage
        nextPage += 1
        let (stream, continuation) = AsyncStream.makeStream(
            of: [UInt8].self, bufferingPolicy: .bufferingOldest(Self.kept + Self.bufferedChunks))
        continuation.onTermination = { _ in ended(id) }
        if let last, last <= number, number - last <= recent.count {
            continuation.yield(Array(": resumed\n\n".utf8))
            for chunk in recent.suffix(number - last) { continuation.yield(chunk) }
        } else {
            continuation.yield(Self.chunk(id: number, event: "reload", ["number": .int(Int64(number))]))
        }
        pages[id] = continuation
        return stream
    }

    mutating func close(_ page: Int) {
        pages[page]?.finish()
        pages[page] = nil
    }

    private static func chunk(id: Int, event: String, _ data: JSON) -> [UInt8] {
        Array("id: \(id)\nevent: \(event)\ndata: ".utf8) + data.bytes() + Array("\n\n".utf8)
    }
}

extension PhonesFeed.Change {
    var json: JSON {
        switch self {
        case .bubble(let channel, let person, let bubble):
            ["kind": "bubble", "channel": .string(channel), "person": .string(person), "bubble": bubble.json]
        case .marks(let channel, let person, let ids, let mark):
            [
                "kind": "marks", "channel": .string(channel), "person": .string(person),
                "ids": .array(ids.map { .string($0) }), "mark": .string("\(mark)"),
            ]
        case .typing(let channel, let person, let isTyping):
            ["kind": "typing", "channel": .string(channel), "person": .string(person), "on": .bool(isTyping)]
        case .webhook(let channel): ["kind": "webhook", "channel": .string(channel)]
        case .people(let channel): ["kind": "people", "channel": .string(channel)]
        }
    }
}
