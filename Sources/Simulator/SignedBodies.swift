/// Webhook requests made beforehand, so that a load bench measures the router and not the simulator.
public enum SignedBodies {
    /// People in a bench: enough conversations that the load is not one queue.
    public static let people = 10_000

    /// What people write, with and without diacritics; together with the ids a Facebook body has about 570 bytes.
    private static let texts = [
        "Cho hỏi chỗ nào xét nghiệm nhanh ở Thuận An vậy ạ, công ty yêu cầu có giấy âm tính mới cho vào làm",
        "em can giay di duong de mua thuoc cho me o thu dau mot thi xin o dau a, phuong noi goi tong dai",
        "Nhà trọ hết gạo 3 ngày rồi, có 2 con nhỏ, chủ trọ không cho ra ngoài, xin được hỗ trợ lương thực",
        "Khu phong tỏa ở đường DX 012 phường Phú Mỹ khi nào gỡ vậy, hôm nay đã đủ 14 ngày không có ca mới",
        "Mẹ tôi bị đưa đi cách ly từ tuần trước mà gia đình chưa biết ở đâu, xin cho biết cách liên lạc",
        "where can I get a covid test near Thu Dau Mot, our factory needs a negative result for each worker",
    ]

    /// `count` distinct requests of one channel with text messages of many people, the same for the same seed. None has
    /// an id in common with another; times rise by a millisecond from `startingAt`.
    public static func make(
        channel: SimulatedChannel, count: Int, seed: UInt64, startingAt: Int64 = 1_790_000_000_000
    ) -> [SignedWebhook] {
        let signer = WebhookSigner(channel)
        var numbers = Numbers(state: seed)
        return (0..<max(0, count)).compactMap { index in
            let at = startingAt + Int64(index)
            let text = texts[index % texts.count] + ". Xin cảm ơn tổng đài nhiều ạ (\(index))"
            let person = channel.personID(1000 + Int(numbers.next() % UInt64(people)))
            // The index makes ids distinct, the random part makes them look like the platform's own.
            let unique = String(UInt64(index), radix: 16) + String(numbers.next(), radix: 16)
            let event = event(channel, .text(text), unique: unique, index: index, person: person, at: at)
            return signer.request([event], url: channel.webhookURL ?? "", sentAt: at)
        }
    }

    private static func event(
        _ channel: SimulatedChannel, _ message: CitizenMessage, unique: String, index: Int, person: String, at: Int64
    ) -> PlatformEvent {
        switch channel.platform {
        case .zalo(let appID, let oaID, _, _, _, _):
            return ZaloEvents(channel: channel.id, appID: appID, oaID: oaID)
                .message(message, id: unique, from: person, at: at)
        case .viber:
            return ViberEvents(channel: channel.id).message(
                message, token: String(4_900_000_000_000_000_000 + Int64(index)),
                from: SimulatedPerson(id: person, name: "Nguyễn Văn A", phone: "84900000000"), trackingData: nil,
                silent: false, at: at)
        case .facebook(let pageID, let appID, _, _, _):
            // Real mids have 90 to 140 characters.
            let mid = "m_" + unique + String(repeating: "x", count: max(0, 130 - unique.utf8.count))
            return FacebookEvents(channel: channel.id, pageID: pageID, appID: appID)
                .message(message, mid: mid, from: person, payload: nil, standby: false, at: at)
        }
    }

    /// SplitMix64: the same numbers on every machine. https://prng.di.unimi.it/splitmix64.c
    private struct Numbers {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
