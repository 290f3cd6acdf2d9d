/// The functions and initialisers of a source, with their lengths.
struct Functions {
    struct Function {
        let name: String
        let line: Int
        let lines: Int
    }

    private static let newline = UInt8(ascii: "\n")

    static func of(_ source: SwiftText) -> [Function] {
        let code = source.bytes
        var found: [Function] = []
        var line = 1
        for index in code.indices {
            if code[index] == newline { line += 1 }
            guard let (name, afterName) = declaration(code, index), let body = body(code, from: afterName) else {
                continue
            }
            let end = closing(code, from: body)
            let lines = code[index..<end].count { $0 == newline } + 1
            found.append(Function(name: name, line: line, lines: lines))
        }
        return found
    }

    /// The name of a function that is declared here, and where its parameters begin.
    private static func declaration(_ code: [UInt8], _ start: Int) -> (String, Int)? {
        guard code[start] == UInt8(ascii: "f") || code[start] == UInt8(ascii: "i") else { return nil }
        guard start == 0 || code[start - 1] == UInt8(ascii: " ") || code[start - 1] == newline else { return nil }
        if starts("func ", code, start) {
            let name = code[(start + 5)...].prefix { !"(< ".utf8.contains($0) }
            return (String(decoding: name, as: UTF8.self), start + 5 + name.count)
        }
        let afterWord = start + 4
        guard starts("init", code, start), afterWord < code.count, "(?<".utf8.contains(code[afterWord]) else {
            return nil
        }
        return ("init", afterWord)
    }

    private static func starts(_ word: String, _ code: [UInt8], _ start: Int) -> Bool {
        code[start...].starts(with: word.utf8)
    }

    /// Where the body opens: behind the parameters, on the line on which these end or the next that goes on.
    private static func body(_ code: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var sawParameters = false
        for index in start..<code.count {
            switch code[index] {
            case UInt8(ascii: "("):
                depth += 1
                sawParameters = true
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return sawParameters ? index : nil
            case UInt8(ascii: "}") where depth == 0: return nil
            case newline where depth == 0 && sawParameters:
                let next = code[(index + 1)...].drop { $0 == UInt8(ascii: " ") }
                guard ["->", "{", "where", "async", "throws"].contains(where: { next.starts(with: $0.utf8) }) else {
                    return nil
                }
            default: break
            }
        }
        return nil
    }

    private static func closing(_ code: [UInt8], from open: Int) -> Int {
        var depth = 0
        for index in open..<code.count {
            if code[index] == UInt8(ascii: "{") { depth += 1 }
            if code[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return index }
        }
        return code.count
    }
}
