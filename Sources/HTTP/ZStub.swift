public struct OutgoingRequest: Sendable { public let method: String; public let url: String; public let headers: [String: String]; public let body: [UInt8]
 public init(method: String, url: String, headers: [String: String] = [:], body: [UInt8] = []) { self.method = method; self.url = url; self.headers = headers; self.body = body } }
public struct OutgoingReply: Sendable { public let status: Int; public let headers: [String: String]; public let body: [UInt8] }
public struct OutgoingFailure: Error, Sendable { public let wasSent: Bool; public let reason: String }
public struct Outgoing: Sendable { public let send: @Sendable (OutgoingRequest) async throws(OutgoingFailure) -> OutgoingReply
 public static func live(allowedHosts: [String], allowPlainHTTPOnLoopback: Bool, deadlineSeconds: Int = 10) -> Outgoing { Outgoing(send: { (r: OutgoingRequest) async throws(OutgoingFailure) -> OutgoingReply in throw OutgoingFailure(wasSent: false, reason: "") }) } }
public struct Breaker: Sendable { public init() {}; public func allows(atMilliseconds: Int64) -> Bool { true }; public var nextProbeMilliseconds: Int64? { nil }; public mutating func begin(atMilliseconds: Int64) -> Bool { true }; public mutating func record(answered: Bool, atMilliseconds: Int64) {} }
