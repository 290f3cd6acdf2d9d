import HTTP
import Synchronization
import Testing

/// A stop ends in every situation, and does not end the process: libmicrohttpd aborts it when a connection is suspended
/// while its daemon stops.
@Suite struct StopTests {
    private static let get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"

    private func started(
        limits: ServerLimits = quickLimits(), handler: @escaping @Sendable (Request) async -> Response = echo
    ) throws -> (Server, UInt16) {
        let server = Server(host: "127.0.0.1", port: 0, limits: limits, handler: handler)
        return (server, try server.start())
    }

    @Test func aServerThatNeverStartedStopsAtOnce() async {
        let server = Server(host: "127.0.0.1", port: 0, handler: echo)
        await server.stop()
        await server.stop()
        #expect(server.statistics == ServerStatistics())
    }

    @Test func aStoppedServerDoesNotStartAgain() async throws {
        let (server, _) = try started()
        await server.stop()
        #expect(throws: ServerError.startFailed(reason: "a server starts once")) { try server.start() }
    }

    @Test func stoppingTwiceAtOnceWaitsForTheSameEnd() async throws {
        let (server, port) = try started()
        let client = try RawClient(port: port)
        await client.send(Self.get)
        _ = try await client.readReply()
        async let first: Void = server.stop()
        async let second: Void = server.stop(drainSeconds: 0)
        _ = await (first, second)
        await server.stop()
        #expect(try await client.readToEnd().isEmpty)
        #expect(server.statistics.connectionsOpen == 0)
    }

    @Test func aStoppedServerRefusesNewClientsAndItsPortIsFree() async throws {
        let (server, port) = try started()
        await server.stop()
        #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
        let next = Server(host: "127.0.0.1", port: port, handler: echo)
        #expect(try next.start() == port)
        await next.stop()
    }

    @Test func aRequestInHandIsFinishedAndItsConnectionClosed() async throws {
        let gate = Gate()
        let (server, port) = try started(handler: { _ in
            await gate.wait()
            return .text("done")
        })
        let client = try RawClient(port: port)
        await client.send(Self.get)
        await eventually { await gate.arrived == 1 }
        let stop = Task { await server.stop(drainSeconds: 60) }
        await eventually { (try? RawClient(port: port)) == nil }
        await gate.open()
        let reply = try await client.readReply()
        #expect(reply.text == "done")
        #expect(reply.headers["connection"]?.lowercased() == "close")
        await stop.value
        #expect(server.statistics.refused.isEmpty)
    }

    @Test func aBodyOnItsWayMayArriveDuringTheDrain() async throws {
        let (server, port) = try started()
        let client = try RawClient(port: port)
        await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\no")
        await eventually { server.statistics.requests == 1 }
        let stop = Task { await server.stop(drainSeconds: 60) }
        await eventually { (try? RawClient(port: port)) == nil }
        await client.send("k")
        #expect(try await client.readReply().text == "POST / [] 127.0.0.1 ok")
        await stop.value
    }

    @Test func handlersThatDoNotEndAreAnsweredForAndCancelled() async throws {
        let cancelled = Gate()
        let (server, port) = try started(handler: { _ in
            try? await Task.sleep(for: .seconds(3600))
            await cancelled.wait()
            return .text("too late")
        })
        await cancelled.open()
        let clients = try (0..<50).map { _ in try RawClient(port: port) }
        for client in clients { await client.send(Self.get) }
        await eventually { server.statistics.exchangesInHand == 50 }
        await server.stop(drainSeconds: 0)
        for client in clients {
            let reply = try await client.readReply()
            #expect(reply.status == 503)
            #expect(reply.text == "stopping\n")
        }
        #expect(server.statistics.refused == [.stopping: 50])
        await eventually { await cancelled.arrived == 50 }
    }

    @Test func clientsInTheMiddleOfABodyAreCut() async throws {
        let (server, port) = try started()
        let clients = try (0..<50).map { _ in try RawClient(port: port) }
        for client in clients {
            await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nabc")
        }
        await eventually { server.statistics.requests == 50 }
        await server.stop(drainSeconds: 0)
        for client in clients { #expect(try await client.readToEnd().isEmpty) }
        #expect(server.statistics.connectionsOpen == 0)
    }

    @Test func eventStreamsEndInOrder() async throws {
        let ended = Atomic<Int>(0)
        let (server, port) = try started(handler: { _ in
            let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
            continuation.onTermination = { _ in ended.add(1, ordering: .relaxed) }
            continuation.yield(Array("data: 1\n\n".utf8))
            return Response(status: 200, headers: [("Content-Type", "text/event-stream")], body: .stream(stream))
        })
        let clients = try (0..<50).map { _ in try RawClient(port: port) }
        for client in clients {
            await client.send(Self.get)
            _ = try await client.readHead()
            #expect(try await client.readChunk() == Array("data: 1\n\n".utf8))
        }
        await server.stop(drainSeconds: 60)
        for client in clients { #expect(try await client.readChunk() == nil) }
        #expect(ended.load(ordering: .relaxed) == 50)
    }

    @Test func idleClientsDoNotHoldAStopUp() async throws {
        let (server, port) = try started()
        let clients = try (0..<20).map { _ in try RawClient(port: port) }
        for client in clients.prefix(10) {
            await client.send(Self.get)
            _ = try await client.readReply()
        }
        let start = ContinuousClock.now
        await server.stop(drainSeconds: 60)
        #expect(start.duration(to: .now) < .seconds(30))
    }

    /// Clients that never pause while the server starts and stops again and again: the races of suspend and stop.
    @Test func stoppingUnderLoadIsSafe() async throws {
        for round in 0..<100 {
            let (server, port) = try started(handler: { request in
                if request.path == "/yield" { await Task.yield() }
                guard request.path == "/events" else { return .text("ok") }
                return Response(
                    status: 200, headers: [("Content-Type", "text/event-stream")],
                    body: .stream(
                        AsyncStream { continuation in
                            continuation.yield([0x61])
                            if round.isMultiple(of: 2) { continuation.finish() }
                        }))
            })
            let clients = Task {
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<16 {
                        group.addTask {
                            let path = ["/", "/yield", "/events"][number % 3]
                            while let client = try? RawClient(port: port) {
                                await client.send("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
                                guard (try? await client.readHead()) != nil else { continue }
                                await client.send("POST \(path) HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab")
                            }
                        }
                    }
                }
            }
            await eventually { server.statistics.requests > 20 }
            await server.stop(drainSeconds: 0)
            await clients.value
            #expect(server.statistics.connectionsOpen == 0)
            #expect(server.statistics.exchangesInHand == 0)
        }
    }
}
