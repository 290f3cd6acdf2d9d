import HTTP
import Testing

@Suite struct LimitTests {
    private static let head = "POST / HTTP/1.1\r\nHost: h\r\n"

    /// Tells how many bytes the handler got.
    @Sendable private static func count(_ request: Request) async -> Response { .text("\(request.body.count)") }

    @Test(arguments: [0, 1, 1000, (1 << 20) - 1, 1 << 20])
    func aBodyUpToTheLimitArrives(count: Int) async throws {
        try await withServer(handler: Self.count) { port, _ in
            let client = try RawClient(port: port)
            await client.send("\(Self.head)Content-Length: \(count)\r\n\r\n")
            await client.send([UInt8](repeating: 1, count: count))
            let reply = try await client.readReply()
            #expect(reply.status == 200)
            #expect(reply.text == "\(count)")
        }
    }

    @Test(arguments: [(1 << 20) + 1, (1 << 20) + 8, 5 << 20, 8 << 20])
    func aLongerBodyIsReadAndAnswered413AndTheConnectionGoesOn(count: Int) async throws {
        try await withServer(handler: Self.count) { port, server in
            for _ in 0..<3 {
                let client = try RawClient(port: port)
                #expect(await client.send("\(Self.head)Content-Length: \(count)\r\n\r\n"))
                #expect(await client.send([UInt8](repeating: 1, count: count)))
                let reply = try await client.readReply()
                #expect(reply.status == 413)
                #expect(reply.text == "body too large\n")
                await client.send("\(Self.head)Content-Length: 2\r\n\r\nok")
                #expect(try await client.readReply().text == "2")
            }
            #expect(server.statistics.refused == [.tooLarge: 3])
        }
    }

    @Test func aLongerChunkedBodyIsReadAndAnswered413() async throws {
        try await withServer(handler: Self.count) { port, _ in
            let client = try RawClient(port: port)
            await client.send("\(Self.head)Transfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<32 {
                await client.send("10000\r\n")
                await client.send([UInt8](repeating: 1, count: 65_536))
                await client.send("\r\n")
            }
            await client.send("0\r\n\r\n")
            #expect(try await client.readReply().status == 413)
        }
    }

    @Test(arguments: [true, false])
    func aBodyOf20MiBIsCut(isChunked: Bool) async throws {
        try await withServer(handler: Self.count) { port, server in
            let client = try RawClient(port: port)
            let framing = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(20 << 20)"
            await client.send("\(Self.head)\(framing)\r\n\r\n\(isChunked ? "1400000\r\n" : "")")
            #expect(await client.send([UInt8](repeating: 1, count: 20 << 20)) == false)
            #expect(server.statistics.refused == [.tooLarge: 1])
            #expect(server.statistics.responses[2] == nil)
            await eventually { server.statistics.connectionsOpen == 0 }
        }
    }

    @Test func aClientThatAsksBeforeSendingTooMuchIsToldAtOnce() async throws {
        try await withServer { port, _ in
            let client = try RawClient(port: port)
            await client.send("\(Self.head)Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n")
            #expect(try await client.readReply().status == 413)
        }
    }

    @Test func bodiesInAllAreLimited() async throws {
        try await withServer(limits: quickLimits { $0.bodyBytesInAll = 100_000 }, handler: Self.count) { port, server in
            let slow = try RawClient(port: port)
            await slow.send("\(Self.head)Content-Length: 90001\r\n\r\n")
            await slow.send([UInt8](repeating: 1, count: 90_000))
            // Both may be read by different threads: go on until the first one's bytes count.
            await eventually {
                guard let client = try? RawClient(port: port) else { return false }
                await client.send("\(Self.head)Content-Length: 50000\r\n\r\n")
                await client.send([UInt8](repeating: 1, count: 50_000))
                return (try? await client.readReply().status) == 503
            }
            await slow.send([1])
            #expect(try await slow.readReply().text == "90001")
            let client = try RawClient(port: port)
            await client.send("\(Self.head)Content-Length: 50000\r\n\r\n")
            await client.send([UInt8](repeating: 1, count: 50_000))
            #expect(try await client.readReply().text == "50000")
            #expect((server.statistics.refused[.overloaded] ?? 0) >= 1)
        }
    }

    @Test(arguments: ["", "\r\n", "GET / HT", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX-"])
    func aHeadThatIsNotFinishedInTimeIsCut(start: String) async throws {
        try await withServer(limits: quickLimits { $0.headMilliseconds = 100 }) { port, server in
            let client = try RawClient(port: port)
            await client.send(start)
            #expect(try await client.readToEnd().isEmpty)
            #expect(server.statistics.refused == [.slow: 1])
        }
    }

    @Test(arguments: ["GET /", "GET / HTTP/1.1\r\nHost: h\r\nX: "])
    func drippingDoesNotProlongAHead(start: String) async throws {
        try await withServer(limits: quickLimits { $0.headMilliseconds = 200 }) { port, server in
            let client = try RawClient(port: port)
            await client.send(start)
            await eventually { server.statistics.connections == 1 }
            await eventually {
                await client.send("a")
                return server.statistics.connectionsOpen == 0
            }
            #expect(server.statistics.refused == [.slow: 1])
        }
    }

    @Test(arguments: ["Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nfffff\r\n"])
    func drippingDoesNotProlongABody(start: String) async throws {
        try await withServer(limits: quickLimits { $0.bodyMilliseconds = 200 }) { port, server in
            let client = try RawClient(port: port)
            await client.send(Self.head + start)
            await eventually { server.statistics.connections == 1 }
            await eventually {
                await client.send("a")
                return server.statistics.connectionsOpen == 0
            }
            #expect(server.statistics.refused == [.slow: 1])
        }
    }

    @Test func aSecondRequestOfAConnectionHasDeadlinesToo() async throws {
        let limits = quickLimits {
            $0.headMilliseconds = 200
            $0.idleMilliseconds = 400
        }
        try await withServer(limits: limits) { port, server in
            for start in ["GET / HTTP/1.1\r\nX: ", "GET /"] {
                let client = try RawClient(port: port)
                await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try await client.readReply().status == 200)
                await client.send(start)
                await eventually {
                    await client.send("a")
                    return server.statistics.connectionsOpen == 0
                }
            }
        }
    }

    @Test func anIdleConnectionIsClosedAndNotCountedAsRefused() async throws {
        try await withServer(limits: quickLimits { $0.idleMilliseconds = 50 }) { port, server in
            let client = try RawClient(port: port)
            await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try await client.readReply().status == 200)
            #expect(try await client.readToEnd().isEmpty)
            #expect(server.statistics.refused.isEmpty)
        }
    }

