import HTTP
import Synchronization
import Testing

// One call at a time: a call that waits for a new connection keeps a core busy.
@Suite(.serialized) struct OutgoingTests {
    private static let secret = "s3cret"

    private func live(deadlineSeconds: Int = 10) -> Outgoing {
        .live(
            allowedHosts: ["127.0.0.1", "localhost"], allowPlainHTTPOnLoopback: true, deadlineSeconds: deadlineSeconds)
    }

    private func post(_ port: UInt16, path: String = "/send") -> OutgoingRequest {
        OutgoingRequest(
            method: "POST", url: "http://127.0.0.1:\(port)\(path)?access_token=\(Self.secret)",
            headers: ["access_token": Self.secret, "Content-Type": "application/json"],
            body: Array("{\"text\":\"\(Self.secret)\"}".utf8))
    }

    /// The failure of a call, with what no failure may hold.
    private func failure(_ outgoing: Outgoing, _ request: OutgoingRequest) async -> OutgoingFailure? {
        do {
            let reply = try await outgoing.send(request)
            Issue.record("answered \(reply.status)")
            return nil
        } catch {
            let tellsTooMuch = error.reason.contains(Self.secret) || error.reason.contains("/send")
            #expect(!tellsTooMuch)
            return error
        }
    }

    @Test func carriesMethodHeadersAndBodyBothWays() async throws {
        try await withServer(handler: { request in
            Response(
                status: 418,
                headers: [
                    ("X-Method", request.method), ("X-Token", request.headers["access_token"] ?? ""),
                    ("X-Query", request.queryValue("access_token") ?? ""), ("Set-Cookie", "a=b"),
                    ("X-Cookie", request.headers["cookie"] ?? "none"),
                ], body: .bytes(request.body))
        }) { port, server in
            let outgoing = live()
            for _ in 0..<3 {
                let reply = try await outgoing.send(post(port))
                #expect(reply.status == 418)
                #expect(reply.headers["x-method"] == "POST")
                #expect(reply.headers["x-token"] == Self.secret)
                #expect(reply.headers["x-query"] == Self.secret)
                #expect(reply.headers["x-cookie"] == "none")
                #expect(reply.body == post(port).body)
            }
            #expect(server.statistics.connections == 1)
        }
    }

