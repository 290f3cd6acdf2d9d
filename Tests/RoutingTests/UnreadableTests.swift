import Knowledge
import Messaging
import Storage
import Testing

@testable import Routing

@Suite("Messages nobody can read but a person") struct UnreadableTests {
    @Test(arguments: [
        (Messaging.Attachment.audio(url: nil), TextKey.voice), (.image(url: nil), .photo), (.video(url: nil), .photo),
        (.file(name: "a.pdf", size: 1, url: nil), .file), (.link(title: nil, url: nil), .file),
        (.unsupported(name: "poll"), .file),
    ])
    func aPersonLooksAtThem(attachment: Messaging.Attachment, key: TextKey) async throws {
        let talk = try Talk()
        let said = try await talk.sends(attachment)
        #expect(said.first?.text == talk.text(key))
        #expect(try await talk.tickets().count == 1)
        let line = try #require(try await talk.history().first { $0.direction == .citizen })
        #expect(line.body.attachments == [attachment])
    }

    /// 31 July 2021 in Viet Nam; 10:00 is minute 600.
    @Test(arguments: [(21 * 60 + 59, false), (22 * 60, true), (24 * 60, true), (29 * 60 + 59, true), (30 * 60, false)])
    func aVoiceMessageAtNightIsUrgent(minute: Int, isUrgent: Bool) async throws {
        let talk = try Talk()
        talk.waits(minutes: Int64(minute) - 600)
        try await talk.sends(.audio(url: nil))
        #expect(try await talk.tickets().map(\.priority) == [isUrgent ? .urgent : .normal])
    }

    @Test func aVoiceMessageAtNightIsUrgentThoughATicketWasClosedTheDayBefore() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        try await talk.isClosed()
        talk.waits(minutes: 13 * 60)
        try await talk.sends(.audio(url: nil))
        #expect(try await talk.tickets().map(\.priority) == [.urgent])
    }

    @Test func aVoiceMessageJoinsTheOpenTicketAsItIs() async throws {
        let talk = try Talk()
        try await talk.asks("giay di duong")
        talk.waits(minutes: 13 * 60)
        try await talk.sends(.audio(url: nil))
        #expect(try await talk.tickets().map(\.priority) == [.normal])
    }

    @Test func anAlbumOfPhotosIsAnsweredOnce() async throws {
        let talk = try Talk()
        var said: [OutboundMessage] = []
        for _ in 0..<5 { said += try await talk.sends(.image(url: nil)) }
        #expect(said.texts.filter { $0 == talk.text(.photo) }.count == 1)
        #expect(try await talk.tickets().count == 1)
    }

    @Test func aPhotoWithWordsIsReadByItsWords() async throws {
        let talk = try Talk()
        #expect(try await talk.sends(.image(url: nil), text: "xét nghiệm ở đâu").says("trước khi đi xét nghiệm"))
        #expect(try await talk.sends(.image(url: nil), text: "bé khó thở").first?.purpose == .safety)
    }

    @Test func stickersThumbsAndReactionsAreNeverATicketAndNeverAnAnswer() async throws {
        let talk = try Talk()
        #expect(try await talk.sends(.sticker(id: "1", url: nil)).isEmpty)
        #expect(try await talk.asks("👍").isEmpty)
        #expect(try await talk.happens(.reaction(emoji: "👍", onPlatformMessageID: "m", removed: false)).isEmpty)
        #expect(try await talk.happens(.ignored(name: "seen")).isEmpty)
        #expect(try await talk.happens(.unknown(name: "new_thing")).isEmpty)
        #expect(try await talk.message(text: nil).isEmpty)
        #expect(try await talk.message(text: "  \n ").isEmpty)
        #expect(try await talk.tickets().isEmpty)
    }

    @Test func aStickerDoesNotEndTheTurn() async throws {
        let talk = try Talk()
        try await talk.says("nhà em hết gạo rồi")
        try await talk.sends(.sticker(id: "1", url: nil))
        #expect(try await talk.pauses().says("1022 ghi nhận"))
    }

    @Test func aLocationFillsTheOpenTicketsPlace() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        #expect(try await talk.sends(.location(latitude: 10.98, longitude: 106.65)).says("Đã ghi vị trí"))
        let ticket = try #require(try await talk.tickets().first)
        #expect(ticket.facts.values["place"] == "10.98, 106.65")
        #expect(ticket.missing == ["phone", "people"])
    }

    @Test func aContactCardFillsThePhone() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        #expect(try await talk.sends(.contact(name: "An", phone: "0909123456")).says("Đã ghi thêm"))
        #expect(try await talk.tickets().first?.facts.values["phone"] == "0909123456")
        #expect(try await talk.tickets().first?.phone != nil)
    }

    @Test func thePlatformsOwnFormFillsPhoneAndPlace() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.happens(
            .contactDetails(ContactDetails(name: "An", phone: "0909123456", address: "12 Phú Tân")))
        let ticket = try #require(try await talk.tickets().first)
        #expect(ticket.facts.values == ["phone": "0909123456", "place": "12 Phú Tân"])
        #expect(ticket.missing == ["people"])
        #expect(ticket.contactName == "An")
    }

    @Test func whileAPersonHasTheTicketFactsAreTakenInSilence() async throws {
        let talk = try Talk()
        try await talk.asks("nhà em hết gạo rồi")
        try await talk.isClaimed()
        #expect(try await talk.sends(.contact(name: "An", phone: "0909123456")).isEmpty)
        #expect(try await talk.tickets().first?.facts.values["phone"] == "0909123456")
    }

    @Test func aLocationWithoutATicketOpensOne() async throws {
        let talk = try Talk()
        #expect(try await talk.sends(.location(latitude: 10.98, longitude: 106.65)).says("mã"))
        #expect(try await talk.tickets().first?.facts.values["place"] == "10.98, 106.65")
    }
}
