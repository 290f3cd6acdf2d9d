import Foundation
import FoundationNetworking
import Synchronization

/// Calls through one `URLSession`; the only file that knows it. What corelibs' version does differently from Apple's is
/// written where it matters.
final class URLSessionSender: Sendable {
    private let session: URLSession
    private let collector = ReplyCollector()
    private let deadline: Duration

    /// Connections kept to one host; a channel's workers are fewer.
    private static let connectionsPerHost = 16
    private static let cancelled = "the call was cancelled"

    init(deadlineSeconds: Int) {
        deadline = .seconds(deadlineSeconds)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpCookieStorage = nil
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpShouldSetCookies = false
        configuration.httpMaximumConnectionsPerHost = Self.connectionsPerHost
        // Ours comes first; the session's own time-outs are for idleness, and the one for the whole is ignored.
        configuration.timeoutIntervalForRequest = TimeInterval(deadlineSeconds + 5)
        // Redirects are refused by the session's delegate: a task's delegate is not asked.
        session = URLSession(configuration: configuration, delegate: collector, delegateQueue: nil)
    }

    func send(_ request: OutgoingRequest) async throws(OutgoingFailure) -> OutgoingReply {
        guard let url = URL(string: request.url) else {
            throw OutgoingFailure(wasSent: false, reason: "the URL is not valid")
        }
        guard !Task.isCancelled else { throw OutgoingFailure(wasSent: false, reason: Self.cancelled) }
        var call = URLRequest(url: url)
        call.httpMethod = request.method
        call.httpShouldHandleCookies = false
        for (name, value) in request.headers { call.setValue(value, forHTTPHeaderField: name) }
        if !request.body.isEmpty { call.httpBody = Data(request.body) }
        let task = session.dataTask(with: call)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let timer = Task { [collector, deadline] in
                    try? await Task.sleep(for: deadline)
                    if !Task.isCancelled { collector.fail(task, "no answer within \(deadline.components.seconds) s") }
                }
                collector.expect(task, timer: timer, continuation)
                if Task.isCancelled { collector.fail(task, Self.cancelled) } else { task.resume() }
            }
        } onCancel: {
            collector.fail(task, Self.cancelled)
        }
        return try result.get()
    }
}

/// Puts replies together; each ends once, with a reply or a failure, whatever the session says later.
private final class ReplyCollector: NSObject, URLSessionDataDelegate {
    typealias Continuation = CheckedContinuation<Result<OutgoingReply, OutgoingFailure>, Never>

    private struct Pending {
        let timer: Task<Void, Never>
        let continuation: Continuation
        var reply: OutgoingReply?
    }
    private let pending = Mutex<[Int: Pending]>([:])

    func expect(_ task: URLSessionTask, timer: Task<Void, Never>, _ continuation: Continuation) {
        pending.withLock { $0[task.taskIdentifier] = Pending(timer: timer, continuation: continuation) }
    }

    /// Ends a call that has no whole answer, and stops its task.
    func fail(_ task: URLSessionTask, _ reason: String, didConnect: Bool = true) {
        // Only bytes of a body are counted: of a call without one only a failed connection is known not to be sent.
        let hasBody = task.originalRequest?.httpBody?.isEmpty == false
        let wasSent = hasBody ? task.countOfBytesSent > 0 : didConnect
        end(task, .failure(OutgoingFailure(wasSent: wasSent, reason: reason)))
        task.cancel()
    }

    private func end(_ task: URLSessionTask, _ result: Result<OutgoingReply, OutgoingFailure>) {
        guard let ended = pending.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        ended.timer.cancel()
        ended.continuation.resume(returning: result)
    }

    // Following a redirect would send the token in the headers to another host.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        // Cancelling does not stop a fast sender, so that the announced length is looked at before anything is read.
        guard let response = response as? HTTPURLResponse, response.expectedContentLength <= Outgoing.replyBytes else {
            completionHandler(.cancel)
            fail(dataTask, "the reply is over \(Outgoing.replyBytes) bytes")
            return
        }
        var headers: [String: String] = [:]
        for case (let name as String, let value as String) in response.allHeaderFields {
            headers[name.lowercased()] = value
        }
        let reply = OutgoingReply(status: response.statusCode, headers: headers)
        pending.withLock { $0[dataTask.taskIdentifier]?.reply = reply }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = pending.withLock { pending in
            guard let count = pending[dataTask.taskIdentifier]?.reply?.body.count else { return false }
            guard count + data.count <= Outgoing.replyBytes else { return true }
            pending[dataTask.taskIdentifier]?.reply?.body.append(contentsOf: data)
            return false
        }
        if isTooLong { fail(dataTask, "the reply is over \(Outgoing.replyBytes) bytes") }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let error {
            let code = (error as? URLError)?.code
            let isUnconnected = code == .cannotConnectToHost || code == .cannotFindHost || code == .dnsLookupFailed
            let number = (error as NSError).code
            fail(
                task, isUnconnected ? "no connection (\(number))" : "the connection failed (\(number))",
                didConnect: !isUnconnected)
        } else if let reply = pending.withLock({ $0[task.taskIdentifier]?.reply }) {
            end(task, .success(reply))
        } else {
            fail(task, "the answer could not be read")
        }
    }
}
