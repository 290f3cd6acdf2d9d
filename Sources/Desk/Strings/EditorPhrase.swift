/// The texts of the editors' pages, as `Phrase`.
enum EditorPhrase: String, Sendable, CaseIterable {
    // List
    case entries = "Mục hỏi đáp | FAQ entries"
    case newEntry = "Thêm mục mới | New entry"
    case publishedSets = "Các bản đã công bố | Published versions"
    case searchEntries = "Tìm theo tên, câu hỏi, câu trả lời | Search titles, wordings, answers"
    case allFiles = "Mọi tệp | Every file"
    case allTopics = "Mọi chủ đề | Every topic"
    case showEvery = "Tất cả | All"
    case showOld = "Quá hạn xác nhận | To be confirmed"
    case showInvalid = "Ngoài hiệu lực | Not in force"
    case showDrafts = "Có bản nháp | With a draft"
    case entriesFound = "{n} mục | {n} entries"
    case markExpired = "Hết hạn {day} | Expired {day}"
    case markNotYet = "Từ {day} | From {day}"
    case markDue = "Cần xác nhận lại | Confirm again"
    case markOverdue = "Quá hạn, người trực trả lời | Overdue, a person answers"
    case markPerson = "Luôn chuyển người trực | Always a person"
    case markDraft = "Bản nháp của anh/chị | Your draft"
    case markOther = "{name} đang sửa | {name} is editing"
    case markConfidential = "Mật | Confidential"

    // Form
    case inForceByHand =
        "Đang dùng từ {time}, sửa thẳng trong thư mục | In force since {time}, changed in the folder"
    case inForceBy = "Đang dùng từ {time}, {name} công bố | In force since {time}, published by {name}"
    case byFolder = "sửa thẳng trong thư mục | changed in the folder"
    case draftSaved =
        "Đã lưu nháp lúc {time}. Người dân chưa thấy. | Draft saved at {time}. Citizens do not see it yet."
    case noDraft = "Chưa có thay đổi nào. | Nothing changed yet."
    case newIsDraft = "Mục mới, chưa công bố. | A new entry, not published."
    case fieldTitle = "Tên mục | Title"
    case fieldButton = "Chữ trên nút (nhiều nhất 20 ký tự) | Text on the button (at most 20 characters)"
    case fieldExamples = "Người dân hỏi thế nào? Mỗi dòng một câu | How do people ask? One wording a line"
    case hintExamples =
        "Ít nhất 5 câu, viết như người dân nhắn: có dấu, không dấu, viết tắt. | At least 5, as people really write: with and without diacritics, abbreviated."
    case fieldAnswer = "Câu trả lời | Answer"
    case hintAnswer =
        "Câu đầu nói phải làm gì. Dòng trống tách đoạn. Số điện thoại viết {phone:hotline}. Để trống mọi thứ tiếng: luôn chuyển người trực. | The first sentence says what to do. A blank line begins a paragraph. Write telephone numbers as {phone:hotline}. Empty in every language: always a person."
    case phones = "Số điện thoại để viết vào câu | Telephone numbers to write into a text"
    case addLanguage = "Thêm tiếng: | Add a language:"
    case dates = "Hiệu lực và nguồn | Validity and source"
    case validFrom = "Trả lời từ ngày | Answered from"
    case validUntil = "đến hết ngày | until the end of"
    case sourceTitle = "Nguồn: văn bản, cơ quan | Source: document, office"
    case sourceIssued = "Ngày ban hành | Issued on"
    case owner = "Người, đơn vị phụ trách | Who is responsible"
    case confirmed = "Xác nhận lần cuối | Last confirmed"
    case confirmedOfFile = "Để trống: như cả tệp, {day} | Empty: that of the file, {day}"
    case review = "Xác nhận lại sau mấy ngày | Confirm again after how many days"
    case volatile = "Thay đổi từng ngày | Changes from day to day"
    case filing = "Xếp loại và chuyển phiếu | Filing and tickets"
    case ticketDepartment = "Đơn vị nhận phiếu | Department for tickets"
    case departmentOfFile = "Như cả tệp: {name} | That of the file: {name}"
    case topics = "Chủ đề | Topics"
    case ask = "Hỏi thêm khi mở phiếu | Asked when a ticket opens"
    case ticketPriority = "Mức độ của phiếu | Priority of the ticket"
    case escalation = "Chuyển người trực | Hand over to a person"
    case escalateNever = "Không bao giờ | Never"
    case escalateOnRequest = "Khi người dân muốn | On request"
    case escalateAlways = "Luôn luôn, trả lời xong vẫn mở phiếu | Always, after the answer too"
    case entryIsConfidential = "Mật: chỉ cán bộ được phân công đọc phiếu | Confidential: named officers only"
    case suggest = "Gợi ý mục khác (nút dưới câu trả lời) | Offer other entries (buttons under the answer)"
    case advanced = "Mẫu câu và câu thử | Patterns and tests"
    case rules =
        "Mẫu trúng chắc chắn, mỗi dòng một mẫu; không có cũng được | Patterns that surely hit, one a line; none are needed"
    case exceptions = "Không phải mục này khi có mẫu | Not this entry when one of these fits"
    case testsRight = "Câu thử phải trúng mục này | Tests that must find this entry"
    case testsWrong = "Câu thử KHÔNG được trúng mục này | Tests that must NOT find this entry"
    case save = "Lưu nháp | Save draft"
    case toPublish = "Xem trước khi công bố | Review and publish"
    case discard = "Bỏ bản nháp | Discard the draft"
    case tryIt = "Hỏi thử | Try it"
    case tryHint = "Gõ như một người dân, máy trả lời theo bản nháp này. | Ask as a citizen would; this draft answers."

