/// A closure that waits for a database thread, with the caller that waits for its result.
protocol Job: AnyObject, Sendable {
    /// Runs the closure and keeps its result; returns the error it threw. A job may be run again.
    func run(_ transaction: Transaction) -> (any Error)?
    /// Tells the caller: its own error, else `failure`, else the result.
    func finish(_ failure: DatabaseError?)
}

/// `@unchecked Sendable` because the caller touches it until it is queued, and one database thread from then on.
final class ClosureJob<Output: Sendable>: Job, @unchecked Sendable {
    private let body: @Sendable (Transaction) throws -> Output
    private let caller: CheckedContinuation<Output, any Error>
    private var result: Result<Output, any Error>?

    init(
        _ body: @escaping @Sendable (Transaction) throws -> Output, for caller: CheckedContinuation<Output, any Error>
    ) {
        self.body = body
        self.caller = caller
    }

    func run(_ transaction: Transaction) -> (any Error)? {
        do {
            result = .success(try body(transaction))
            return nil
        } catch {
            result = .failure(error)
            return error
        }
    }

    func finish(_ failure: DatabaseError?) {
        switch result {
        case .failure(let error): caller.resume(throwing: error)
        case .success(let output) where failure == nil: caller.resume(returning: output)
        default: caller.resume(throwing: failure ?? .closed)
        }
    }
}
