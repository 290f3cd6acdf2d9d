import Foundation
import HTTP
import Knowledge

/// The pages that platforms and the law ask for: the privacy notice, Zalo's verifier file, and a plain front door.
struct PublicPages: Sendable {
    let configuration: Configuration
    let knowledge: KnowledgeInForce

    var routes: Routes {
        var routes = Routes()
        routes.on("GET", "/") { _ in
            Response(status: 302, headers: [("Location", "/desk")])
        }
        routes.on("GET", "/privacy") { request in
            privacy(language: request.queryValue("lang") == "en" ? "en" : "vi")
        }
        if let name = configuration.zaloVerifier {
            routes.on("GET", "/\(name)") { _ in
                let code = name.replacingOccurrences(of: "zalo_verifier", with: "")
                    .replacingOccurrences(of: ".html", with: "")
                return page(
                    title: "Zalo", head: "<meta property=\"zalo-platform-site-verification\" content=\"\(escaped(code))\">",
                    paragraphs: [code], language: "vi")
            }
        }
        return routes
    }

    private func privacy(language: String) -> Response {
        let title = language == "en" ? "Your data at hotline 1022" : "Dữ liệu của anh/chị tại tổng đài 1022"
        let notice = knowledge.current?.noticeText(language: language, link: configuration.publicURL + "/privacy") ?? configuration.emergencyText
        let more =
            language == "en"
            ? [
                "What you write is used to answer you and to pass your matter to the unit in charge, and for nothing else. It is stored encrypted.",
                "To see, correct or erase it, write DU LIEU in the chat in which you wrote to us.",
            ]
            : [
                "Những gì anh/chị nhắn chỉ dùng để trả lời và chuyển việc đến đơn vị phụ trách, không dùng vào việc khác, và được lưu ở dạng mã hóa.",
                "Muốn xem, sửa hoặc xóa, anh/chị nhắn DU LIEU trong chính cuộc trò chuyện đã nhắn với 1022.",
            ]
        return page(title: title, paragraphs: [notice] + more, language: language)
    }

    private func page(title: String, head: String = "", paragraphs: [String], language: String) -> Response {
        let body = paragraphs.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
        var response = Response.text(
            """
            <!doctype html>
            <html lang="\(language)"><head><meta charset="utf-8">\(head)
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(escaped(title))</title></head>
            <body><main><h1>\(escaped(title))</h1>
            \(body)
            </main></body></html>

            """, type: "text/html; charset=utf-8")
        response.headers.append(("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"))
        return response
    }

    private func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }
}
