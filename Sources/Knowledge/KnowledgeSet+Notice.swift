extension KnowledgeSet {
    /// The greeting for someone who writes `language`.
    public func greeting(language: String) -> String { fill(settings.greeting.text(for: language)) }

    /// The notice on data, with the address where it is told in full.
    public func noticeText(language: String, link: String) -> String {
        fill(settings.notice?.text.text(for: language) ?? "", ["link": link])
    }
}
