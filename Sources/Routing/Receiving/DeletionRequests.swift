import Foundation
import HTTP
import Messaging
import Storage
import Telemetry

/// Requests to delete somebody's data that a platform passes on (Facebook's data-deletion callback). Each becomes a ticket
/// of the kind data protection: a person carries it out. The platform is given where its state can be read.
struct DeletionRequests: Sendable {
    /// The contact that such a request is kept under: the platform names the person by another id than in the chat.
    private static let contactPrefix = "deletion:"

    let channels: [String: Channel]
    let store: Store
    let settings: AnsweringSettings
    /// Where this service is reached from outside, without a slash at the end.
    let publicURL: String
    /// The unit that gets the ticket.
    let department: @Sendable () -> DepartmentID
    let clock: WallClock
    let random: RandomSource
    let logger: Logger

    var routes: Routes {
        var routes = Routes()
        routes.on("POST", "/webhooks/:channel/deletion") { await receive($0) }
        routes.on("GET", "/webhooks/:channel/deletion") { await tellState($0) }
        return routes
    }

    private func receive(_ request: Request) async -> Response {
        guard let channel = request.parameters["channel"].flatMap({ channels[$0] }),
            let adapter = channel.adapter as? any DeletionRequesting
        else { return .text("unknown channel\n", status: 404) }
        guard let wanted = adapter.deletionRequest(request.body) else {
            logger.notice("deletion request refused", .id("channel", channel.id))
            return .text("unauthorized\n", status: 401)
        }
        do {
            guard let code = try await record(wanted, on: channel.id) else { return .text("try again\n", status: 503) }
            let confirmation = store.confirmation(of: code)
            let answer = [
                "url": "\(publicURL)/webhooks/\(channel.id)/deletion?code=\(confirmation)",
                "confirmation_code": confirmation,
            ]
            let encoder = JSONEncoder()
            // The same request gets the same bytes.
            encoder.outputFormatting = .sortedKeys
            return .bytes([UInt8](try encoder.encode(answer)), type: "application/json")
        } catch {
            logger.error("deletion request could not be kept", .id("channel", channel.id), .reason("\(error)"))
            return .text("try again\n", status: 503)
        }
    }

    /// The code of the ticket; of the open one, when the same person asks again. Nil: somebody else changed it meanwhile.
    private func record(_ wanted: DeletionRequest, on channel: ChannelID) async throws(StorageError) -> String? {
        let contact = ContactKey(Self.contactPrefix + wanted.person)
        let now = clock.now()
        let found = try await store.conversations(with: [(channel, contact)], now: now)
        guard let conversation = found.first else { return nil }
        if let open = conversation.openTickets.last { return open.code }
        var outcome = Outcome(conversation: conversation.id, generation: conversation.generation, now: now)
        outcome.history = ["contact.asked-deletion"]
        outcome.ticket = .open(
            NewTicket(
                codes: TicketCode.candidates(prefix: settings.ticketPrefix, random: random), department: department(),
                priority: .normal, kind: .dataProtection, intent: nil, topic: nil, language: nil,
                facts: TicketFacts(), missing: [], factID: random.bytes(16)))
        guard case .done = try await store.settle([outcome]).first else { return nil }
        return try await store.conversation(conversation.id)?.openTickets.last?.code
    }

    private func tellState(_ request: Request) async -> Response {
        guard let code = request.queryValue("code"),
            let found = try? await store.dataRequest(confirmedBy: code)
        else {
            return .text("Không có yêu cầu nào với mã này.\nThere is no request with this code.\n", status: 404)
        }
        return .text(
            found.closed == nil
                ? """
                Yêu cầu xóa dữ liệu \(code) đã được ghi nhận, cán bộ phụ trách đang xử lý.
                Facebook không cho biết cuộc trò chuyện nào là của anh/chị: xin nhắn DU LIEU trong chính cuộc trò chuyện với 1022 để được xóa đúng dữ liệu.

                Your request \(code) to delete your data is registered; an officer is working on it.
                Facebook does not tell us which conversation is yours: please write DU LIEU in your chat with 1022, so that the right data are deleted.

                """
                : """
                Yêu cầu xóa dữ liệu \(code) đã được cán bộ phụ trách xử lý xong.

                Your request \(code) to delete your data has been dealt with by the officer in charge.

                """)
    }
}
