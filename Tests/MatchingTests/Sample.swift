import Foundation

@testable import Matching

/// A compact knowledge base for the tests: entries from Data/entries.tsv, the rest here.
enum Sample {
    static let matcher = Matcher(knowledge)

    static let knowledge = KnowledgeBase(
        entries: entries, emergencies: SampleEmergencies.kinds, lexicon: lexicon, speech: speech)

    static func rows(_ name: String) -> [[String]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Data/\(name)")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    static var entries: [Entry] {
        struct Draft {
            var topic = ""
            var titles: [String: String] = [:]
            var examples: [String: [String]] = [:]
            var rules: [String] = []
            var exceptions: [String] = []
        }
        var order: [String] = []
        var drafts: [String: Draft] = [:]
        for row in rows("entries.tsv") {
            if drafts[row[0]] == nil { order.append(row[0]) }
            var draft = drafts[row[0], default: Draft()]
            switch row[1] {
            case "rule": draft.rules.append(row[2])
            case "except": draft.exceptions.append(row[2])
            default:
                draft.topic = row[1]
                draft.titles[row[2]] = row[3]
                draft.examples[row[2]] = row[4].split(separator: "|").map(String.init)
            }
            drafts[row[0]] = draft
        }
        return order.compactMap { id in
            drafts[id].map { draft in
                Entry(
                    id: id, topics: [draft.topic], titles: draft.titles, examples: draft.examples, rules: draft.rules,
                    exceptions: draft.exceptions, priority: id.hasPrefix("hardship") ? .urgent : .normal,
                    escalation: id == "relatives.inside" || id == "denounce" ? .always : .onRequest,
                    answeredLanguages: draft.titles.keys.sorted())
            }
        }
    }

    static let lexicon = Lexicon(
        abbreviations: [
            "vi": [
                "ko": "không", "k": "không", "hok": "không", "dc": "được", "đc": "được", "bn": "bao nhiêu",
                "xn": "xét nghiệm",
                "j": "gì", "ntn": "như thế nào", "vx": "vắc xin", "vc": "vắc xin", "e": "em", "bv": "bệnh viện",
                "dk": "đăng ký",
                "ad": "ad", "sdt": "số điện thoại",
            ],
            "en": ["vax": "vaccine", "u": "you", "pls": "please"],
        ],
        synonyms: [
            "vi": [
                ["xét nghiệm", "test"], ["tiêm", "chích", "chích ngừa"], ["vắc xin", "vaccine", "vacxin"],
                ["ở đâu", "chỗ nào"],
            ],
            "en": [["vaccine", "shot", "jab"]],
        ],
        places: ["Thủ Dầu Một", "Thuận An", "Dĩ An", "Tân Uyên", "Bến Cát", "Phú Giáo"])

    static let speech: [String: [String]] = [
        "greeting": ["^ [dạ] (alo | chào | xin chào | hello | hi) [anh chị | ad | 1022] [ạ | ơi] $"],
        "thanks": ["(cảm ơn | cám ơn) [nhiều | anh chị | ạ]", "(thanks | thank you) [so much | very much]"],
        "farewell": ["^ (tạm biệt | bye | bye bye | goodbye) $"],
        "laughter": ["^ (haha | hihi | hehe | kaka) $"],
        "abuse": ["(đồ khốn | mất dạy | óc chó | idiot | bastard)"],
        "wants_person": [
            "^ 0 $", "gặp (người | nhân viên) [trực]", "^ [alo] có ai không [ạ] $",
            "(speak | talk) to (someone | a person | a human)",
        ],
        "asks_state": ["^ [vậy] (sao rồi | tới đâu rồi | xong chưa) [ạ] $", "any update"],
        "rejects": ["^ (không phải | sai rồi | không đúng) [ý em | ạ] $", "^ (no | wrong | not that) $"],
        "confirms": ["^ (đúng rồi | phải rồi | vâng | ok | yes) [ạ] $"],
        "data_request": [
            "^ dữ liệu $", "(xóa | hủy) (thông tin | dữ liệu) (của tôi | của em)", "delete my (data | information)",
        ],
    ]

    static func decide(_ text: String, _ context: Context = Context()) -> Decision {
        matcher.decide(text, context: context)
    }
}
