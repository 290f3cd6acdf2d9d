/// Tells the language of a text: by script, then by how its words look, whatever their diacritics.
enum Language {
    /// "vi", "en", "zh-Hant", "zh-Hans", "ko", "ja", or "und" if nothing tells. `hint` is the language of the
    /// conversation: what is written alike in two languages is in that one.
    static func detect(_ text: RawText, hint: String? = nil) -> String {
        let scripts = text.scripts
        let asian = scripts.han + scripts.kana + scripts.hangul
        if asian > 0, asian * 4 >= scripts.latin || asian >= 4 {
            if scripts.hangul * 2 >= asian { return "ko" }
            if scripts.kana * 8 >= asian { return "ja" }
            if scripts.han > 0 { return wayOfWriting(scripts, hint: hint) }
        }
        if scripts.other > scripts.latin { return "und" }
        var vietnamese = 0
        var english = 0
        for word in text.words where word.kind == .word {
            let (left, right) = weights(text.letters(of: word), word.key)
            vietnamese += left
            english += right
        }
        if vietnamese == 0, english == 0 { return "und" }
        return vietnamese >= english ? "vi" : "en"
    }

    /// Chinese characters without kana.
    private static func wayOfWriting(_ scripts: RawText.ScriptCounts, hint: String?) -> String {
        let ways = [("zh-Hans", scripts.simplified), ("zh-Hant", scripts.traditional), ("ja", scripts.japanese)]
        let most = ways.map(\.1).max()
        let likely = ways.filter { $0.1 == most }.map(\.0)
        return likely.first { $0 == hint } ?? likely.first ?? "zh-Hans"
    }

    /// How much a word speaks for Vietnamese and for English.
    private static func weights(_ letters: ArraySlice<Letter>, _ key: SpellingKey) -> (Int, Int) {
        if key.isMarked { return (6, 0) }
        if vietnameseWords[key.folded] >= 0 { return (4, 0) }
        if englishWords[key.folded] >= 0 { return (0, 4) }
        if bothWords[key.folded] >= 0 { return (0, 0) }
        if letters.contains(where: \.isDigit) { return (0, 0) }
        let isSyllable = Syllable.isPossible(letters)
        if letters.count == 1 { return (isSyllable ? 1 : 0, 0) }
        if isSyllable { return (2, 0) }
        if let keys = Telex.undo(letters), Syllable.isPossible(keys[...]),
            keys.contains(where: { $0.shape != 0 || $0.tone != 0 })
        {
            return keys.contains(where: { $0.shape != 0 }) ? (3, 0) : (1, 1)
        }
        return letters.count >= 4 ? (0, 3) : (0, 1)
    }

    private static func table(_ words: String) -> KeyTable {
        var table = KeyTable()
        for word in TextReader.read(words, mostBytes: 8192).words { table.set(word.key.folded, 1) }
        return table
    }

    private static let vietnameseWords = table(
        """
        ko k kg khong hok hong dc duoc dk j gi ntn sao vay zay z e em anh chi ban minh toi tui nguoi nha o dau la thi ma cua
        cho hoi xin chao cam on nhung cac mot hai ba bon nam sau bay tam chin muoi bao nhieu khi nao lam phai biet muon
        tiem chich vac xin xet nghiem benh vien bac si cach ly tiep xuc giay thuoc duong ve que tien ho tro nhan
        co roi chua nua voi nay kia ay ah nhe nha nhen ha hen luon het ngay thang tuoi me con chau ong ba bs vs ad ib r
        uhm um uk uh da vang dung day do the thoi rat qua lai ra vao len xuong truoc sau trong ngoai
        """)
    private static let englishWords = table(
        """
        the is are was were be been being am and or but if of in on at to for from with without about into what where when
        who how why which can could will would should might must do does did done not no yes have has had get got
        i you he she it we they my your his her our their me him us them this that these those there here any some all
        please thank thanks hello hi hey help need want know tell give take go going come symptoms vaccine vaccinated
        vaccination dose shot mask masks fever test testing tests tested positive negative doctor hospital covid's after
        before during until still also just only more much many long cost price free open close pay need anyone someone
        lot lots very isn't don't doesn't can't i'm it's what's there's i've son daughter mother father wife husband people person
        """)
    /// Spelt alike, or at home in both.
    private static let bothWords = table(
        "a an to do can no on so in the me he hi may it covid corona virus f0 f1 f2 test pcr quarantine sms ok oke zalo app "
            + "facebook viber vaccine pfizer moderna astra zeneca astrazeneca sinopharm email online alo hello bye lo hang "
            + "long ban con ha men nay then them tin ten hay chat pay date loan do go hat son bat cam ham ho lo")
}