    // Picture
    case picture = "Trên điện thoại | On the phones"
    case pictureBroken =
        "Bản nháp còn lỗi, chưa dựng được hình: | The draft has mistakes and cannot be shown yet:"
    case pictureNone =
        "Máy không trả lời mục này; phiếu mở cho người trực. | No automatic answer; a ticket opens for a person."
    case afterTap = "Sau khi bấm “{button}”: | After a tap on “{button}”:"
    case triedAnswer = "Trả lời bằng: {titles} | Answered with: {titles}"
    case triedClarify = "Hỏi lại, đưa ra: {titles} | Asks back, offering: {titles}"
    case triedEscalate = "Chuyển người trực | A person answers"
    case triedSilent = "Không coi là câu hỏi | Not taken as a question"
    case why = "Vì sao | Why"

    // New entry
    case newTitle = "Tên mục (tiếng Việt) | Title (Vietnamese)"
    case newFile = "Đặt vào tệp | Put it into the file"
    case newCode = "Mã mục (không bắt buộc) | Code (optional)"
    case newCodeHint =
        "Chữ thường không dấu, số, dấu chấm. Để trống, máy đặt theo tên. | a-z, 0-9 and dots. Left empty, it is made from the title."
    case newMake = "Viết mục | Write the entry"
    case newWrong = "Xin ghi tên mục và chọn tệp. | Please give a title and choose a file."
    case newTaken = "Mã '{id}' đã có. | The code '{id}' is taken."
    case tooManyDrafts =
        "Anh/chị có quá nhiều bản nháp; xin công bố hoặc bỏ bớt. | You have too many drafts; publish or discard some."

    // Conflict
    case twoTexts = "Mục này đã được sửa ở nơi khác | This entry was changed elsewhere"
    case twoTextsWhy =
        "Từ khi anh/chị mở, tệp trên đĩa đã đổi. Chưa có gì bị ghi đè. Xin xem hai bản rồi chọn. | The file on the disk has changed since you opened it. Nothing was overwritten. Look at both and choose."
    case conflictSee = "Xem hai bản | See both"
    case conflictGone = "Mục này không còn trong tệp. | The entry is no longer in the file."
    case columnField = "Phần | Field"
    case columnDisk = "Trên đĩa bây giờ | On the disk now"
    case columnMine = "Bản của anh/chị | Yours"
    case columnBefore = "Trước | Before"
    case columnAfter = "Sau | After"
    case keepMine =
        "Giữ các chỗ tôi đã sửa, còn lại theo đĩa | Keep what I changed, take the rest from the disk"
    case takeTheirs = "Bỏ bản của tôi, theo đĩa | Drop mine, take the disk's"

