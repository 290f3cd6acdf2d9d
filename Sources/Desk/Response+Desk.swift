import Foundation
import HTTP

extension Response {
    /// Nothing from elsewhere, nothing inline, no frame, no other target for a form.
    static let contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// Markup that holds data: kept by nobody.
    static func html(_ html: HTML, status: Int = 200) -> Response {
        var response = Response.bytes(html.bytes, type: "text/html; charset=utf-8", status: status)
        response.headers += [
            ("Content-Security-Policy", contentPolicy), ("Cache-Control", "no-store"),
            ("X-Frame-Options", "DENY"), ("Cross-Origin-Opener-Policy", "same-origin"),
            // Not `no-referrer`: with it browsers send `Origin: null` from our own forms.
            ("Referrer-Policy", "same-origin"), ("Vary", "Cookie"),
        ]
        return response
    }

    static func json(_ value: some Encodable, status: Int = 200) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
        var response = Response.bytes(body, type: "application/json; charset=utf-8", status: status)
        response.headers += [("Cache-Control", "no-store"), ("Content-Security-Policy", "default-src 'none'")]
        return response
    }

    /// To a page of ours, with GET.
    static func redirect(to path: String) -> Response {
        Response(status: 303, headers: [("Location", path), ("Cache-Control", "no-store")])
    }
}
