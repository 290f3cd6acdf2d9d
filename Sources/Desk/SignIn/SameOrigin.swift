import HTTP

/// Whether a POST comes from a page of ours: browsers say so in two headers that scripts cannot change (Fetch standard,
/// `Origin`; Fetch Metadata, `Sec-Fetch-Site`). A client that sends neither is no browser and still needs the token.
enum SameOrigin {
    static func allows(_ request: Request, _ settings: DeskSettings) -> Bool {
        if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" { return false }
        guard let origin = request.headers["origin"]?.lowercased() else { return true }
        if origin == settings.origin { return true }
        // The same address under another name (an operator on 127.0.0.1): what the browser asked is what it says.
        guard let host = request.headers["host"]?.lowercased(), !host.isEmpty else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }
}
