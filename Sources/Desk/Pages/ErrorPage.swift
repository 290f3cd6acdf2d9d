import HTTP

extension Desk {
    /// What went wrong in one sentence, and the way back.
    func errorPage(_ refusal: Refusal, _ guest: Guest) -> Response {
        let title = refusal.title(guest.language)
        let layout = Layout(
            title: "\(title) – \(guest.say(.desk))", language: guest.language, assets: assets, path: "/desk",
            visit: nil)
        return .html(
            layout.html(
                element("main", .id("main"), .class("card")) {
                    element("h1") { title }
                    element("p") { refusal.text(guest.language) }
                    element("p") {
                        element("a", .class("button"), .href(path: "/desk")) { guest.say(.backToQueue) }
                    }
                }), status: refusal.status)
    }
}