    // Publishing
    case toDraft = "Đưa vào bản nháp của mục | Put into a draft of the entry"
    case publish = "Công bố | Publish"
    case publishTitle = "Xem trước khi công bố | Before publishing"
    case whatChanges = "Những chỗ thay đổi | What changes"
    case nothingChanges = "Bản nháp giống hệt bản đang dùng. | The draft is the same as what is in force."
    case checks = "Kiểm tra | Check"
    case checksFine = "Không có lỗi. | No mistakes."
    case errors = "Phải sửa trước khi công bố | Must be mended first"
    case warnings = "Nên xem lại | Worth a look"
    case tests = "Câu thử | Tests"
    case testsFine = "Mọi câu thử vẫn đúng. | All tests are still right."
    case testShouldFind =
        "“{text}” phải trúng “{title}”, nay: {decision} | “{text}” should find “{title}”, now: {decision}"
    case testShouldNot =
        "“{text}” không được trúng “{title}” | “{text}” must not find “{title}”"
    case missed = "Câu cấp cứu bị bỏ lọt | Emergencies that would be missed"
    case otherEntries = "Các mục khác | Other entries"
    case otherEntriesSame = "Không mục nào khác đổi cách trả lời. | Nothing is decided differently for other entries."
    case otherEntriesHint =
        "So với mọi câu mẫu và câu thử của các mục khác. | Compared over the wordings and tests of all other entries."
    case citizensQuestions = "Câu hỏi của người dân | Citizens' questions"
    case noQuestions = "Chưa có câu hỏi nào gần đây để so. | No recent questions to compare with."
    case questionsOf =
        "So với câu hỏi {n} ngày qua, đã che thông tin cá nhân. | Compared with the questions of {n} days, personal data masked."
    case blocked =
        "Chưa công bố được: xin sửa các chỗ màu cam ở trên. | It cannot be published yet: please mend the marked points."
    case publishHint = "Có hiệu lực trong 2 giây; hoàn tác được. | In force within 2 seconds; it can be undone."
    case backToEntry = "Về mục | Back to the entry"
    case seenOld =
        "Bản nháp hoặc tệp đã đổi từ lúc xem. Xin xem lại rồi công bố. | The draft or a file changed after you looked. Please look again, then publish."
    case donePublished = "Đã công bố. Người dân nhận câu mới ngay bây giờ. | Published. Citizens get the new text now."
    case undo = "Hoàn tác | Undo"
    case doneDiscarded = "Đã bỏ bản nháp. | The draft is discarded."
    case doneMerged = "Đã ghép. Xin xem lại rồi công bố. | Merged. Please look it over and publish."
    case notWritten = "Không ghi được tệp: {reason} | The file could not be written: {reason}"
    case fileUnreadable =
        "Tệp đang có lỗi, phải sửa trong tệp trước: {problem} | The file has a mistake that must be mended in the file first: {problem}"
    case notEditable =
        "Mục này viết theo kiểu mà biểu mẫu không sửa được (cả mục trên một dòng). Xin sửa thẳng trong tệp. | This entry is written in a way the form cannot change (all in one line). Please edit the file."
    case folderUnreadable = "Không đọc được thư mục hỏi đáp: {reason} | The FAQ folder cannot be read: {reason}"

