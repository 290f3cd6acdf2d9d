import Foundation

/// Text as people search for it.
public enum FoldedText {
    /// Small letters without diacritics.
    public static func of(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .replacingOccurrences(of: "đ", with: "d").replacingOccurrences(of: "Đ", with: "d").lowercased()
    }
}