    @Test(arguments: ["GET", "HEAD", "DELETE", "PUT"])
    func callsWithoutBodyAreAnswered(method: String) async throws {
        try await withServer(handler: { _ in Response(status: 204) }) { port, _ in
            let reply = try await live().send(OutgoingRequest(method: method, url: "http://127.0.0.1:\(port)/"))
            #expect(reply.status == 204)
            #expect(reply.body.isEmpty)
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aRedirectIsAnAnswerAndNotFollowed(status: Int) async throws {
        try await withServer { other, otherServer in
            try await withServer(handler: { _ in
                Response(status: status, headers: [("Location", "http://localhost:\(other)/stolen")])
            }) { port, server in
                let reply = try await live().send(post(port))
                #expect(reply.status == status)
                #expect(reply.headers["location"] == "http://localhost:\(other)/stolen")
                #expect(server.statistics.requests == 1)
            }
            #expect(otherServer.statistics.connections == 0)
        }
    }

    @Test func aRefusedConnectionWasNotSent() async throws {
        let server = RawServer { _ in }
        server.stop()
        await eventually { (try? RawClient(port: server.port)) == nil }
        #expect(await failure(live(), post(server.port))?.wasSent == false)
        let get = OutgoingRequest(method: "GET", url: "http://127.0.0.1:\(server.port)/")
        #expect(await failure(live(), get)?.wasSent == false)
    }

    @Test func aConnectionThatIsNeverMadeWasNotSent() async throws {
        let server = RawServer(backlog: 0, serve: nil)
        let filler = try (0..<1).map { _ in try RawClient(port: server.port) }
        let failure = await failure(live(deadlineSeconds: 1), post(server.port))
        #expect(failure == OutgoingFailure(wasSent: false, reason: "no answer within 1 s"))
        #expect(filler.count == 1)
        server.stop()
    }

    @Test func aServerThatAcceptsAndHangsFailsAtTheDeadlineAndWasSent() async throws {
        let server = RawServer { RawServer.waitForEnd($0) }
        let start = ContinuousClock.now
        let failure = await failure(live(deadlineSeconds: 1), post(server.port))
        #expect(failure == OutgoingFailure(wasSent: true, reason: "no answer within 1 s"))
        #expect(start.duration(to: .now) < .seconds(5))
        server.stop()
    }

    @Test func aReplyThatDripsFailsAtTheDeadline() async throws {
        let server = RawServer { socket in
            _ = RawServer.readRequest(socket)
            guard RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n") else { return }
            while RawServer.send(socket, "x") { RawServer.pause(milliseconds: 50) }
        }
        let failure = await failure(live(deadlineSeconds: 1), post(server.port))
        #expect(failure == OutgoingFailure(wasSent: true, reason: "no answer within 1 s"))
        server.stop()
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "garbage\r\n\r\n", "HTTP/1.1 200"])
    func aConnectionThatEndsWithoutAWholeAnswerWasSent(answer: String) async throws {
        let server = RawServer { socket in
            _ = RawServer.readRequest(socket, upTo: "}")
            RawServer.send(socket, answer)
        }
        #expect(await failure(live(deadlineSeconds: 2), post(server.port))?.wasSent == true)
        server.stop()
    }

    @Test func aConnectionThatEndsWhenItIsUsedAgainFailsInsteadOfHanging() async throws {
        let server = RawServer { socket in
            _ = RawServer.readRequest(socket, upTo: "}")
            RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            _ = RawServer.readRequest(socket, upTo: "}")
        }
        let outgoing = live(deadlineSeconds: 1)
        #expect(try await outgoing.send(post(server.port)).status == 200)
        #expect(await failure(outgoing, post(server.port))?.wasSent == true)
        server.stop()
    }

    @Test func aReplyUpToTheCapArrives() async throws {
        let body = [UInt8](repeating: 7, count: Outgoing.replyBytes)
        try await withServer(handler: { _ in .bytes(body, type: "a/b") }) { port, _ in
            let reply = try await live().send(post(port))
            #expect(reply.body == body)
        }
    }

    @Test(arguments: [true, false])
    func aLongerReplyFailsAndWasSent(isAnnounced: Bool) async throws {
        let body = [UInt8](repeating: 7, count: Outgoing.replyBytes + 1)
        let response: @Sendable () -> Response = {
            guard !isAnnounced else { return .bytes(body, type: "a/b") }
            return Response(
                status: 200,
                body: .stream(
                    AsyncStream { continuation in
                        for start in stride(from: 0, to: body.count, by: 65_536) {
                            continuation.yield(Array(body[start..<min(body.count, start + 65_536)]))
                        }
                        continuation.finish()
                    }))
        }
        var limits = ServerLimits()
        limits.streamBufferBytes = 4 << 20
        try await withServer(limits: limits, handler: { _ in response() }) { port, _ in
            let failure = await failure(live(), post(port))
            #expect(failure == OutgoingFailure(wasSent: true, reason: "the reply is over 1048576 bytes"))
        }
    }

    @Test func aReplyWithoutEndFailsAtTheCap() async throws {
        let server = RawServer { socket in
            _ = RawServer.readRequest(socket)
            RawServer.send(socket, "HTTP/1.1 200 OK\r\n\r\n")
            let part = String(repeating: "x", count: 65_536)
            while RawServer.send(socket, part) {}
        }
        let failure = await failure(live(deadlineSeconds: 5), post(server.port))
        #expect(failure?.reason == "the reply is over 1048576 bytes")
        server.stop()
    }

    @Test func aCancelledCallFailsAtOnce() async throws {
        let server = RawServer { RawServer.waitForEnd($0) }
        let outgoing = live(deadlineSeconds: 3600)
        let request = post(server.port)
        let call = Task { await failure(outgoing, request) }
        await eventually { server.accepted.load(ordering: .relaxed) == 1 }
        call.cancel()
        #expect(await call.value?.reason == "the call was cancelled")
        let never = Task { () -> OutgoingFailure? in
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure(outgoing, request)
        }
        #expect(await never.value?.reason == "the call was cancelled")
        server.stop()
    }

    @Test func manyCallsAtOnceAreAnsweredEachWithItsOwn() async throws {
        try await withServer { port, _ in
            let outgoing = live()
            await withTaskGroup(of: Bool.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let request = OutgoingRequest(
                            method: "POST", url: "http://127.0.0.1:\(port)/\(number)", body: Array("\(number)".utf8))
                        let reply = try? await outgoing.send(request)
                        return reply?.body == Array("POST /\(number) [] 127.0.0.1 \(number)".utf8)
                    }
                }
                for await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test(arguments: [
        "ftp://127.0.0.1/", "file:///etc/passwd", "//127.0.0.1/", "127.0.0.1", "", "https://", "https:///a",
        "HTTPS://api.example/", "https://evil.example/", "https://api.example.evil.example/",
        "https://169.254.169.254/",
        "https://api.example@evil.example/", "https://evil.example#@api.example/", "https://user:pw@api.example/",
        "https://api.example\\@evil.example/", "https://api.example\u{0}.evil.example/", "https://api.example /",
        "https://api.example:99999/", "https://api.example:0/", "https://api.example:x/", "https://api.example:/",
        "https://[::ffff:127.0.0.1]/", "https://0x7f000001/", "https://2130706433/", "https://api%2eexample/",
        "https://ap\u{456}.example/", "http://api.example/", "http://api.example:80/", "https://api.example/\r\nX: y",
        "https://api.example/\(String(repeating: "a", count: 8_000))",
    ])
    func anotherURLIsRefusedUnsent(url: String) async throws {
        let outgoing = Outgoing.live(
            allowedHosts: ["api.example", "localhost"], allowPlainHTTPOnLoopback: true, deadlineSeconds: 1)
        #expect(await failure(outgoing, OutgoingRequest(method: "GET", url: url))?.wasSent == false)
    }

    @Test func plainHTTPToThisMachineMustBeAllowed() async throws {
        let outgoing = Outgoing.live(allowedHosts: ["127.0.0.1"], allowPlainHTTPOnLoopback: false)
        let failure = await failure(outgoing, post(80))
        #expect(failure == OutgoingFailure(wasSent: false, reason: "plain http to 127.0.0.1 is not allowed"))
    }

    @Test(arguments: [("a\r\nb", "c"), ("a", "b\r\nc: d"), ("a", "b\0"), ("", "b"), ("a b", "c")])
    func aHeaderThatCouldSplitTheRequestIsRefusedUnsent(name: String, value: String) async throws {
        var request = post(80)
        request.headers[name] = value
        #expect(await failure(live(), request) == OutgoingFailure(wasSent: false, reason: "a header is not valid"))
    }

    @Test(arguments: ["", "get", "GET / HTTP/1.1\r\nX: y", "GET "])
    func anotherMethodIsRefusedUnsent(method: String) async throws {
        var request = post(80)
        request.method = method
        #expect(await failure(live(), request)?.wasSent == false)
    }

    @Test func anUnstubbedCallFails() async throws {
        #expect(await failure(.unstubbed, post(80))?.wasSent == false)
    }
}
