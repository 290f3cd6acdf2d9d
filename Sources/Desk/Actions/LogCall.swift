import Crypto
import HTTP
import Messaging
import Storage

extension Desk {
    /// A telephone call as a ticket like any other; the agent who took it holds it.
    func logCall(_ visit: Visit) async throws(StorageError) -> Response {
        guard let key = IdempotencyKey(visit.fields["key"]) else { return refuse(.unreadable, visit.guest) }
        guard let number = Self.phoneNumber(visit.fields["number"]) else {
            return callForm(visit, message: visit.say(.callNumberWrong), status: 422)
        }
        guard let text = TypedText(visit.fields["text"]) else {
            return callForm(visit, message: visit.say(.callTextMissing), status: 422)
        }
        let ticket = newTicket(visit, number: number, key: key)
        let id: TicketID
        do {
            id = try await store.logCall(
                number: number, name: TypedText(line: visit.fields["name"])?.text, text: text.text, ticket: ticket,
                by: visit.agent.id, now: visit.now)
        } catch .conflict {
            // The form's key is the request's own number: it is taken when the form was sent before.
            return callForm(visit, message: visit.say(.callTwice), status: 409)
        }
        return finish(visit, id, .logged)
    }

    private func newTicket(_ visit: Visit, number: String, key: IdempotencyKey) -> NewTicket {
        let departments = knowledge.departments()
        let department = departments.first { $0.id.rawValue == visit.fields["department"] } ?? departments.first
        let entry = knowledge.answers("", visit.language.rawValue).first { $0.id == visit.fields["intent"] }
        let priority = Self.priority(visit.fields["priority"])
        var facts = ["phone": number]
        facts["place"] = TypedText(line: visit.fields["place"])?.text
        return NewTicket(
            codes: TicketCode.candidates(prefix: settings.ticketPrefix, random: random),
            department: department?.id ?? DepartmentID(settings.ticketPrefix), priority: priority.priority,
            kind: priority.kind, intent: entry?.id, topic: entry?.topic, language: "vi",
            facts: TicketFacts(facts, ward: facts["place"].flatMap { knowledge.ward($0) }),
            missing: facts["place"] == nil ? ["place"] : [], factID: key.bytes)
    }

    /// Priorities of the form, and the kind of request that statistics see in them, as for messages.
    private static func priority(_ field: String) -> (priority: TicketPriority, kind: RequestKind) {
        switch field {
        case "emergency": (.emergency, .emergency)
        case "urgent": (.urgent, .help)
        default: (.normal, .information)
        }
    }

    /// The digits of a number, with a leading plus; "0909 123 456" and "0909.123.456" are the same caller.
    static func phoneNumber(_ typed: String) -> String? {
        let digits = typed.filter { $0.isASCII && $0.isNumber }
        let others = typed.filter { !($0.isASCII && $0.isNumber) && !" .-()+".contains($0) }
        guard others.isEmpty, (3...15).contains(digits.count) else { return nil }
        return typed.drop { $0 == " " }.hasPrefix("+") ? "+\(digits)" : digits
    }
}
