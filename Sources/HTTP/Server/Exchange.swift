import CMicroHTTPD
import Synchronization

/// One request and its answer.
///
/// @unchecked Sendable because libmicrohttpd and the handler's task touch it only on either side of suspend and resume;
/// what both may touch is behind the lock.
final class Exchange: @unchecked Sendable {
    private enum Stage { case head, body, handling, answered }

    /// Behind the lock: who answers first, the handler, its deadline or a stop.
    private struct Turn {
        var isSuspended = false
        var response: Response?
        var task: Task<Void, Never>?
        var stream: ResponseStream?
    }

    let client: Connection
    private let connection: OpaquePointer
    private let service: Service
    private let target: [UInt8]
    private let started: Int64
    private let turn = Mutex(Turn())

    // Only libmicrohttpd's thread touches these.
    private var stage = Stage.head
    private var head: (headers: [String: String], target: Target, isHEAD: Bool)?
    private var method = ""
    private var address: IPAddress?
    private var body: [UInt8] = []
    private var received = 0
    private var refusal: Refusal?
    private var isInHand = false

    /// `target` is as it came, before libmicrohttpd decodes it in place.
    init(connection: OpaquePointer, client: Connection, service: Service, target: [UInt8]) {
        self.connection = connection
        self.client = client
        self.service = service
        self.target = target
        started = Monotonic.milliseconds
    }

    // MARK: libmicrohttpd's thread

    /// The access handler: once when the head is there, once a piece of body, once at its end, and after each resume.
    func advance(
        url: UnsafePointer<CChar>, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>,
        upload: UnsafePointer<CChar>?, count: UnsafeMutablePointer<Int>
    ) -> MHD_Result {
        switch stage {
        case .head:
            return readHead(url: url, method: method, version: version)
        case .body:
            guard count.pointee > 0, let upload else { return dispatch() }
            defer { count.pointee = 0 }
            return take(UnsafeRawBufferPointer(start: upload, count: count.pointee))
        case .handling:
            guard let response = turn.withLock({ $0.response.take() }) else { return mhd_yes }
            return answer(response)
        case .answered:
            return mhd_yes
        }
    }