    @Test func aHandlerThatTakesTooLongIsAnsweredForAndCancelled() async throws {
        let cancelled = Gate()
        try await withServer(
            limits: quickLimits { $0.handlerMilliseconds = 50 },
            handler: { _ in
                try? await Task.sleep(for: .seconds(3600))
                await cancelled.wait()
                return .text("too late")
            }
        ) { port, server in
            await cancelled.open()
            let client = try RawClient(port: port)
            await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let reply = try await client.readReply()
            #expect(reply.status == 503)
            #expect(reply.headers["retry-after"] == "1")
            await eventually { await cancelled.arrived == 1 }
            #expect(server.statistics.refused == [.handlerSlow: 1])
        }
    }

    @Test func aClientThatDoesNotReadItsAnswerIsCut() async throws {
        let body = [UInt8](repeating: 0x61, count: 20 << 20)
        try await withServer(
            limits: quickLimits { $0.answerMilliseconds = 200 }, handler: { _ in .bytes(body, type: "text/plain") }
        ) { port, server in
            let client = try RawClient(port: port, receiveBufferBytes: 4096)
            await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            await eventually { server.statistics.refused == [.slow: 1] && server.statistics.connectionsOpen == 0 }
        }
    }

    @Test func moreExchangesThanAllowedGet503AtOnce() async throws {
        let gate = Gate()
        try await withServer(
            limits: quickLimits { $0.exchanges = 3 },
            handler: { _ in
                await gate.wait()
                return .text("done")
            }
        ) { port, server in
            let clients = try (0..<3).map { _ in try RawClient(port: port) }
            for client in clients { await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n") }
            await eventually { server.statistics.exchangesInHand == 3 }
            let fourth = try RawClient(port: port)
            await fourth.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let reply = try await fourth.readReply()
            #expect(reply.status == 503)
            #expect(reply.headers["retry-after"] == "1")
            await gate.open()
            for client in clients { #expect(try await client.readReply().text == "done") }
            await fourth.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try await fourth.readReply().text == "done")
            #expect(server.statistics.refused == [.overloaded: 1])
        }
    }

    @Test func moreConnectionsThanAllowedAreClosedUntilOneLeaves() async throws {
        try await withServer(limits: quickLimits { $0.connections = 5 }) { port, server in
            var clients = try (0..<5).map { _ in try RawClient(port: port) }
            await eventually { server.statistics.connectionsOpen == 5 }
            let sixth = try RawClient(port: port)
            #expect(try await sixth.readToEnd().isEmpty)
            #expect(server.statistics.refused == [.connectionLimit: 1])
            clients.removeLast().leave()
            await eventually { server.statistics.connectionsOpen == 4 }
            let next = try RawClient(port: port)
            await next.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try await next.readReply().status == 200)
            #expect(clients.count == 4)
        }
    }

    @Test func oneAddressHasAShareOfTheConnections() async throws {
        try await withServer(limits: quickLimits { $0.connectionsPerAddress = 2 }) { port, server in
            let clients = try (0..<2).map { _ in try RawClient(port: port) }
            await eventually { server.statistics.connectionsOpen == 2 }
            #expect(try await RawClient(port: port).readToEnd().isEmpty)
            #expect(server.statistics.refused == [.addressLimit: 1])
            clients[0].leave()
            await eventually { server.statistics.connectionsOpen == 1 }
            let next = try RawClient(port: port)
            await next.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try await next.readReply().status == 200)
        }
    }

    @Test func behindATrustedProxyTheShareIsTheClientsAndNotTheProxys() async throws {
        let gate = Gate()
        try await withServer(
            limits: quickLimits { $0.connectionsPerAddress = 2 }, trustedProxies: ["127.0.0.0/8"],
            handler: { request in
                await gate.wait()
                return .text(request.clientAddress)
            }
        ) { port, server in
            func ask(_ address: String) async throws -> RawClient {
                let client = try RawClient(port: port)
                await client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: \(address)\r\n\r\n")
                return client
            }
            let first = [try await ask("203.0.113.9"), try await ask("203.0.113.9"), try await ask("203.0.113.8")]
            await eventually { server.statistics.exchangesInHand == 3 }
            #expect(try await ask("203.0.113.9").readReply().status == 503)
            let other = try await ask("2001:db8::1")
            await gate.open()
            var answers: [String] = []
            for client in first { answers.append(try await client.readReply().text) }
            #expect(answers == ["203.0.113.9", "203.0.113.9", "203.0.113.8"])
            #expect(try await other.readReply().text == "2001:db8::1")
            #expect(try await ask("203.0.113.9").readReply().text == "203.0.113.9")
            #expect(server.statistics.refused == [.addressLimit: 1])
        }
    }
}
