import Foundation
import Matching

/// Reasons in an editor's words: titles of entries in place of ids, Vietnamese or English.
struct ReasonText {
    let set: KnowledgeSet
    /// `vi`, or anything else for English.
    let language: String
    /// What was decided on, for words as they stand in it.
    let question: String

    func text(_ reason: Reason) -> String {
        switch reason {
        case .redSign, .amberSign, .weakenedSign, .readsLikeDanger: sign(reason)
        case .ruleFits, .nearest, .common, .missing, .second: evidence(reason)
        case .answeredAlready, .alwaysAPerson, .noAnswer, .oftenMistaken, .notSure, .tooUnsure, .angry,
            .askedBackAlready:
            verdict(reason)
        default: reading(reason)
        }
    }

    private func sign(_ reason: Reason) -> String {
        switch reason {
        case .redSign(let kind, let pattern):
            say(
                "Có dấu hiệu khẩn cấp \(quoted(pattern)) (\(self.kind(kind))): gửi ngay câu khẩn cấp.",
                "Emergency sign \(quoted(pattern)) (\(self.kind(kind))): the emergency text goes out at once.")
        case .amberSign(let kind, let pattern):
            say(
                "Có dấu hiệu cần đề phòng \(quoted(pattern)) (\(self.kind(kind))): thêm câu an toàn.",
                "Warning sign \(quoted(pattern)) (\(self.kind(kind))): the safety line is added.")
        case .weakenedSign(let kind, let pattern, .absent):
            say(
                "Có dấu hiệu \(quoted(pattern)) (\(self.kind(kind))), nhưng câu nói là không có hoặc đã hết: chỉ thêm câu an toàn.",
                "Sign \(quoted(pattern)) (\(self.kind(kind))), but it is said to be absent or over: the safety line only."
            )
        case .weakenedSign(let kind, let pattern, .general):
            say(
                "Có dấu hiệu \(quoted(pattern)) (\(self.kind(kind))), nhưng đây là câu hỏi chung: chỉ thêm câu an toàn.",
                "Sign \(quoted(pattern)) (\(self.kind(kind))), but the question is a general one: the safety line only."
            )
        case .weakenedSign(let kind, let pattern, .harmless):
            say(
                "Có dấu hiệu \(quoted(pattern)) (\(self.kind(kind))), nhưng cả câu giống câu vô hại: chỉ thêm câu an toàn.",
                "Sign \(quoted(pattern)) (\(self.kind(kind))), but the whole reads harmless: the safety line only.")
        case .readsLikeDanger(let kind, let words, let isRed):
            say(
                "Đọc giống câu báo nguy hiểm (\(self.kind(kind))), chữ nặng nhất trước: \(list(words)): "
                    + (isRed ? "gửi ngay câu khẩn cấp." : "thêm câu an toàn."),
                "Reads like a report of danger (\(self.kind(kind))), the weightiest words first: \(list(words)): "
                    + (isRed ? "the emergency text goes out at once." : "the safety line is added."))
        default: reason.description
        }
    }

    private func reading(_ reason: Reason) -> String {
        switch reason {
        case .nothingToRead: say("Không có chữ hay số nào để đọc.", "There is no letter or digit to read.")
        case .said(let speech, let pattern):
            say(
                "Câu có ý “\(name(speech))” (mẫu \(quoted(pattern))).",
                "It says “\(name(speech))” (pattern \(quoted(pattern))).")
        case .chose(let place, let intent):
            say("Chọn số \(place) trong danh sách: \(title(intent)).", "Chose \(place) of the list: \(title(intent)).")
        case .choseBeyond(let place, let listed):
            say(
                "Chọn số \(place), nhưng danh sách chỉ có \(listed).",
                "Chose \(place), but the list had only \(listed).")
        case .forwarded:
            say("Dài, không hỏi gì, giống tin chuyển tiếp.", "Long, asks nothing, reads like something passed on.")
        case .goesOn(let intent):
            say("Đọc như hỏi tiếp về \(title(intent)).", "Read as going on from \(title(intent)).")
        case .nothingKnown:
            say("Không mục nào có từ nào trong câu này.", "No entry knows any word of this text.")
        default: reason.description
        }
    }

