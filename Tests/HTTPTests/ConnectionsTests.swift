import Testing

@testable import HTTP

@Suite struct ConnectionsTests {
    private func connection(_ socket: Int32, _ address: String = "192.0.2.1", trusted: Bool = false) throws
        -> Connection
    {
        Connection(
            socket: socket, address: try #require(IPAddress(address)), isTrustedProxy: trusted, headMilliseconds: 1)
    }

    private var limits: ServerLimits {
        var limits = ServerLimits()
        limits.connections = 500
        limits.connectionsPerAddress = 500
        return limits
    }

    @Test func noDaemonEverHasAsManyAsMakeItWaitForMoreEvents() throws {
        let connections = Connections(threads: 2, daemons: 4)
        var counts = [0, 0, 0, 0]
        for socket in 0..<500 as Range<Int32> {
            guard case .daemon(let daemon) = connections.add(try connection(socket), limits: limits) else {
                Issue.record("refused")
                return
            }
            counts[daemon] += 1
            if socket == 199 { #expect(counts == [100, 100, 0, 0]) }
        }
        #expect(counts == [126, 126, 126, 122])
        #expect(connections.add(try connection(500), limits: limits) == .refused(.connectionLimit))
        #expect(connections.count == 500)
    }

    @Test func aPlaceThatIsLeftIsTakenAgain() throws {
        let connections = Connections(threads: 1, daemons: 2)
        let all = try (0..<127 as Range<Int32>).map { try connection($0) }
        for one in all { _ = connections.add(one, limits: limits) }
        connections.remove(all[0])
        connections.remove(all[0])
        #expect(connections.add(try connection(200), limits: limits) == .daemon(0))
        #expect(connections.add(try connection(201), limits: limits) == .daemon(1))
    }

    @Test func aTrustedProxyHasNoShareAndOthersDo() throws {
        var few = limits
        few.connectionsPerAddress = 1
        let connections = Connections(threads: 1, daemons: 1)
        for socket in 0..<5 as Range<Int32> {
            #expect(connections.add(try connection(socket, "10.0.0.1", trusted: true), limits: few) == .daemon(0))
        }
        let first = try connection(10)
        #expect(connections.add(first, limits: few) == .daemon(0))
        #expect(connections.add(try connection(11), limits: few) == .refused(.addressLimit))
        #expect(connections.add(try connection(12, "192.0.2.2"), limits: few) == .daemon(0))
        connections.remove(first)
        #expect(connections.add(try connection(13), limits: few) == .daemon(0))
    }

    @Test func aSocketThatBelongsToAnotherIsNotCut() throws {
        let connections = Connections(threads: 1, daemons: 1)
        let gone = try connection(-7)
        _ = connections.add(gone, limits: limits)
        connections.remove(gone)
        let next = try connection(-7)
        _ = connections.add(next, limits: limits)
        #expect(connections.find(socket: -7) === next)
        connections.cut(gone)
        #expect(connections.count == 1)
    }
}
