import Glibc
import HTTP
import Testing

@Suite struct AddressTests {
    /// Proxies at 127.0.0.1, 10.0.0.0/8, fd00::/9 and 198.51.100.0/25.
    @Test(arguments: [
        ("203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("evil, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("203.0.113.9,10.1.2.3 ,\t10.4.5.6", "203.0.113.9"),
        ("10.9.9.9, 10.1.2.3", "10.9.9.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("2001:0DB8:0::7", "2001:db8::7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, fd00::1", "203.0.113.9"),
        ("203.0.113.9, fd7f:ffff::1", "203.0.113.9"),
        ("203.0.113.9, fd80::1", "fd80::1"),
        ("203.0.113.9, 198.51.100.127", "203.0.113.9"),
        ("203.0.113.9, 198.51.100.128", "198.51.100.128"),
        ("203.0.113.9, ::ffff:10.0.0.1", "203.0.113.9"),
        // Nothing to be believed: the peer.
        ("", "127.0.0.1"), (",", "127.0.0.1"), ("unknown", "127.0.0.1"), ("_hidden", "127.0.0.1"),
        ("203.0.113.9, nonsense", "127.0.0.1"), ("203.0.113.9, ", "127.0.0.1"),
        ("nonsense, 10.0.0.1", "127.0.0.1"), ("203.0.113.256", "127.0.0.1"), ("203.0.113", "127.0.0.1"),
        ("203.0.113.9 203.0.113.8", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("fe80::1%eth0", "127.0.0.1"),
        ("[203.0.113.9", "127.0.0.1"), ("1:2:3", "127.0.0.1"),
    ])
    func behindATrustedProxyTheLastUntrustedAddressIsTheClient(forwarded: String, client: String) async throws {
        try await withServer(
            trustedProxies: ["127.0.0.1", "10.0.0.0/8", "fd00::/9", "198.51.100.0/25"],
            handler: { .text($0.clientAddress) }
        ) { port, _ in
            let connection = try RawClient(port: port)
            await connection.send("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: \(forwarded)\r\n\r\n")
            #expect(try await connection.readReply().text == client)
        }
    }

    @Test func severalHeadersAreOneList() async throws {
        try await withServer(trustedProxies: ["127.0.0.0/8"], handler: { .text($0.clientAddress) }) { port, _ in
            let client = try RawClient(port: port)
            await client.send(
                "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.1\r\nX-Forwarded-For: 203.0.113.2\r\n\r\n")
            #expect(try await client.readReply().text == "203.0.113.2")
        }
    }

    @Test(arguments: [[], ["10.0.0.0/8"], ["127.0.0.2"], ["127.0.0.2/32"], ["::1"]])
    func nobodyElseIsBelieved(trusted: [String]) async throws {
        try await withServer(trustedProxies: trusted, handler: { .text($0.clientAddress) }) { port, _ in
            let client = try RawClient(port: port)
            await client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n")
            #expect(try await client.readReply().text == "127.0.0.1")
        }
    }

    @Test(arguments: [["0.0.0.0/0"], ["::/0"], ["::ffff:127.0.0.1"], ["::ffff:127.0.0.0/104"], ["127.0.0.1/32"]])
    func networksOfEverySizeAreBelieved(trusted: [String]) async throws {
        try await withServer(trustedProxies: trusted, handler: { .text($0.clientAddress) }) { port, _ in
            let client = try RawClient(port: port)
            await client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n")
            #expect(try await client.readReply().text == "203.0.113.9")
        }
    }

    @Test(arguments: [
        "", "localhost", "proxy.example", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8",
        "10.0.0/8", "10.0.0.0/8/8", "10.0.0.0/x",
    ])
    func aTrustedProxyThatIsNoAddressStopsTheStart(entry: String) {
        let server = Server(host: "127.0.0.1", port: 0, trustedProxies: [entry], handler: echo)
        #expect(throws: ServerError.trustedProxyInvalid(entry)) { try server.start() }
    }

    @Test(arguments: ["127.0.0.1", "localhost", "::1", "::", "0.0.0.0"])
    func listensOnAddressesOfBothKinds(host: String) async throws {
        let server = Server(host: host, port: 0, handler: { .text($0.clientAddress) })
        let port: UInt16
        do { port = try server.start() } catch ServerError.addressInvalid where host.contains(":") {
            return  // A machine without IPv6.
        }
        #expect(port > 0)
        if host != "::1" {
            let client = try RawClient(port: port)
            await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try await client.readReply().text == "127.0.0.1")
        }
        await server.stop()
    }

    @Test(arguments: ["", "example.org", "127.0.0.256", "127.1", "[::1]", "::1%lo", "192.0.2.1", "2001:db8::1"])
    func anAddressThatIsNotOursStopsTheStart(host: String) {
        let server = Server(host: host, port: 0, handler: echo)
        #expect(throws: ServerError.addressInvalid(host: host)) { try server.start() }
    }

    @Test func aPortInUseStopsTheStartAndTheServerMayTryAgain() async throws {
        try await withServer { port, _ in
            let second = Server(host: "127.0.0.1", port: port, handler: echo)
            for _ in 0..<2 {
                #expect(throws: ServerError.addressInUse(host: "127.0.0.1", port: port)) { try second.start() }
            }
            await second.stop()
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may use every port"))
    func aPortForRootStopsTheStart() {
        let server = Server(host: "127.0.0.1", port: 1022, handler: echo)
        #expect(throws: ServerError.permission(host: "127.0.0.1", port: 1022)) { try server.start() }
    }

    @Test(arguments: [
        (ServerError.addressInUse(host: "::1", port: 80), "::1 port 80 is in use by another program"),
        (.trustedProxyInvalid("x"), "trusted proxy x is not an address or a network like 10.0.0.0/8"),
        (.startFailed(reason: "y"), "the HTTP server did not start: y"),
    ])
    func errorsSayWhatTheOperatorCanDo(error: ServerError, text: String) { #expect("\(error)" == text) }
}