    private func evidence(_ reason: Reason) -> String {
        switch reason {
        case .ruleFits(let intent, let rule):
            return say(
                "Mẫu \(quoted(rule)) của \(title(intent)) bắt được câu này.",
                "The rule \(quoted(rule)) of \(title(intent)) fits.")
        case .nearest(let intent, let example, let likeness):
            let percent = Reason.percent(likeness)
            return say(
                "Trong \(title(intent)), giống nhất là câu mẫu “\(example)” (giống \(percent)).",
                "In \(title(intent)) it is most like the example “\(example)” (\(percent) alike).")
        case .common(let words, let unknown, let known):
            let text = say(
                "Chữ giống nhau, chữ nặng nhất trước: \(list(words)).",
                "In common, the weightiest first: \(list(words)).")
            guard unknown > 0 else { return text }
            return text
                + say(
                    " \(unknown) trong \(unknown + known) chữ không mục nào có.",
                    " \(unknown) of \(unknown + known) words are in no entry.")
        case .missing(let intent, let words):
            let list = words.map { "‹\($0)›" }.joined(separator: ", ")
            return say(
                "Phần lớn câu mẫu của \(title(intent)) còn có chữ \(list), câu này thì không.",
                "Most examples of \(title(intent)) also say \(list), this message does not.")
        case .second(let intent, _, true):
            return say(
                "Đứng nhì là \(title(intent)), thua vì không mẫu nào của mục này bắt được câu.",
                "Second is \(title(intent)); it lost because no rule of it fits.")
        case .second(let intent, let likeness, false):
            let percent = Reason.percent(likeness)
            return say(
                "Đứng nhì là \(title(intent)), thua vì các bằng chứng cộng lại ít hơn (câu mẫu gần nhất giống \(percent)).",
                "Second is \(title(intent)); less speaks for it in all (its nearest example is \(percent) alike).")
        default: return reason.description
        }
    }

    private func verdict(_ reason: Reason) -> String {
        switch reason {
        case .oftenMistaken(let intent, let needed):
            say(
                "Câu mẫu của mục khác cũng giống \(title(intent)) tới \(Reason.percent(needed)): phải chắc hơn thế mới trả lời.",
                "Examples of other entries reach \(Reason.percent(needed)) for \(title(intent)): it answers only above that."
            )
        case .notSure: say("Chưa đủ chắc để trả lời: hỏi lại.", "Not sure enough to answer: asks back.")
        case .tooUnsure:
            say("Quá không chắc, hỏi lại cũng vô ích: chuyển người trực.", "Too unsure even to ask back: a person.")
        case .angry:
            say("Người hỏi đang bực: chuyển người trực, không hỏi lại.", "Angry: a person, without asking back.")
        case .askedBackAlready: say("Đã hỏi lại một lần: chuyển người trực.", "Asked back once already: a person.")
        case .answeredAlready(let intent):
            say(
                "\(title(intent)) vừa được trả lời rồi: chuyển người trực.",
                "\(title(intent)) was answered already: a person.")
        case .alwaysAPerson(let intent):
            say("\(title(intent)) luôn do người trực trả lời.", "\(title(intent)) always goes to a person.")
        case .noAnswer(let intent, let language):
            say(
                "\(title(intent)) chưa có câu trả lời tiếng ‘\(language)’.",
                "\(title(intent)) has no answer in ‘\(language)’.")
        default: reason.description
        }
    }

    // MARK: Names

    func say(_ vi: String, _ en: String) -> String { language == "vi" ? vi : en }

    /// The matcher names a word as the files mostly write it ("dương"); the question may mean another ("đường").
    private func asTyped(_ word: String) -> String {
        func folded(_ text: some StringProtocol) -> String {
            text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).replacing("đ", with: "d")
        }
        let typed = question.split { !$0.isLetter && !$0.isNumber }.first { folded($0) == folded(word) }
        return typed.map { $0.lowercased() } ?? word
    }

    private func list(_ words: [Reason.WordWeight]) -> String {
        words.map { "\(asTyped($0.word)) \($0.tenths)" }.joined(separator: ", ")
    }

    /// Longer patterns are lists of alternatives; their beginning tells which one it is.
    private static let longestPattern = 70

    private func quoted(_ pattern: String) -> String {
        pattern.count <= Self.longestPattern ? "‹\(pattern)›" : "‹\(pattern.prefix(Self.longestPattern))…›"
    }

    private func title(_ intent: String) -> String { "“\(set.title(of: intent, language: language))”" }

    func kind(_ id: String) -> String {
        set.settings.emergencies.kinds.first { $0.id == id }?.title.text(for: language) ?? id
    }

    private func name(_ speech: Decision.Speech) -> String {
        switch speech {
        case .greeting: say("chào", "greeting")
        case .thanks: say("cảm ơn", "thanks")
        case .farewell: say("tạm biệt", "farewell")
        case .laughter: say("cười", "laughter")
        case .abuse: say("bực tức, xúc phạm", "abuse")
        case .forwarded: say("tin chuyển tiếp", "passed on")
        case .wantsPerson: say("muốn gặp người trực", "wants a person")
        case .asksState: say("hỏi việc tới đâu", "asks how the matter stands")
        case .rejects: say("không phải", "no, not that")
        case .confirms: say("đúng rồi", "yes")
        case .dataRequest: say("yêu cầu về dữ liệu cá nhân", "a request about personal data")
        case .empty: say("không có gì", "nothing")
        }
    }
}
