import Foundation
import HTTP
import Messaging
import Storage
import Testing

@testable import Routing

/// Requests to delete somebody's data that a platform passes on.
@Suite struct DeletionRequestTests {
    private let everything = TicketScope(department: nil, seesConfidential: true, agent: AgentID(0))

    private func call(
        _ service: Service, _ method: String, _ body: String = "", channel: String = "test", code: String? = nil
    ) async -> (status: Int, text: String) {
        let response = await service.path.routes.respond(
            to: Request(
                method: method, path: "/webhooks/\(channel)/deletion", query: code.map { [("code", $0)] } ?? [],
                body: Array(body.utf8)))
        guard case .bytes(let bytes) = response.body else { return (response.status, "") }
        return (response.status, String(decoding: bytes, as: UTF8.self))
    }

    private func confirmation(_ text: String) throws -> (url: String, code: String) {
        let answer = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        return (try #require(answer["url"]), try #require(answer["confirmation_code"]))
    }

    @Test func aRequestIsATicketOfTheOfficersAndItsStateCanBeRead() async throws {
        let service = try await Service()
        let answer = await call(service, "POST", "good:218471")
        #expect(answer.status == 200)
        let (url, code) = try confirmation(answer.text)
        #expect(url == "https://1022.test/webhooks/test/deletion?code=\(code)")
        let tickets = try await service.store.queue(everything)
        #expect(tickets.map(\.kind) == [.dataProtection])
        let history = try await service.store.history(of: try #require(tickets.first).conversation, everything)
        #expect(history.contains { $0.body.text == "contact.asked-deletion" })
        let state = await call(service, "GET", code: code)
        #expect(state.status == 200 && state.text.contains("DU LIEU") && state.text.contains("is registered"))
        await service.stop()
    }

    @Test func askedAgainItIsTheSameRequest() async throws {
        let service = try await Service()
        let first = await call(service, "POST", "good:1")
        #expect(await call(service, "POST", "good:1").text == first.text)
        _ = await call(service, "POST", "good:2")
        #expect(try await service.store.queue(everything).count == 2)
        await service.stop()
    }

    @Test(arguments: ["", "bad:1", "signed_request=x"]) func aForgedRequestKeepsNothing(body: String) async throws {
        let service = try await Service()
        #expect(await call(service, "POST", body).status == 401)
        #expect(try await service.store.queue(everything).isEmpty)
        await service.stop()
    }

    @Test func aTicketsCodeAloneTellsNothing() async throws {
        let service = try await Service()
        let (_, code) = try confirmation(await call(service, "POST", "good:1").text)
        let ticket = try #require(try await service.store.queue(everything).first)
        for wrong in [ticket.code, "", code + "0", String(code.dropLast()), ticket.code + "-0011223344556677", "é-1"] {
            #expect(await call(service, "GET", code: wrong).status == 404)
        }
        #expect(await call(service, "GET").status == 404)
        await service.stop()
    }

    @Test func aChannelThatHasNoSuchCallbackIsNotFound() async throws {
        let service = try await Service()
        #expect(await call(service, "POST", "good:1", channel: "other").status == 404)
        await service.stop()
    }

    @Test func whenNothingCanBeKeptThePlatformIsAskedToTryAgain() async throws {
        let service = try await Service()
        await service.store.close()
        #expect(await call(service, "POST", "good:1").status == 503)
        await service.stop()
    }
}
