import Foundation

/// Finds secrets where the configuration says they are: `${NAME}` in the environment, `file:PATH` in a file (its first
/// line). A secret written into the configuration itself is refused: such files are copied and mailed.
struct SecretReader {
    /// A token is never longer; a wrong path may lead to anything.
    static let lengthMax = 4096

    let environment: [String: String]

    func resolve(_ text: String) throws(SecretProblem) -> String {
        if text.hasPrefix("${"), text.hasSuffix("}") {
            let name = String(text.dropFirst(2).dropLast())
            guard let value = environment[name], !value.isEmpty else {
                throw SecretProblem(
                    en: "the environment has no \(name)", vi: "biến môi trường \(name) chưa được đặt")
            }
            return value
        }
        guard text.hasPrefix("file:") else {
            throw SecretProblem(
                en: "a secret stands as ${NAME} (environment) or file:PATH, never in this file",
                vi: "khóa bí mật phải ghi ${TÊN} (biến môi trường) hoặc file:ĐƯỜNG-DẪN, không ghi thẳng vào tệp này")
        }
        let path = String(text.dropFirst("file:".count))
        guard let content = try? Data(contentsOf: URL(fileURLWithPath: path)), content.count <= Self.lengthMax,
            let line = String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline).first, !line.isEmpty
        else {
            throw SecretProblem(
                en: "the file \(path) cannot be read or holds no secret", vi: "không đọc được khóa trong tệp \(path)")
        }
        return String(line)
    }
}

/// Why a secret was not found; names where, never what.
struct SecretProblem: Error {
    let en: String
    let vi: String
}
