import Foundation
import HTTP
import Synchronization
import Testing

@Suite struct StreamTests {
    private static let request = "GET /events HTTP/1.1\r\nHost: h\r\n\r\n"

    /// Streams made by a handler, and how many of them have ended.
    private final class Source: Sendable {
        let continuations = Mutex<[AsyncStream<[UInt8]>.Continuation]>([])
        let ended = Atomic<Int>(0)

        func respond(type: String = "text/event-stream") -> Response {
            let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
            continuation.onTermination = { [self] _ in ended.add(1, ordering: .relaxed) }
            continuations.withLock { $0.append(continuation) }
            return Response(status: 200, headers: [("Content-Type", type)], body: .stream(stream))
        }

        func send(_ text: String) {
            for continuation in continuations.withLock({ $0 }) { continuation.yield(Array(text.utf8)) }
        }

        func finish() { for continuation in continuations.withLock({ $0 }) { continuation.finish() } }

        var count: Int { continuations.withLock { $0.count } }
        var endedCount: Int { ended.load(ordering: .relaxed) }
    }

    @Test func sendsChunksAsTheyComeAndEndsWithTheStream() async throws {
        let source = Source()
        try await withServer(handler: { _ in source.respond() }) { port, server in
            let client = try RawClient(port: port)
            await client.send(Self.request)
            let head = try await client.readHead()
            #expect(head.headers["transfer-encoding"] == "chunked")
            #expect(head.headers["x-content-type-options"] == "nosniff")
            for number in 0..<5 {
                source.send("data: \(number)\n\n")
                #expect(try await client.readChunk() == Array("data: \(number)\n\n".utf8))
            }
            #expect(server.statistics.exchangesInHand == 1)
            source.finish()
            #expect(try await client.readChunk() == nil)
            // The connection goes on.
            await client.send(Self.request)
            #expect(try await client.readHead().status == 200)
            #expect(source.endedCount == 1)
        }
        #expect(source.endedCount == 2)
    }

    @Test func sendsMoreThanFitsIntoOneBufferInOrder() async throws {
        let source = Source()
        let text = (0..<100_000).map { "\($0)\n" }.joined()
        try await withServer(handler: { _ in source.respond(type: "text/plain") }) { port, _ in
            let client = try RawClient(port: port)
            await client.send(Self.request)
            await eventually { source.count == 1 }
            source.send(text)
            source.finish()
            #expect(try await client.readReply().text == text)
        }
    }

    @Test func streamsToAnOldClientUntilTheConnectionCloses() async throws {
        let source = Source()
        try await withServer(handler: { _ in source.respond() }) { port, _ in
            let client = try RawClient(port: port)
            await client.send("GET / HTTP/1.0\r\n\r\n")
            await eventually { source.count == 1 }
            source.send("data: 1\n\n")
            #expect(try await client.read(upTo: "data: 1\n\n").hasSuffix("\r\n\r\ndata: 1\n\n"))
            source.finish()
            #expect(try await client.readToEnd().isEmpty)
        }
    }

    @Test func aHeadRequestEndsTheStreamUnread() async throws {
        let source = Source()
        try await withServer(handler: { _ in source.respond() }) { port, server in
            let client = try RawClient(port: port)
            await client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try await client.readReply(toHEAD: true).status == 200)
            await eventually { source.endedCount == 1 && server.statistics.exchangesInHand == 0 }
        }
    }

    @Test func aSilentEventStreamGetsHeartbeats() async throws {
        let source = Source()
        try await withServer(
            limits: quickLimits { $0.heartbeatMilliseconds = 20 }, handler: { _ in source.respond() }
        ) { port, _ in
            let client = try RawClient(port: port)
            await client.send(Self.request)
            _ = try await client.readHead()
            for _ in 0..<3 { #expect(try await client.readChunk() == Array(":\n\n".utf8)) }
        }
    }

    @Test func anotherStreamGetsNoHeartbeats() async throws {
        let source = Source()
        try await withServer(
            limits: quickLimits { $0.heartbeatMilliseconds = 1 }, handler: { _ in source.respond(type: "text/csv") }
        ) { port, _ in
            let silent = try RawClient(port: port)
            await silent.send(Self.request)
            _ = try await silent.readHead()
            // Long enough for a heartbeat: an event stream beside it gets some.
            let events = Source()
            try await withServer(
                limits: quickLimits { $0.heartbeatMilliseconds = 1 }, handler: { _ in events.respond() }
            ) { port, _ in
                let client = try RawClient(port: port)
                await client.send(Self.request)
                _ = try await client.readHead()
                for _ in 0..<5 { _ = try await client.readChunk() }
            }
            source.send("a;b\n")
            #expect(try await silent.readChunk() == Array("a;b\n".utf8))
        }
    }

    @Test func clientsThatLeftAreNoticedByHeartbeatsAndTheirStreamsEnd() async throws {
        let source = Source()
        try await withServer(
            limits: quickLimits { $0.heartbeatMilliseconds = 20 }, handler: { _ in source.respond() }
        ) { port, server in
            let clients = try (0..<10).map { _ in try RawClient(port: port) }
            for client in clients {
                await client.send(Self.request)
                _ = try await client.readHead()
            }
            #expect(source.endedCount == 0)
            for client in clients { client.leave() }
            await eventually { source.endedCount == 10 }
            await eventually { server.statistics.connectionsOpen == 0 }
            #expect(server.statistics.exchangesInHand == 0)
        }
    }

    @Test(arguments: [true, false])
    func aClientThatReadsTooSlowlyIsCutAndOthersAreNot(inOneChunk: Bool) async throws {
        let source = Source()
        try await withServer(
            limits: quickLimits { $0.streamBufferBytes = 1 << 20 }, handler: { _ in source.respond() }
        ) { port, server in
            let slow = try RawClient(port: port, receiveBufferBytes: 4096)
            await slow.send(Self.request)
            _ = try await slow.readHead()
            await eventually {
                source.send(String(repeating: "x", count: inOneChunk ? 2 << 20 : 100_000))
                return source.endedCount == 1
            }
            await eventually { server.statistics.connectionsOpen == 0 }
            #expect(server.statistics.refused == [.slowReader: 1])
            let client = try RawClient(port: port)
            await client.send(Self.request)
            _ = try await client.readHead()
            source.send("y")
            #expect(try await client.readChunk() == Array("y".utf8))
        }
    }

    @Test func manyIdleStreamsWakeTogether() async throws {
        let source = Source()
        try await withServer(handler: { _ in source.respond() }) { port, server in
            let clients = try (0..<50).map { _ in try RawClient(port: port) }
            for client in clients {
                await client.send(Self.request)
                _ = try await client.readHead()
            }
            #expect(server.statistics.exchangesInHand == 50)
            for _ in 0..<3 {
                source.send("z")
                for client in clients { #expect(try await client.readChunk() == Array("z".utf8)) }
            }
        }
        #expect(source.endedCount == 50)
    }
}
