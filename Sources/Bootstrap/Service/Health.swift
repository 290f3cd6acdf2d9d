import Foundation
import HTTP
import Knowledge
import Messaging
import Routing
import Storage

/// The deep health: what an operator must act on, each with a sentence. Ready means: messages are taken and answered.
struct Health: Sendable {
    /// An event that has waited this long for an answer means that the answering loop is stuck.
    static let inboxAgeSeconds: Int64 = 30
    /// A message that has waited this long to be sent means that a platform or a token is at fault.
    static let outboxAgeSeconds: Int64 = 300
    /// Less free disk than this and the database may soon not take a message.
    static let freeDiskBytes: Int64 = 512 << 20

    let store: Store
    let path: MessagePath
    let knowledge: KnowledgeInForce
    let channels: [ChannelID]
    let disk: DatabaseDisk
    let clock: WallClock

    struct Report: Codable {
        var ready = true
        var problems: [String] = []
        var warnings: [String] = []
        var inbox = 0
        var outbox = 0
        var deadLetters = 0
        var knowledge: String?
    }

    func response() async -> Response {
        let report = await report()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let body = try? encoder.encode(report) else { return .text("not ready\n", status: 503) }
        return .bytes([UInt8](body) + [10], type: "application/json", status: report.ready ? 200 : 503)
    }

    func report() async -> Report {
        var report = Report()
        let now = clock.now()
        do {
            let backlog = try await store.backlog()
            report.inbox = backlog.inbox
            report.outbox = backlog.outbox
            report.deadLetters = backlog.deadLetters
            if let oldest = backlog.oldestInbox, now.millisecondsSince(oldest) > Self.inboxAgeSeconds * 1000 {
                report.problems.append("events wait for an answer since \(now.millisecondsSince(oldest) / 1000) s")
            }
            if let oldest = backlog.oldestOutbox, now.millisecondsSince(oldest) > Self.outboxAgeSeconds * 1000 {
                report.warnings.append("messages wait to be sent since \(now.millisecondsSince(oldest) / 1000) s")
            }
            if backlog.deadLetters > 0 {
                report.warnings.append("\(backlog.deadLetters) dead letters: see `switchboard dead list`")
            }
        } catch {
            report.problems.append("the database does not answer: \(error)")
        }
        for channel in channels {
            let token = await path.tokenStatus(of: channel)
            if token.isRefused { report.warnings.append("channel \(channel) has no usable token: connect it") }
            if let until = path.heldUntil(channel) {
                let seconds = max(1, until.millisecondsSince(now) / 1000)
                report.warnings.append(
                    "channel \(channel) is held for \(seconds) s: it is throttled, refused or does not answer")
            }
        }
        report.knowledge = knowledge.current?.hash
        if knowledge.current == nil {
            report.warnings.append("Intents/ is unusable: only the last-resort text is sent")
        }
        if let free = disk.freeBytes, free < Self.freeDiskBytes {
            report.problems.append("the disk of the database has only \(free >> 20) MiB left")
        }
        report.ready = report.problems.isEmpty
        return report
    }
}
