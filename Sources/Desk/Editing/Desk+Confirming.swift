import Crypto
import HTTP
import Knowledge
import Messaging
import Storage
import Telemetry

/// Answers that somebody must confirm, and their confirmation.
extension Desk {
    func confirmationsPage(_ visit: Visit, _ editing: DeskEditing) async throws(StorageError) -> Response {
        let list = editing.knowledge.current.map {
            Confirmations($0, days: DeskLimits.confirmedDays, endedDays: DeskLimits.endedDays)
        }
        return .html(Page(desk: self, visit: visit).confirmations(list, editing.knowledge.current))
    }

    /// Writes today's date into the entry, and nothing else, the way everything is published. It needs no second person,
    /// but the text must be the one that was on the page.
    func confirm(
        _ visit: Visit, _ editing: DeskEditing, _ work: EntryWork
    ) async throws(StorageError) -> Response {
        guard let opened = work.opened, let day = editing.knowledge.current?.day else {
            return refuse(.conflict(visit.say(.conflictGone)), visit.guest)
        }
        var entry = opened.draft
        entry.confirmed = day.description
        let confirmation = work.with(
            EntryWork.Kept(entry: entry, file: opened.file, base: opened.draft, baseMark: work.mark), saved: visit.now)
        let review: PublishReview
        switch try await self.review(visit, editing, confirmation) {
        case .failure(let refusal): return refuse(refusal, visit.guest)
        case .success(let found): review = found
        }
        if review.report.isBlocked {
            return .html(Page(desk: self, visit: visit).publish(confirmation, review, message: nil), status: 409)
        }
        // What else has changed on the disk since the page was made is what the visitor has not seen.
        guard let intent = review.proposal.loaded.set?.intent(work.id), review.needed.isEmpty,
            visit.fields["seen"] == Self.confirmedText(intent)
        else { return refuse(.conflict(visit.say(.confirmOld)), visit.guest) }
        if entry != opened.draft {
            let publication = Publication(writer: visit.agent.id, action: "confirm")
            if let refusal = try await bringIntoForce(review, publication, visit, editing) {
                return refuse(refusal, visit.guest)
            }
        }
        return .redirect(to: "/desk/confirmations?done=confirmed&entry=\(work.id)")
    }

    /// Names what is confirmed: the texts, their source and their days.
    static func confirmedText(_ intent: Intent) -> String {
        var parts = intent.answers?.wordings.map { "\($0.language) \($0.text)" } ?? []
        parts += [
            intent.source.map { "\($0.title) \($0.issued?.description ?? "")" } ?? "",
            intent.validity.from?.description ?? "", intent.validity.until?.description ?? "",
        ]
        return Hex.encode(SHA256.hash(Array(parts.joined(separator: "\n\n").utf8)))
    }
}
