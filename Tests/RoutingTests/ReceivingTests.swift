import HTTP
import Messaging
import Storage
import Testing

@testable import Routing

@Suite struct ReceivingTests {
    @Test func anUnknownChannelIsNotFound() async throws {
        let service = try await Service()
        #expect(await service.post(service.line("an", "1", "chào"), channel: "other") == 404)
        await service.stop()
    }

    @Test func theHandshakeIsAnsweredAndAnotherGetIsNotAllowed() async throws {
        let service = try await Service()
        let answered = await service.response("GET", query: [("challenge", "c123")])
        #expect(answered.status == 200)
        #expect(answered.bytes == Array("c123".utf8))
        #expect(await service.response("GET").status == 405)
        #expect(await service.response("PUT").status == 405)
        await service.stop()
    }

    @Test func aForgedWebhookIsRefusedAndKeepsNothing() async throws {
        let service = try await Service()
        #expect(await service.post(service.line("an", "1", "khó thở"), signature: "forged") == 401)
        #expect(await service.post(service.line("an", "1", "khó thở"), signature: "") == 401)
        #expect(try await service.store.acceptedEvents() == 0)
        await service.stop()
    }

    @Test(arguments: ["", "one;two", "an;1;not a time;text;chào", "an;1;99999999999999999999;text;chào"])
    func aSignedBodyThatCannotBeReadIsRefused(body: String) async throws {
        let service = try await Service()
        #expect(await service.post(body) == 400)
        #expect(try await service.store.acceptedEvents() == 0)
        await service.stop()
    }

    @Test func whenNothingCanBeStoredThePlatformIsAskedToTryAgain() async throws {
        let service = try await Service()
        await service.store.close()
        #expect(await service.post(service.line("an", "1", "chào")) == 503)
        await service.stop()
    }

    @Test func whatWasAcknowledgedIsOnDiskAlready() async throws {
        let service = try await Service()
        #expect(await service.post(service.line("an", "1", "chào")) == 200)
        #expect(try await service.store.acceptedEvents() == 1)
        await service.stop()
    }

    @Test func aRepeatedWebhookIsAcknowledgedAndActsOnce() async throws {
        let service = try await Service(quietMilliseconds: 0)
        let line = service.line("an", "1", "nhà em hết gạo rồi")
        for _ in 0..<3 { #expect(await service.post(line) == 200) }
        try await service.untilSent()
        #expect(await service.post(line) == 200)
        try await service.untilSent()
        #expect(try await service.store.acceptedEvents() == 1)
        #expect(service.platform.texts.filter { $0.contains("1022 ghi nhận") }.count == 1)
        #expect(try await service.conversation("an").openTickets.count == 1)
        await service.stop()
    }

    @Test func copiesThatArriveAtTheSameTimeActOnce() async throws {
        let service = try await Service(quietMilliseconds: 0)
        let line = service.line("an", "1", "xét nghiệm ở đâu")
        await withTaskGroup { group in
            for _ in 0..<20 { group.addTask { #expect(await service.post(line) == 200) } }
        }
        try await service.untilSent()
        #expect(service.platform.texts.filter { $0.contains("trước khi đi xét nghiệm") }.count == 1)
        await service.stop()
    }

    @Test func aBatchKeepsEachEventOnceAndInOrder() async throws {
        let service = try await Service(quietMilliseconds: 0)
        let first = service.line("an", "1", "xét nghiệm ở đâu")
        let second = service.line("binh", "2", "giá xét nghiệm")
        #expect(await service.post(first) == 200)
        #expect(await service.post(first, second, second) == 200)
        try await service.untilSent()
        #expect(try await service.store.acceptedEvents() == 2)
        #expect(service.platform.calls.contains { $0.contact == "binh" && $0.text.contains("niêm yết giá") })
        await service.stop()
    }

    @Test func anEventOfNoConsequenceIsAcknowledgedAndNotKept() async throws {
        let service = try await Service()
        #expect(await service.post(service.line("an", "1", "", kind: "unknown")) == 200)
        #expect(try await service.store.acceptedEvents() == 0)
        await service.stop()
    }

    @Test func anEventOfNobodyIsAcknowledgedAndDone() async throws {
        let service = try await Service()
        #expect(await service.post(service.line("", "1", "x", kind: "started")) == 200)
        try await service.untilAnswered()
        #expect(try await service.store.deadLetters().isEmpty)
        await service.stop()
    }

    @Test func theGreetingStandsInTheResponseWhereThePlatformShowsIt() async throws {
        let service = try await Service()
        let response = await service.response("POST", service.line("an", "1", "", kind: "started"))
        #expect(response.status == 200)
        #expect(response.bytes == Array("1022 xin chào anh/chị.".utf8))
        let plain = await service.response("POST", service.line("an", "2", "chào"))
        #expect(plain.bytes == [])
        await service.stop()
    }

    @Test func withoutKnowledgeThereIsNoGreetingAndStillAnAcknowledgement() async throws {
        let service = try await Service(isWithoutKnowledge: true)
        let response = await service.response("POST", service.line("an", "1", "", kind: "started"))
        #expect(response.status == 200)
        #expect(response.bytes == [])
        await service.stop()
    }
}

extension Response {
    var bytes: [UInt8] {
        guard case .bytes(let bytes) = body else { return [] }
        return bytes
    }
}