    // Published sets
    case setsHint =
        "Mỗi lần công bố là một bản. Đưa bản cũ về là có hiệu lực ngay, và cũng hoàn tác được. | Each publishing is a version. Going back takes effect at once, and can be undone too."
    case setInForce = "Đang dùng | In force"
    case setFirst = "Bản đầu tiên được ghi lại | The first one recorded"
    case setAdded = "Thêm: {list} | Added: {list}"
    case setChanged = "Sửa: {list} | Changed: {list}"
    case setRemoved = "Bỏ: {list} | Removed: {list}"
    case setFiles = "Tệp khác: {list} | Other files: {list}"
    case setSame = "Không đổi nội dung | No change of content"
    case setRestored = "Đưa về bản {time} | Back to the version of {time}"
    case restore = "Đưa bản này về | Go back to this"
    case doneRestored = "Đã đưa về bản trước. | The earlier version is back."
    case restoreStale =
        "Đã có bản mới hơn; xin xem lại danh sách. | There is a newer version; please look at the list again."
    case restoreChanged =
        "Chưa ghi gì: các tệp này vừa được sửa trong thư mục, xin xem lại: {list} | Nothing was written: these files have just been changed in the folder, please look again: {list}"
    case restoreBroken = "Bản này không nạp được nữa: {problem} | That version cannot be loaded any more: {problem}"
    case noSets = "Chưa ghi lại bản nào. | No version is recorded yet."

    // Second person
    case secondByDay =
        "Mục này nói về sức khỏe hoặc pháp luật: cần người thứ hai đọc lại trước khi công bố. | This entry states health or law: a second person reads it before it is published."
    case secondAtNight =
        "Mục này nói về sức khỏe hoặc pháp luật. Ban đêm (22:00–6:00) anh/chị được công bố một mình; mục mang dấu “chưa có người thứ hai đọc” cho tới khi có người đọc lại. | This entry states health or law. At night (22:00–6:00) you may publish alone; it stays marked “not read by a second person” until somebody has read it."
    case askSecond = "Nhờ người thứ hai đọc lại | Ask a second person to read it"
    case cannotWait = "Không thể chờ? | It cannot wait?"
    case reason = "Vì sao không chờ được? | Why can it not wait?"
    case reasonHint =
        "Ví dụ: câu đang dùng chỉ sai nơi cấp cứu. Người đọc lại sẽ thấy lý do này. | For example: the text in force names the wrong hospital. Whoever reads it later sees this reason."
    case reasonMissing =
        "Chưa công bố: xin nhờ người thứ hai đọc lại, hoặc ghi vì sao không chờ được. | Not published: ask a second person to read it, or write why it cannot wait."
    case publishAlone = "Công bố ngay, một mình | Publish at once, alone"
    case doneWaiting =
        "Đã gửi. Chờ người thứ hai đọc lại; người dân chưa thấy. | Sent. It waits for a second person; citizens do not see it yet."
    case waitingTitle = "Chờ người thứ hai đọc | Waiting for a second reader"
    case waitsOf = "{name} nhờ đọc lại | {name} asks for a second reader"
    case waitsOwn = "Của anh/chị, chờ người khác đọc | Yours, waits for somebody else"
    case waitsSince = "Chờ người thứ hai đọc từ {time}. | Waits for a second person since {time}."
    case waitsUntouched =
        "Nếu anh/chị sửa thêm, phải gửi lại. | If you change anything, it must be sent again."
    case waitsNoMore =
        "Bản nháp này không còn chờ đọc: người viết đang sửa tiếp, hoặc đã có người công bố. | This draft does not wait any more: its writer is changing it, or somebody has published it."
    case waitsChanged =
        "Từ khi người viết gửi, mục này đã đổi trong tệp. Xin trả lại để người viết xem hai bản. | The entry has changed in its file since it was sent. Please give it back; the writer has to look at both texts."
    case markWaiting = "Chờ người thứ hai đọc | Waits for a second reader"
    case readTitle = "Đọc lại trước khi công bố | To be read before it is published"
    case publishRead = "Đã đọc, công bố | I have read it; publish"
    case giveBack = "Trả lại người viết | Give it back"
    case giveBackWord = "Lời nhắn cho người viết | A word to the writer"
    case giveBackHint = "Chỗ nào chưa đúng, theo văn bản nào. | What is not right, and by which document."
    case wordMissing = "Xin ghi một lời cho người viết. | Please write a word to the writer."
    case doneReturned = "Đã trả lại người viết. | It is with its writer again."
    case returnedBy = "{name} đã đọc và trả lại: | {name} has read it and gives it back:"
    case readBy = ", {name} đọc lại | , read by {name}"
    case unreadTitle = "Đang dùng, chưa có người thứ hai đọc | In force, not read by a second person"
    case unreadMark = "Chưa có người thứ hai đọc | Not read by a second person"
    case unreadSee = "Xem chỗ đã đổi | See what changed"
    case unreadSince = "{name} công bố một mình lúc {time}. | {name} published it alone at {time}."
    case unreadReason = "Lý do: {reason} | Reason: {reason}"
    case unreadNone = "Không còn gì chưa đọc. | Nothing is unread."
    case unreadOwn =
        "Đây là thay đổi của anh/chị; xin nhờ người khác đọc. | This is your own change; somebody else has to read it."
    case markRead = "Tôi đã đọc, nội dung đúng | I have read it, it is right"
    case correctIt = "Chưa đúng, mở mục để sửa | It is not right, open the entry"
    case readOld =
        "Mục vừa đổi sau khi anh/chị mở trang. Xin đọc lại. | The entry changed after you opened the page. Please read it again."
    case doneRead = "Đã ghi: có người thứ hai đọc. | Noted: a second person has read it."

