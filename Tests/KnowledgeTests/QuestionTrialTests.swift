import Knowledge
import Matching
import Testing

/// What an editor is told of a decision.
@Suite struct QuestionTrialTests {
    private func trial(_ text: String, _ language: String = "vi") throws -> QuestionTrial {
        QuestionTrial(text, in: try GoodSet.set(), language: language)
    }

    @Test func aRuleIsNamedWithTheEntrysTitle() throws {
        let trial = try trial("cho hỏi xét nghiệm ở đâu vậy")
        #expect(trial.verdict == "Trả lời: “Xét nghiệm ở đâu”")
        #expect(trial.level == nil)
        let reasons = trial.reasons.joined(separator: "\n")
        #expect(reasons.contains("Mẫu ‹(xét nghiệm | test nhanh) (ở đâu | chỗ nào)› của “Xét nghiệm ở đâu” bắt được"))
        #expect(reasons.contains("giống nhất là câu mẫu “"))
        #expect(reasons.contains("Chữ giống nhau, chữ nặng nhất trước: "))
        #expect(reasons.contains("Đứng nhì là “Giá xét nghiệm bao nhiêu tiền”, thua vì không mẫu nào"))
        #expect(reasons.contains("Từ 80 % trở lên thì trả lời; từ 35 % thì hỏi lại"))
    }

    @Test func inEnglishEverythingButTheTextsIsEnglish() throws {
        let trial = try trial("cho hỏi xét nghiệm ở đâu vậy", "en")
        #expect(trial.verdict == "Answer: “Where to get tested”")
        let reasons = trial.reasons.joined(separator: "\n")
        #expect(reasons.contains("of “Where to get tested” fits."))
        #expect(reasons.contains("In common, the weightiest first: "))
        #expect(trial.bubbles.first?.text.hasPrefix("Anh/chị gọi 0274.1022") == true)
    }

    /// No id, no code word of the program, in what an editor reads.
    @Test(arguments: ["vi", "en"]) func noIdStandsInTheWords(_ language: String) throws {
        let texts = [
            "xét nghiệm ở đâu", "xét nghiệm tiền mặt", "ba em khó thở", "ba em hết khó thở rồi", "sốt cao",
            "gặp người trực",
            "tôi muốn tố giác người ăn chặn tiền hỗ trợ", "asdf qwer", "...", "where is the test",
        ]
        for text in texts {
            let trial = try trial(text, language)
            for line in trial.reasons + [trial.verdict] + trial.candidates.map(\.title) {
                #expect(
                    !line.contains("testing.") && !line.contains("support.") && !line.contains("medical"), "\(line)")
                #expect(!line.contains("wantsPerson") && !line.isEmpty, "\(line)")
            }
            #expect(!trial.reasons.isEmpty, "\(text)")
        }
    }

    @Test(arguments: [
        ("ba em khó thở", "KHẨN CẤP: Cấp cứu", "Có dấu hiệu khẩn cấp ‹khó thở› (Cấp cứu): gửi ngay câu khẩn cấp."),
        ("bé sốt cao", "Đề phòng: Cấp cứu", "Có dấu hiệu cần đề phòng ‹sốt cao› (Cấp cứu): thêm câu an toàn."),
        (
            "không khó thở", "Đề phòng: Cấp cứu",
            "Có dấu hiệu ‹khó thở› (Cấp cứu), nhưng câu nói là không có hoặc đã hết: chỉ thêm câu an toàn."
        ),
        (
            "khó thở là gì", "Đề phòng: Cấp cứu",
            "Có dấu hiệu ‹khó thở› (Cấp cứu), nhưng đây là câu hỏi chung: chỉ thêm câu an toàn."
        ),
    ]) func theSignOfDangerIsNamed(_ text: String, _ level: String, _ reason: String) throws {
        let trial = try trial(text)
        #expect(trial.level == level)
        #expect(trial.reasons.first == reason)
    }

    @Test func theEmergencyTextHasItsCallButton() throws {
        let bubble = try #require(try trial("ba em khó thở").bubbles.first)
        #expect(bubble.text.hasPrefix("GỌI 115 NGAY."))
        #expect(bubble.buttons == ["Gọi 115"])
    }

    /// "gan" may be gần (near) or gan (liver): the reason says the one that was asked about.
    @Test(arguments: [
        ("chỗ nào test nhanh gần", "gần "), ("Test nhanh GẦN đây", "gần "), ("test nhanh gan day", "gan "),
    ])
    func wordsStandAsTheyWereTyped(_ text: String, _ word: String) throws {
        let common = try #require(try trial(text).reasons.first { $0.hasPrefix("Chữ giống nhau") })
        #expect(common.contains(word), "\(common)")
    }

    /// The contract of `switchboard match` is English lines, unchanged.
    @Test func theDecisionsOwnReasonsStayEnglishWithIds() throws {
        let reasons = try trial("cho hỏi xét nghiệm ở đâu vậy").decision.reasons
        #expect(reasons.first == "testing.where: the rule (xét nghiệm | test nhanh) (ở đâu | chỗ nào) fits")
        #expect(reasons.contains { $0.hasPrefix("testing.where: most like \"") && $0.hasSuffix(" %)") })
        #expect(reasons.contains { $0.hasPrefix("in common: ") })
        #expect(reasons.contains("second testing.price: no rule of it fits"))
    }

    @Test func nothingThatCanBeReadIsSaidSo() throws {
        let trial = try trial("…")
        #expect(trial.verdict == "Không phải câu hỏi")
        #expect(trial.reasons == ["Không có chữ hay số nào để đọc."])
        #expect(trial.bubbles.isEmpty)
    }
}
