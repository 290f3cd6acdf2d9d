/// Which script a letter belongs to, and whether a Chinese character is written in the traditional or simplified way.
enum Scripts {
    static func count(_ scalar: Unicode.Scalar, in counts: inout RawText.ScriptCounts) {
        switch scalar.value {
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: counts.kana += 1
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: counts.hangul += 1
        case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            counts.han += 1
            if traditional.contains(scalar.value) { counts.traditional += 1 }
            if simplified.contains(scalar.value) { counts.simplified += 1 }
        default: counts.other += 1
        }
    }

    // Pairs in the same order: the commonest characters that differ between the two ways of writing.
    private static let traditional = Set(
        "們個來這會時說國學對發無爾經過還沒問開關門間見車長東馬電話請謝誰樣頭從後點後進運邊難題處體驗質檢測隔離陽陰廠員與業務單號嗎麼為當應該場場醫藥確診幾聯絡係檔證護簽機場飛屬親資費萬買賣錢歲氣熱燒嚴緊現實區縣鎮鄉設備報導須讓給於臺灣聽寫讀識認話語"
            .unicodeScalars.map(\.value))
    private static let simplified = Set(
        "们个来这会时说国学对发无尔经过还没问开关门间见车长东马电话请谢谁样头从后点进运边难题处体验质检测离阳阴厂员与业务单号吗么为当应该场医药确诊几联络系档证护签机飞属亲资费万买卖钱岁气热烧严紧现实区县镇乡设备报导须让给于台湾听写读识认语"
            .unicodeScalars.map(\.value))
}
