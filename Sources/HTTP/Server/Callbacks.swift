import CMicroHTTPD
import Glibc

// libmicrohttpd's callbacks. Global functions, since a closure written in an isolated context would trap when a thread
// of C calls it. `context` is the Service, which outlives its daemons.

func connectionChanged(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    socketContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, code: MHD_ConnectionNotificationCode
) {
    guard let service = service(context), let connection, let socketContext else { return }
    if code == mhd_started {
        guard let client = service.connections.find(socket: mhd_socket(connection)) else { return }
        socketContext.pointee = Unmanaged.passRetained(client).toOpaque()
    } else if let pointer = socketContext.pointee {
        socketContext.pointee = nil
        service.connections.remove(Unmanaged<Connection>.fromOpaque(pointer).takeRetainedValue())
    }
}

/// The request line has arrived; what is returned comes back with every further call for this request.
func targetArrived(
    context: UnsafeMutableRawPointer?, target: UnsafePointer<CChar>?, connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let service = service(context), let connection, let target,
        let pointer = mhd_socket_context(connection)
    else { return nil }
    let client = Unmanaged<Connection>.fromOpaque(pointer).takeUnretainedValue()
    let bytes = UnsafeBufferPointer(start: target, count: strlen(target)).map { UInt8(bitPattern: $0) }
    let exchange = Exchange(connection: connection, client: client, service: service, target: bytes)
    service.begin(exchange)
    return Unmanaged.passRetained(exchange).toOpaque()
}

func requestAdvanced(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, upload: UnsafePointer<CChar>?,
    count: UnsafeMutablePointer<Int>?, exchange: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let pointer = exchange?.pointee, let url, let method, let version, let count else { return mhd_no }
    return Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue().advance(
        url: url, method: method, version: version, upload: upload, count: count)
}

func requestCompleted(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    exchange: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, code: MHD_RequestTerminationCode
) {
    guard let service = service(context), let pointer = exchange?.pointee else { return }
    exchange?.pointee = nil
    service.end(Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue(), isError: code == mhd_error)
}

private func service(_ context: UnsafeMutableRawPointer?) -> Service? {
    context.map { Unmanaged<Service>.fromOpaque($0).takeUnretainedValue() }
}
