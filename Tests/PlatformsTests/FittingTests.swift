import Messaging
import Testing

@testable import Platforms

@Suite("Fitting titles, numbers and buttons")
struct FittingTests {
    @Test(
        "a long title is cut at a word's end",
        arguments: [
            ("Nơi xét nghiệm", 20, "Nơi xét nghiệm"), ("Nơi xét nghiệm nhanh gần nhà", 20, "Nơi xét nghiệm…"),
            ("Đăngkýtiêmvắcxinngaybâygiờ", 20, "Đăngkýtiêmvắcxinnga…"),
            ("1234567890123456789 0", 20, "1234567890123456789…"),
            ("e\u{302}\u{301}", 1, "ế"), ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 20, "👨‍👩‍👧‍👦…"), ("", 20, ""),
        ])
    func shortened(title: String, limit: Int, expected: String) {
        let short = FittedMessage.shortened(title, to: limit)
        #expect(Array(short.utf8) == Array(expected.utf8))
        #expect(short.utf16.count <= limit)
    }

    @Test(
        "numbers as call buttons want them",
        arguments: [
            ("0274 3822 825", "842743822825", "+842743822825"), ("+84 912 345 678", "84912345678", "+84912345678"),
            ("115", "115", nil), ("1022", "1022", nil), ("1900 1234", "19001234", nil),
            ("(028) 3930.9912", "842839309912", "+842839309912"),
            ("", nil, nil), ("gọi", nil, nil), ("٠١٢", nil, nil), ("+1 206 779 9191", "12067799191", "+12067799191"),
            ("0084 912345678", "0084912345678", nil),
        ] as [(String, String?, String?)])
    func numbers(number: String, dialled: String?, international: String?) {
        #expect(PhoneNumber.dialled(number) == dialled)
        #expect(PhoneNumber.international(number) == international)
    }

    @Test("buttons without a text become a text; a button without title, action or both is no button")
    func withoutText() {
        let buttons = [
            Button(title: "A", action: .reply(payload: "a")), Button(title: " ", action: .reply(payload: "b")),
            Button(title: "", action: .call(number: "115")), Button(title: "Gọi 113", action: .call(number: "113")),
        ]
        let shown = FittedMessage(OutboundMessage(purpose: .bot, text: " ", buttons: buttons), titleLimit: 20) { _, _ in
            true
        }
        #expect(shown.text == "3. 115")
        #expect(shown.buttons.map(\.title) == ["A", "Gọi 113"])
        let none = FittedMessage(OutboundMessage(purpose: .bot, text: "", buttons: [buttons[0]]), titleLimit: 20) {
            _, _ in true
        }
        #expect(none.text == "1. A")
        let text = FittedMessage(OutboundMessage(purpose: .bot, text: "X", buttons: buttons), titleLimit: 20) { _, _ in
            false
        }
        #expect(text.text == "X\n\n1. A\n3. 115\n4. Gọi 113")
    }

    @Test(
        "a list that stands in the text with its numbers is not repeated for buttons that do not fit",
        arguments: [
            ("Chọn:\n\n1. A\n2. B\n0. Người trực", "Chọn:\n\n1. A\n2. B\n0. Người trực"),
            ("Chọn:\n1. A", "Chọn:\n1. A\n\n2. B"), ("Chọn:\n2. A\n1. B", "Chọn:\n2. A\n1. B\n\n1. A\n2. B"),
            ("Chọn 1. A", "Chọn 1. A\n\n1. A\n2. B"),
        ])
    func listInText(text: String, shown: String) {
        let buttons = ["A", "B"].map { Button(title: $0, action: .reply(payload: $0)) }
        let message = OutboundMessage(purpose: .bot, text: text, buttons: buttons)
        #expect(FittedMessage(message, titleLimit: 20) { _, _ in false }.text == shown)
    }

    @Test(
        "a call that cannot be a button is a line only where the text does not give its number",
        arguments: [
            ("GỌI 115 NGAY.", "GỌI 115 NGAY."), ("Mã 1022-115-001", "Mã 1022-115-001"),
            ("Gọi 1151", "Gọi 1151\n\n1. Gọi 115"), ("Gọi ngay", "Gọi ngay\n\n1. Gọi 115"),
        ])
    func callInText(text: String, shown: String) {
        let call = Button(title: "Gọi 115", action: .call(number: "115"))
        let message = OutboundMessage(purpose: .safety, text: text, buttons: [call])
        #expect(FittedMessage(message, titleLimit: 20) { _, _ in false }.text == shown)
    }

    @Test(
        "a platform's word is safe to log",
        arguments: [
            ("user_send_text", "user_send_text"), ("a b\nc", "a_b_c"), ("ạ", "___"), ("", "unnamed"), (nil, "unnamed"),
            (String(repeating: "x", count: 100), String(repeating: "x", count: 64)),
        ] as [(String?, String)])
    func names(name: String?, safe: String) {
        #expect(EventName.safe(name) == safe)
    }
}
