import Messaging
import Testing

/// What is taken out of citizens' words before editors read them, and what is left.
@Suite struct PersonalDataTests {
    static let cases: [(String, PersonalData, [String])] = [
        // Numbers.
        ("cho em hỏi số 0909123456 có phải của 1022 không", .number, ["0909123456"]),
        ("goi lai em 0909.123.456 nha", .number, ["0909", "123", "456"]),
        ("gọi +84 909 123 456 giúp", .number, ["909", "456"]),
        ("sdt 0274 3822 115 ạ", .number, ["3822"]),
        ("số em là 0909-123-456", .number, ["0909"]),
        ("cmnd 281234567 lam giay di duong", .number, ["281234567"]),
        ("CCCD: 074 199 001 234", .number, ["074", "001"]),
        ("thẻ bảo hiểm GD4757912345678", .number, ["GD4757912345678"]),
        ("phiếu 1022-483-917 tới đâu rồi", .number, ["483", "917"]),
        ("xe 61A-123.45 qua chốt", .number, ["123", "45"]),
        ("3 nguoi 1 be, 0909xxxxxx", .number, ["0909"]),
        ("so ０９０９１２３４５６ cua em", .number, ["０９０９１２３４５６"]),
        ("số 09\u{200B}09\u{200B}123456", .number, ["123456"]),
        ("mẹ em sinh năm 1950 tiêm được không", .number, ["1950"]),
        ("me em sinh ngay 12/5/1950 tiem duoc khong", .number, ["1950", "12/5"]),
        // Names.
        ("tôi tên Hoa, muốn hỏi tiêm vắc xin", .name, ["Hoa"]),
        ("toi ten hoa muon hoi tiem vac xin", .name, ["hoa"]),
        ("em tên là Lê Thị Bưởi ở Dĩ An", .name, ["Lê", "Thị", "Bưởi"]),
        ("em ten la le thi buoi o di an", .name, ["le", "buoi"]),
        ("tên mẹ tôi là Sáu, đi cách ly từ thứ hai", .name, ["Sáu"]),
        ("Họ và tên: Trần Kim Anh", .name, ["Kim Anh"]),
        ("ho ten tran kim anh sinh nam 1990", .name, ["tran kim anh", "1990"]),
        ("my name is John Smith and I need a test", .name, ["John", "Smith"]),
        ("nguyễn văn tèo bị f0 chưa", .name, ["nguyễn", "tèo"]),
        ("nguyen van teo bi f0 chua", .name, ["nguyen", "teo"]),
        ("Nguye\u{302}\u{303}n Va\u{306}n Te\u{300}o F0", .name, ["Te\u{300}o"]),
        ("cho gặp chị Hoa phường Phú Lợi", .name, ["Hoa"]),
        ("ba tôi Võ Minh Quân đang cách ly ở đâu", .name, ["Võ", "Quân"]),
        // Addresses.
        ("nhà ở hẻm 12 đường Lê Lợi hết gạo", .address, ["12", "Lê Lợi"]),
        ("nha o hem 12/3 duong le loi phuong phu loi het gao", .address, ["12/3", "le loi"]),
        ("số 45 đường Phan Chu Trinh bị phong tỏa", .address, ["45", "Phan Chu Trinh"]),
        ("so nha 45 khu pho 3 phuong an phu", .address, ["45", "pho 3"]),
        ("số 12/3 tổ 4 ấp 5", .address, ["12/3", "tổ 4", "ấp 5"]),
        ("địa chỉ: 45 Lý Thường Kiệt, Dĩ An, cần gạo", .address, ["45", "Kiệt"]),
        ("dia chi 45 ly thuong kiet di an", .address, ["45", "kiet"]),
        ("đ/c 7 khu trọ bà Năm", .address, ["7"]),
        ("phòng 12 khu trọ", .address, ["12"]),
        ("em ở đường huỳnh văn lũy", .name, ["huỳnh"]),
        ("em o duong so tam nha tro", .address, ["tam"]),
        // Addresses of the net.
        ("gửi về hoa.le@example.com nhé", .link, ["hoa", "example"]),
        ("xem https://example.com/nguyen-van-a", .link, ["example"]),
        ("facebook.com/hoa.le.1990 nói vậy đúng không", .link, ["hoa", "facebook"]),
    ]

    @Test(arguments: cases) func isTakenOut(_ text: String, _ kind: PersonalData, _ gone: [String]) {
        let masked = PersonalData.masked(text)
        #expect(masked.found.contains(kind), "\(masked.text)")
        #expect(masked.text.contains(PersonalData.mask))
        for words in gone {
            #expect(!masked.text.contains(words), "\(masked.text)")
        }
    }

    /// Questions stay as they were, so that they can be read and decided on.
    @Test(arguments: [
        "xét nghiệm covid ở đâu", "chỉ thị 16 khác gì chỉ thị 15", "gọi 115 không được", "gọi 0274 hay 1022",
        "hỗ trợ 1.500.000 đồng cho người bán vé số", "ho tro 1500000 dong", "phạt 50000 đ không",
        "từ 28/7/2021 ra đường sau 18:00 được không", "tu 28.7.2021 co duoc ra duong khong", "xin giấy đi đường ở đâu",
        "bị tiểu đường tiêm được không", "số đường dây nóng", "địa chỉ xét nghiệm ở đâu", "tên thuốc gì vậy",
        "con tôi 8 tháng tiêm được không", "F1 cách ly 14 hay 21 ngày", "nhà 3 người hết gạo", "sốt 39 độ 3 ngày",
        "ở Bình Dương tiêm vắc xin gì", "từ Hồ Chí Minh về Bình Dương", "học sinh 2021 thi khi nào",
        "spo2 88 phải làm sao", "khu đô thị mới phong tỏa chưa", "đăng ký tiêm mũi 2", "nghị quyết số 68 là gì",
        "What is the price of a PCR test", "Do I need a test", "anh chị cho hỏi", "đã tiêm AstraZeneca, mũi 2 Pfizer?",
    ]) func isLeft(_ text: String) {
        let masked = PersonalData.masked(text)
        #expect(masked.text == text)
        #expect(masked.found.isEmpty)
    }

    @Test func aRunOfFindsBecomesOneMask() {
        #expect(PersonalData.masked("tôi tên Hoa").text == "tôi tên •••")
        #expect(PersonalData.masked("gọi 0909 123 456 giúp").text == "gọi ••• giúp")
    }

    /// A mask must not be taken for a find, or a text masked twice would change.
    @Test(arguments: cases) func maskingTwiceChangesNothing(_ text: String, _ kind: PersonalData, _ gone: [String]) {
        let once = PersonalData.masked(text).text
        #expect(PersonalData.masked(once).text == once)
    }

    @Test(arguments: ["", " ", "•••", "0", "tên", "tên là", "số", "đường", "địa chỉ", "@", "://", "tên:", "\u{200B}"])
    func theEdgesOfTheRulesAreSafe(_ text: String) { _ = PersonalData.masked(text) }

    @Test func aLongTextIsCutRatherThanLeftUnread() {
        let text = String(repeating: "a ", count: 10_000) + "0909123456"
        #expect(!PersonalData.masked(text).text.contains("0909123456"))
    }
}
