/// A mistake of syntax in words that say what to do. Every message of libyaml 0.2.5 has one here.
struct SyntaxMessage {
    let vi: String
    let en: String
    /// The mistake is mended where the construct began, not where the parser gave up.
    var isAtContext = false
    /// Putting the text of the line in quotes is the likely remedy.
    var isMendedByQuotes = false

    static let outOfMemory = Self(vi: "không đủ bộ nhớ để đọc tệp", en: "not enough memory to read the file")
    static let directive = Self(
        vi: "dòng bắt đầu bằng % (chỉ thị YAML) không dùng ở đây; hãy xóa",
        en: "directives (lines beginning with %) are not used here; delete it")
    static let secondDocument = Self(
        vi: "có '---' mở tài liệu thứ hai; mỗi tệp chỉ một tài liệu, hãy xóa dòng này",
        en: "'---' begins a second document; a file holds one, delete the line")
    static let alias = Self(
        vi: "dấu * ở đầu là tham chiếu YAML, không dùng ở đây; nếu là chữ, đặt trong ngoặc kép",
        en: "a leading * is a YAML alias, not used here; if it is text, put it in quotes", isAtContext: true,
        isMendedByQuotes: true)
    static let anchor = Self(
        vi: "dấu & ở đầu là neo YAML, không dùng ở đây; nếu là chữ, đặt trong ngoặc kép",
        en: "a leading & is a YAML anchor, not used here; if it is text, put it in quotes", isAtContext: true,
        isMendedByQuotes: true)
    static let tag = Self(
        vi: "dấu ! ở đầu là nhãn YAML, không dùng ở đây; nếu là chữ, đặt trong ngoặc kép",
        en: "a leading ! is a YAML tag, not used here; if it is text, put it in quotes", isAtContext: true,
        isMendedByQuotes: true)
    static let tooDeep = Self(
        vi: "lồng nhau quá \(YAMLLimits.depth) tầng; hãy kiểm tra cách thụt dòng",
        en: "nested more than \(YAMLLimits.depth) deep; check the indentation")
    static let textBehindQuotes = Self(
        vi: "có chữ đứng sau dấu ngoặc kép đóng; đặt cả câu trong ngoặc",
        en: "text behind the closing quote; put the whole text in quotes", isMendedByQuotes: true)

    static let textBehindQuotesInFlow = Self(
        vi: "sau dấu ngoặc kép đóng phải là dấu phẩy hoặc ngoặc đóng; ngoặc kép ở trong câu thì dùng ngoặc cong “ ”",
        en: "a comma or bracket must follow the closing quote; for quotes inside a text use curly ones “ ”")

    /// Places where text behind a closing quote surfaces as some other mistake.
    static func mayFollowQuotes(_ problem: String) -> Bool {
        [
            "did not find expected '-' indicator", "did not find expected key",
            "did not find expected <document start>", "could not find expected ':'",
            "did not find expected ',' or ']'", "did not find expected ',' or '}'",
        ].contains(problem)
    }

    static func reader(_ problem: String) -> SyntaxMessage {
        switch problem {
        case "control characters are not allowed":
            Self(vi: "có ký tự điều khiển không đọc được; hãy xóa ký tự ấy", en: "a control character; delete it")
        case "input is too long":
            Self(vi: "tệp quá dài; hãy chia thành nhiều tệp", en: "the file is too long; split it into several")
        default:
            Self(
                vi: "chữ ở đây không phải UTF-8; hãy lưu lại tệp bằng mã UTF-8",
                en: "not UTF-8; save the file again as UTF-8")
        }
    }

    static func of(_ problem: String, context: String) -> SyntaxMessage {
        if problem == "did not find expected comment or line break", context == "while scanning a block scalar" {
            return Self(
                vi: "sau dấu | hoặc > phải xuống dòng rồi mới viết chữ; nếu là chữ, đặt trong ngoặc kép",
                en: "behind | or > the text begins on the next line; if it is text, put it in quotes",
                isMendedByQuotes: true)
        }
        if problem == "found unexpected end of stream" || problem == "found unexpected document indicator" {
            return Self(
                vi: "ngoặc kép mở ở đây mà không đóng; hãy thêm dấu ngoặc ở cuối câu",
                en: "the quote that opens here is never closed; add it at the end of the text", isAtContext: true)
        }
        return table[problem] ?? tagOrDirective(context: context)
            ?? Self(
                vi: "không đọc được từ chỗ này (\(problem)); hãy xem lại thụt dòng, dấu ngoặc và dấu hai chấm",
                en: "cannot be read from here (\(problem)); check indentation, quotes and colons")
    }

