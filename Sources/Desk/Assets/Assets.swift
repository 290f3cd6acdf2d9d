import Crypto
import HTTP

/// A file that pages refer to. Its path holds a hash of its bytes: it may be kept for ever, and a new one is fetched.
struct Asset: Sendable {
    let path: String
    let type: String
    let bytes: [UInt8]
    let tag: String

    init(_ name: String, _ ending: String, type: String, _ text: StaticString) {
        bytes = Array("\(text)".utf8)
        tag = String(Hex.encode(SHA256.hash(bytes)).prefix(16))
        path = "/desk/assets/\(name)-\(tag).\(ending)"
        self.type = type
    }
}

/// Styles, scripts and icon; they hold nothing of anybody.
struct Assets: Sendable {
    let style = Asset("desk", "css", type: "text/css; charset=utf-8", deskStyle)
    let script = Asset("desk", "js", type: "text/javascript; charset=utf-8", deskScript)
    let editorStyle = Asset("editor", "css", type: "text/css; charset=utf-8", deskEditorStyle)
    let editorScript = Asset("editor", "js", type: "text/javascript; charset=utf-8", deskEditorScript)
    let icon = Asset("desk", "svg", type: "image/svg+xml", deskIcon)

    @Sendable func respond(to request: Request) async -> Response {
        guard let asset = [style, script, editorStyle, editorScript, icon].first(where: { $0.path == request.path })
        else {
            return .text("not found\n", status: 404)
        }
        let headers = [("ETag", "\"\(asset.tag)\""), ("Cache-Control", "public, max-age=31536000, immutable")]
        if request.headers["if-none-match"]?.contains(asset.tag) == true {
            return Response(status: 304, headers: headers)
        }
        var response = Response.bytes(asset.bytes, type: asset.type)
        response.headers += headers
        return response
    }
}
