/// Why a server did not start.
public enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another program listens there: stop it or choose another port.
    case addressInUse(host: String, port: UInt16)
    /// Not an address of this machine; IPv4, IPv6 or "localhost" is expected.
    case addressInvalid(host: String)
    /// Ports below 1024 need root or CAP_NET_BIND_SERVICE.
    case permission(host: String, port: UInt16)
    /// An entry of `trusted_proxies` that is neither an address nor a network such as 10.0.0.0/8.
    case trustedProxyInvalid(String)
    /// The operating system refused something else.
    case startFailed(reason: String)

    public var description: String {
        switch self {
        case .addressInUse(let host, let port): "\(host) port \(port) is in use by another program"
        case .addressInvalid(let host): "\(host) is not an IPv4 or IPv6 address of this machine"
        case .permission(let host, let port): "no permission to listen on \(host) port \(port); use a port above 1023"
        case .trustedProxyInvalid(let entry): "trusted proxy \(entry) is not an address or a network like 10.0.0.0/8"
        case .startFailed(let reason): "the HTTP server did not start: \(reason)"
        }
    }
}