    // Confirming
    case confirmTab = "Cần xác nhận | To be confirmed"
    case confirmTitle = "Ai phải xác nhận gì tuần này | Who must confirm what this week"
    case confirmHint =
        "Đến hạn trong {n} ngày kể từ {day}, hoặc đã quá hạn. Hỏi người phụ trách, đọc lại câu trả lời rồi bấm. | Due within {n} days of {day}, or past. Ask who is responsible, read the answer, then press the button."
    case confirmNone = "Không có mục nào đến hạn. | Nothing is due."
    case confirmOthers =
        "{undated} mục có câu trả lời mà không ghi hạn nào. {ended} mục hết hiệu lực đã lâu, không nhắc nữa. | {undated} entries with an answer have no date at all. {ended} ended long ago and are not asked about."
    case ownerNobody = "Chưa ghi người phụ trách | Nobody is named"
    case dueLate = "Quá hạn {n} ngày ({day}) | {day}, days late: {n}"
    case dueToday = "Hạn hôm nay | Due today"
    case dueSoon = "Còn {n} ngày ({day}) | {day}, days left: {n}"
    case confirmToday = "Đã xác nhận hôm nay | Confirmed today"
    case confirmedToday = "Đã được xác nhận hôm nay. | Was confirmed today."
    case confirmChange = "Đã đổi, mở mục để sửa | It has changed, open the entry"
    case confirmExtend =
        "Sau ngày này mục không trả lời nữa: mở mục để đổi ngày | After that day it does not answer: open the entry to change it"
    case confirmOld =
        "Câu trả lời đã đổi từ khi anh/chị mở trang. Xin đọc lại rồi xác nhận. | The answer has changed since you opened the page. Please read it again, then confirm."
    case doneConfirmed = "Đã ghi ngày xác nhận: {title} | The date is written: {title}"

    func text(_ language: Language, _ values: [String: String] = [:]) -> String {
        Phrase.text(of: rawValue, language, values)
    }
}

extension Guest {
    func say(_ phrase: EditorPhrase, _ values: [String: String] = [:]) -> String { phrase.text(language, values) }
}

extension Visit {
    func say(_ phrase: EditorPhrase, _ values: [String: String] = [:]) -> String { phrase.text(language, values) }
}

extension Page {
    func say(_ phrase: EditorPhrase, _ values: [String: String] = [:]) -> String { visit.say(phrase, values) }
}