    private func readHead(
        url: UnsafePointer<CChar>, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>
    ) -> MHD_Result {
        stage = .body
        // A refusal at this point closes the connection: what follows cannot be told from the next request.
        guard
            let reader = HeadReader.read(
                connection, method: method, target: url, targetCount: target.count, version: version),
            let target = Target(target)
        else { return refuse(.malformed) }
        self.method = String(cString: method)
        head = (reader.headers, target, self.method == "HEAD")
        let length = reader.headers["content-length"].flatMap { Int($0) } ?? 0
        if length > service.limits.bodyBytes {
            // A client that asks first, or sends far too much, is told at once.
            if reader.headers["expect"] != nil || length > service.limits.droppedBytes { return refuse(.tooLarge) }
            refusal = .tooLarge
        }
        if length > 0 || reader.encodings > 0 {
            client.deadline.store(started + Int64(service.limits.bodyMilliseconds), ordering: .relaxed)
        }
        return mhd_yes
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> MHD_Result {
        received += bytes.count
        if refusal == nil {
            if received > service.limits.bodyBytes {
                refusal = .tooLarge
            } else {
                let inAll = service.counters.bodyBytes.add(bytes.count, ordering: .relaxed).newValue
                body.append(contentsOf: bytes)
                if inAll > service.limits.bodyBytesInAll { refusal = .overloaded }
            }
            if refusal != nil { dropBody() }
        }
        guard received <= service.limits.droppedBytes else {
            service.counters.refuse(.tooLarge)
            return mhd_no
        }
        return mhd_yes
    }

    /// The request is whole: hands it to the handler, or answers itself.
    private func dispatch() -> MHD_Result {
        if let refusal { return refuse(refusal) }
        guard let head else { return refuse(.malformed) }
        var text = client.addressText
        if client.isTrustedProxy, let forwarded = head.headers["x-forwarded-for"],
            let origin = service.trustedProxies.client(forwardedFor: forwarded)
        {
            address = origin
            text = origin.description
        }
        if let reason = admit() { return refuse(reason) }
        let request = Request(
            method: method, path: head.target.path, query: head.target.query, headers: head.headers, body: body,
            clientAddress: text)
        dropBody()
        self.head?.headers = [:]
        stage = .handling
        client.deadline.store(
            Monotonic.milliseconds + Int64(service.limits.handlerMilliseconds), ordering: .relaxed)
        // First suspended, then handed over; under the lock, so that nobody can resume before it is suspended.
        let isSuspended = turn.withLock { turn in
            guard service.beginSuspension() else { return false }
            turn.isSuspended = true
            MHD_suspend_connection(connection)
            turn.task = Task { [self] in
                let response = await service.handler(request)
                finish(response)
            }
            return true
        }
        return isSuspended ? mhd_yes : refuse(.stopping)
    }

    private func admit() -> Refusal? {
        let inHand = service.counters.inHand.add(1, ordering: .relaxed).newValue
        guard inHand <= service.limits.exchanges else {
            service.counters.inHand.subtract(1, ordering: .relaxed)
            return .overloaded
        }
        if let address, !service.connections.enter(address, limits: service.limits) {
            service.counters.inHand.subtract(1, ordering: .relaxed)
            self.address = nil
            return .addressLimit
        }
        isInHand = true
        return nil
    }

    private func dropBody() {
        service.counters.bodyBytes.subtract(body.count, ordering: .relaxed)
        body = []
    }

    private func refuse(_ reason: Refusal) -> MHD_Result {
        service.counters.refuse(reason)
        dropBody()
        guard let response = reason.response else { return mhd_no }
        return answer(response)
    }

    private func answer(_ response: Response) -> MHD_Result {
        stage = .answered
        var response = response
        if !ResponseWriter.isSendable(response) {
            service.counters.refuse(.badAnswer)
            response = Refusal.badAnswer.response ?? response
        }
        var stream: ResponseStream?
        if case .stream = response.body, head?.isHEAD != true {
            stream = ResponseStream(
                connection: connection, client: client, service: service,
                sendsHeartbeats: ResponseWriter.isEventStream(response))
        }
        let deadline =
            stream == nil ? Monotonic.milliseconds + Int64(service.limits.answerMilliseconds) : Int64.max
        client.deadline.store(deadline, ordering: .relaxed)
        guard
            let made = ResponseWriter.make(
                response, stream: stream, closes: service.isDraining.load(ordering: .relaxed))
        else { return mhd_no }
        defer { MHD_destroy_response(made) }
        if case .stream(let chunks) = response.body, let stream {
            turn.withLock { $0.stream = stream }
            stream.start(chunks)
            // A stop that began meanwhile has not seen this stream.
            if service.isDraining.load(ordering: .sequentiallyConsistent) { stream.finish() }
        }
        service.counters.answered(response.status)
        return MHD_queue_response(connection, UInt32(response.status), made)
    }

    /// The answer is sent or the client is gone.
    func completed(isError: Bool) {
        // libmicrohttpd refused the head itself, unless the sweep has cut the connection.
        if stage == .head, isError, client.deadline.load(ordering: .relaxed) != .max {
            service.counters.refuse(.malformed)
        }
        stage = .answered
        dropBody()
        if isInHand {
            service.counters.inHand.subtract(1, ordering: .relaxed)
            if let address { service.connections.leave(address) }
        }
        turn.withLock { $0.stream }?.finish()
    }

    // MARK: Any thread

    /// Answers, if nobody has yet: the first wins, and is told.
    @discardableResult
    private func finish(_ response: Response, refusing reason: Refusal? = nil) -> Bool {
        let isFirst = turn.withLock { turn in
            guard turn.isSuspended else { return false }
            client.deadline.store(
                Monotonic.milliseconds + Int64(service.limits.answerMilliseconds), ordering: .relaxed)
            turn = Turn(response: response)
            return true
        }
        guard isFirst else { return false }
        if let reason { service.counters.refuse(reason) }
        service.endSuspension(connection)
        return true
    }

    /// Answers for a handler that is too slow or at a stop; false when there is no handler at work.
    func abandon(_ reason: Refusal) -> Bool {
        let task = turn.withLock { $0.task }
        guard let response = reason.response, finish(response, refusing: reason) else { return false }
        task?.cancel()
        return true
    }

    /// Ends the stream being sent, if any.
    func endStream() { turn.withLock { $0.stream }?.finish() }

    /// Writes a heartbeat to the stream being sent, when one is due.
    func heartbeat(now: Int64) { turn.withLock { $0.stream }?.heartbeat(now: now) }
}
