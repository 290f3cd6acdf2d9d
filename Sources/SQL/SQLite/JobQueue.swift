import Dispatch
import Foundation
import Synchronization

/// The closures that wait for database threads, and the threads' way to sleep until there is one.
final class JobQueue: Sendable {
    private struct State {
        var waiting: [any Job] = []
        var sleepingThreads = 0
        var runningThreads = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let waitingMax: Int

    init(waitingMax: Int) { self.waitingMax = waitingMax }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Starts a thread of its own that runs `work` until the queue is closed.
    func startThread(named name: String, _ work: @escaping @Sendable () -> Void) {
        state.withLock { $0.runningThreads += 1 }
        let thread = Thread { [self] in
            work()
            threadEnded()
        }
        thread.name = name
        thread.start()
    }

    /// Queues `body` and waits for its result.
    func perform<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { caller in
            let job = ClosureJob(body, for: caller)
            if let refusal = add(job) { job.finish(refusal) }
        }
    }

    private func add(_ job: any Job) -> DatabaseError? {
        var mustWake = false
        let refusal = state.withLock { state -> DatabaseError? in
            if state.isClosed { return .closed }
            if state.waiting.count >= waitingMax { return .overloaded }
            state.waiting.append(job)
            if state.sleepingThreads > 0 {
                state.sleepingThreads -= 1
                mustWake = true
            }
            return nil
        }
        if mustWake { wake.signal() }
        return refusal
    }

    /// The oldest jobs, at least one; sleeps until there are any. Nil when the queue is closed and empty.
    func take(atMost countMax: Int) -> [any Job]? {
        while true {
            let (jobs, isOver) = state.withLock { state -> ([any Job], Bool) in
                var taken: [any Job] = []
                if state.waiting.count <= countMax {
                    // Handed over whole: callers must not wait while a long queue is copied.
                    swap(&taken, &state.waiting)
                } else {
                    taken = Array(state.waiting.prefix(countMax))
                    state.waiting.removeFirst(countMax)
                }
                if taken.isEmpty && !state.isClosed { state.sleepingThreads += 1 }
                return (taken, taken.isEmpty && state.isClosed)
            }
            if isOver { return nil }
            if !jobs.isEmpty { return jobs }
            wake.wait()
        }
    }

    /// Refuses further jobs; the threads carry out those that wait and end.
    func close() {
        let sleeping = state.withLock { state -> Int in
            state.isClosed = true
            defer { state.sleepingThreads = 0 }
            return state.sleepingThreads
        }
        for _ in 0..<sleeping { wake.signal() }
    }

    /// Returns when every thread has ended and its connection is closed.
    func closeAndWait() async {
        close()
        await withCheckedContinuation { closer in
            let isOver = state.withLock { state -> Bool in
                if state.runningThreads > 0 { state.closers.append(closer) }
                return state.runningThreads == 0
            }
            if isOver { closer.resume() }
        }
    }

    private func threadEnded() {
        let closers = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.runningThreads -= 1
            guard state.runningThreads == 0 else { return [] }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }
}
