import Crypto
import Foundation
import HTTP
import Simulator

/// A knowledge base whose answers name the question they answer.
enum NumberedQuestions {
    static func question(_ number: Int) -> String { "cau hoi so \(number)" }

    static func number(in text: String?) -> Int? {
        guard let text, let range = text.range(of: #"so \d+"#, options: .regularExpression) else { return nil }
        return Int(text[range].dropFirst(3))
    }

    /// The hotline's own settings with entries of our own.
    static func write(count: Int, to folder: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["settings.yaml", "topics.yaml", "phones.yaml", "places.yaml"] {
            try files.copyItem(atPath: files.currentDirectoryPath + "/Intents/\(name)", toPath: "\(folder)/\(name)")
        }
        let entries = (1...count).map { number in
            """
              - id: question-\(number)
                title: {vi: "Câu \(number)", en: "Question \(number)"}
                examples:
                  vi: ["cau hoi so \(number)"]
                rules: ['^ cau hoi so \(number) $']
                answer:
                  vi: "Trả lời: so \(number)"
            """
        }
        let text = "intents:\n" + entries.joined(separator: "\n") + "\n"
        try text.write(toFile: folder + "/questions.yaml", atomically: true, encoding: .utf8)
    }

    /// The sealing key that the service made.
    static func key(_ folder: String) throws -> [UInt8] { try KeyFile.loadOrCreate(path: folder + "/seal.key") }
}

/// Posts webhooks as a platform would.
struct ServiceCaller {
    private let outgoing = Outgoing.live(allowedHosts: ["127.0.0.1"], allowPlainHTTPOnLoopback: true, deadlineSeconds: 10)

    func post(_ webhook: SignedWebhook) async -> Int? {
        let headers = Dictionary(webhook.headers.map { ($0.name, $0.value) }) { first, _ in first }
        let request = OutgoingRequest(method: webhook.method, url: webhook.url, headers: headers, body: webhook.body)
        return try? await outgoing.send(request).status
    }
}
