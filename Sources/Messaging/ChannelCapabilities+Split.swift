extension ChannelCapabilities {
    /// `text` in parts that each fit one call of the platform, in order.
    ///
    /// The text is brought to NFC and counted in `textUnit`. A part ends, in this order of preference, at a paragraph, at
    /// the end of a sentence or line (both only in its second half, so that no part is a scrap), at the end of a word, or
    /// between two characters; never inside a grapheme cluster, and not inside a URL or a telephone number that fits
    /// into one part. White space at the cuts is dropped, nothing else is: no part is empty, and the parts together are
    /// the text. A single grapheme cluster longer than the limit (a letter under thousands of marks) is cut between its
    /// scalars, because it could not be sent otherwise. Time is linear in the text.
    ///
    /// `limit` is the longest part in `textUnit`; nil = `textLimit`. Less than 4 counts as 4, the most that one scalar takes
    /// in any unit.
    public func split(_ text: String, limit: Int? = nil) -> [String] {
        var splitter = TextSplitter(text, limit: max(limit ?? textLimit, 4), unit: textUnit)
        return splitter.parts()
    }
}