    private static func tagOrDirective(context: String) -> SyntaxMessage? {
        if context.hasSuffix("directive") { return directive }
        if context.hasSuffix("tag") { return tag }
        if context.hasSuffix("anchor") { return anchor }
        if context.hasSuffix("alias") { return alias }
        return nil
    }

    private static let quoteIt = Self(
        vi: "ký tự này không được đứng đầu chữ không có ngoặc; đặt cả câu trong ngoặc kép",
        en: "an unquoted text cannot begin with this character; put the text in quotes", isMendedByQuotes: true)
    private static let escape = Self(
        vi: "dấu \\ trong ngoặc kép phải viết thành \\\\; hoặc dùng ngoặc đơn ' '",
        en: "write \\ as \\\\ inside double quotes, or use single quotes")
    private static let indentation = Self(
        vi: "dòng này thụt vào không khớp với các dòng trên; hãy cho thẳng cột với khóa cùng cấp",
        en: "the indentation of this line does not match the lines above; align it with the keys of its level")

    private static let table: [String: SyntaxMessage] = [
        "mapping values are not allowed in this context": Self(
            vi: "có dấu hai chấm trong chữ không có ngoặc (hoặc dòng trên thụt sai); đặt cả câu trong ngoặc kép",
            en: "a colon inside an unquoted text (or a wrong indent above); put the text in quotes",
            isMendedByQuotes: true),
        "mapping keys are not allowed in this context": Self(
            vi: "dấu ? không dùng ở đây; nếu là chữ, đặt trong ngoặc kép",
            en: "? is not used here; if it is text, put it in quotes", isMendedByQuotes: true),
        "block sequence entries are not allowed in this context": Self(
            vi: "gạch đầu dòng '-' không được đứng ở đây; xuống dòng và thụt vào",
            en: "a list item '-' cannot stand here; begin it on a line of its own, indented"),
        "could not find expected ':'": Self(
            vi: "dòng này thiếu dấu hai chấm sau khóa, hoặc thụt vào sai",
            en: "this line lacks a colon behind its key, or is indented wrongly", isAtContext: true),
        "found character that cannot start any token": quoteIt,
        "found unexpected ':'": Self(
            vi: "có dấu hai chấm trong chữ không có ngoặc; đặt cả câu trong ngoặc kép",
            en: "a colon inside an unquoted text; put the text in quotes", isMendedByQuotes: true),
        "found a tab character where an indentation space is expected": Self(
            vi: "có phím Tab ở đầu dòng; chỉ dùng dấu cách", en: "a tab in the indentation; use spaces"),
        "found a tab character that violates indentation": Self(
            vi: "có phím Tab ở đầu dòng; chỉ dùng dấu cách", en: "a tab in the indentation; use spaces"),
        "found an indentation indicator equal to 0": Self(
            vi: "sau dấu | hoặc > không được có số 0", en: "no 0 may stand behind | or >"),
        "found unknown escape character": escape,
        "did not find expected hexdecimal number": escape,
        "found invalid Unicode character escape code": escape,
        "did not find expected '-' indicator": indentation,
        "did not find expected key": indentation,
        "did not find expected <document start>": indentation,
        "did not find expected <stream-start>": indentation,
        "did not find expected node content": Self(
            vi: "thiếu nội dung ở đây (thường do dấu phẩy hoặc ngoặc thừa); nếu là chữ, đặt trong ngoặc kép",
            en: "nothing stands here (often an extra comma or bracket); if it is text, put it in quotes",
            isMendedByQuotes: true),
        "did not find expected ',' or ']'": Self(
            vi: "danh sách mở bằng [ chưa đóng bằng ], hoặc thiếu dấu phẩy; nếu là chữ, đặt trong ngoặc kép",
            en: "a list that opens with [ lacks its ] or a comma; if it is text, put it in quotes", isAtContext: true),
        "did not find expected ',' or '}'": Self(
            vi: "nhóm mở bằng { chưa đóng bằng }, hoặc thiếu dấu phẩy; nếu là chữ, đặt trong ngoặc kép",
            en: "a map that opens with { lacks its } or a comma; if it is text, put it in quotes", isAtContext: true),
        "found undefined tag handle": tag,
        "found duplicate %YAML directive": directive,
        "found duplicate %TAG directive": directive,
        "found incompatible YAML document": directive,
        "found unknown directive name": directive,
    ]
}
