import CMicroHTTPD

/// Makes libmicrohttpd's form of a response.
enum ResponseWriter {
    /// False for a status outside 200 to 599, a header name that is no token, and a value with control characters:
    /// sending CR or LF would let whoever chose the value write headers or a whole answer of his own.
    static func isSendable(_ response: Response) -> Bool {
        (200...599).contains(response.status)
            && response.headers.allSatisfy { header in
                !header.name.isEmpty && header.name.utf8.allSatisfy(HeadReader.isToken)
                    && header.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
            }
    }

    static func isEventStream(_ response: Response) -> Bool {
        response.headers.contains {
            $0.name.lowercased() == "content-type" && $0.value.lowercased().hasPrefix("text/event-stream")
        }
    }

    /// The response for `MHD_queue_response`, nil when there is no memory; the caller destroys it. `stream` is where a
    /// streamed body comes from, kept until libmicrohttpd lets go; after an answer that `closes` the connection ends.
    static func make(_ response: Response, stream: ResponseStream?, closes: Bool) -> OpaquePointer? {
        let made: OpaquePointer?
        switch response.body {
        case .bytes(let bytes):
            // libmicrohttpd copies them.
            made = bytes.withUnsafeBytes {
                MHD_create_response_from_buffer(
                    $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), mhd_copy)
            }
        case .stream:
            let context = stream.map { Unmanaged.passRetained($0).toOpaque() }
            made = MHD_create_response_from_callback(mhd_size_unknown, blockBytes, streamRead, context, streamReleased)
            if made == nil { streamReleased(context) }
        }
        guard let made else { return nil }
        for header in response.headers where !isOurs(header.name) {
            MHD_add_response_header(made, header.name, header.value)
        }
        MHD_add_response_header(made, "X-Content-Type-Options", "nosniff")
        if closes { MHD_add_response_header(made, "Connection", "close") }
        return made
    }

    /// libmicrohttpd's buffer for a stream without chunks (HTTP/1.0).
    private static let blockBytes = 4096

    private static func isOurs(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4, 10, 14, 17, 22:
            [
                "date", "connection", "keep-alive", "content-length", "transfer-encoding", "x-content-type-options",
            ].contains(name.lowercased())
        default: false
        }
    }
}

private func streamRead(
    context: UnsafeMutableRawPointer?, position: UInt64, target: UnsafeMutablePointer<CChar>?, count: Int
) -> Int {
    guard let context, let target else { return mhd_end_of_stream }
    return Unmanaged<ResponseStream>.fromOpaque(context).takeUnretainedValue().read(into: target, count: count)
}

private func streamReleased(_ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<ResponseStream>.fromOpaque(context).release()
}
