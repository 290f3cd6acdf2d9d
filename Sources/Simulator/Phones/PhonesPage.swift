/// The page with the phones: its frame is made here, the chats are filled in by the script.
enum PhonesPage {
    /// Everything from this origin, no inline script or style; pictures in messages may come from anywhere by https.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; media-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

    static func html(_ channels: [SimulatedChannel]) -> String {
        """
        <!doctype html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Điện thoại của người dân</title>
        <link rel="icon" href="/sim/media/avatar.svg">
        <link rel="stylesheet" href="/phones/phones.css">
        <script src="/phones/phones.js" defer></script>
        </head>
        <body>
        <header class="page">
        <h1 data-t="title">Điện thoại của người dân</h1>
        <p data-t="intro">Nền tảng mô phỏng: nhắn tin như người dân, tổng đài trả lời thật.</p>
        <span id="link" class="link" role="status"></span>
        <button type="button" id="language" lang="en">English</button>
        </header>
        <main>
        \(channels.map(phone).joined(separator: "\n"))
        </main>
        <div id="toast" role="status" aria-live="assertive" hidden></div>
        </body>
        </html>

        """
    }

    private static func phone(_ channel: SimulatedChannel) -> String {
        let (platform, label, line) =
            switch channel.platform {
            case .zalo: ("zalo", "Zalo", "Official Account")
            case .viber: ("viber", "Viber", "Bot")
            case .facebook: ("facebook", "Messenger", "Trang · Page")
            }
        let name = escaped(channel.name)
        let initials = escaped(String(channel.name.prefix(1)).uppercased())
        return """
            <section class="phone-column \(platform)" data-channel="\(escaped(channel.id))" data-platform="\(platform)" \
            aria-label="\(label)">
            <div class="who"><h2>\(label)</h2>
            <label><span data-t="person">Người dân</span> <select class="person"></select></label>
            <button type="button" class="add" data-t="add" data-title="addTitle">+ Người</button></div>
            <div class="phone">
            <div class="bar"><span class="back" aria-hidden="true">‹</span>
            <span class="face" aria-hidden="true">\(initials)</span>
            <span class="account"><strong>\(name)</strong><small>\(line)</small></span>
            <button type="button" class="follow"></button></div>
            <div class="scroll" role="log" aria-live="polite" tabindex="0" aria-label="\(label): \(name)">
            <ol class="chat"></ol></div>
            <div class="typing" data-t="typing" hidden>đang nhập…</div>
            <div class="chips"></div>
            <form class="compose">
            <details class="attach"><summary data-title="attach" aria-label="Đính kèm">+</summary><div class="menu">
            <button type="button" data-act="photo" data-t="photo">Ảnh</button>
            <button type="button" data-act="voice" data-t="voice">Ghi âm</button>
            <button type="button" data-act="sticker" data-t="sticker">Nhãn dán</button>
            <button type="button" data-act="location" data-t="location">Vị trí</button>
            </div></details>
            <textarea rows="1" maxlength="5000" data-placeholder="write" placeholder="Nhập tin nhắn"
             aria-label="Nhập tin nhắn"></textarea>
            <button type="submit" class="send" data-t="send">Gửi</button>
            </form>
            <div class="keyboard"></div>
            </div>
            <details class="operator"><summary><span data-t="faults">Sự cố của nền tảng</span>
            <span class="state"></span></summary>
            <div class="faults">\(faults(platform))</div>\(platform == "viber" ? "" : staff)
            </details>
            </section>
            """
    }

    private static func faults(_ platform: String) -> String {
        var faults = [
            ("down", "Ngừng hoạt động"), ("slow", "Chậm 15 giây"), ("throttle", "Quá tải"),
            ("lost", "Mất câu trả lời"), ("window", "Hết hạn nhắn tin"),
        ]
        if platform == "zalo" { faults.append(("token", "Token hết hạn")) }
        faults += [("block", "Người dân chặn"), ("offline", "Tắt máy"), ("clear", "Trở lại bình thường")]
        return faults.map { "<button type=\"button\" data-fault=\"\($0.0)\" data-t=\"\($0.0)\">\($0.1)</button>" }
            .joined()
    }

    private static let staff = """
        <form class="staff"><label><span data-t="staff">Cán bộ trả lời trong hộp thư của nền tảng</span>
        <input type="text" maxlength="2000"></label><button type="submit" data-t="send">Gửi</button>
        <button type="button" class="return" data-t="return">Trả lại cho bot</button></form>
        """

    static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.append(character)
            }
        }
        return out
    }
}
