/// Every text of the desk: Vietnamese and English side by side, `Vietnamese | English`. `{name}` is filled in.
enum Phrase: String, Sendable, CaseIterable {
    // Frame
    case desk = "Bàn trực 1022 | 1022 desk"
    case skipToContent = "Đến nội dung chính | Skip to content"
    case otherLanguage = "English | Tiếng Việt"
    case signOut = "Ra ca | Sign out"
    case newCall = "Ghi cuộc gọi | Log a call"
    case liveOff = "Mất kết nối, đang nối lại… | Connection lost, reconnecting…"
    case filesWrong =
        "Tệp hỏi đáp mới có lỗi; bản tốt gần nhất vẫn đang dùng. | The newest FAQ files have mistakes; the last good set is in force."
    case asOf = "Hiệu lực các mục được tính theo ngày {day}. | Entries are valid as of the fixed day {day}."
    case notices = "Thông báo | Notices"
    case redWaits = "{n} phiếu khẩn cấp chưa ai xem | {n} emergencies nobody has opened"
    case redOverdue =
        "{n} phiếu khẩn cấp quá 2 phút chưa ai mở. Gọi ngay: | {n} emergencies not opened for 2 minutes. Call now:"
    case redUnsent =
        "Mã {code}: tin cấp cứu có thể chưa tới người dân. | Code {code}: the emergency text may not have arrived."
    case callCitizen = "Gọi {number} | Call {number}"
    case noNumber = "Chưa có số của người dân; tin vẫn đang được gửi lại. | No number is known; sending is tried again."
    case redElsewhere = "Phiếu của đơn vị khác. | It is another department's."
    case openIt = "Mở ngay | Open now"
    case soundOff = "Bấm vào trang một lần để bật âm báo | Click the page once to allow the alarm sound"

    // Sign-in
    case signIn = "Vào ca | Sign in"
    case login = "Tên đăng nhập | Login"
    case password = "Mật khẩu | Password"
    case signInWrong = "Tên đăng nhập hoặc mật khẩu không đúng. | The login or the password is wrong."
    case signInLocked =
        "Đã thử sai nhiều lần. Vui lòng đợi 15 phút, hoặc báo trưởng ca. | Too many wrong tries. Please wait 15 minutes, or ask the head of shift."
    case signInBusy =
        "Nhiều người đang đăng nhập cùng lúc. Vui lòng thử lại sau vài giây. | Many people are signing in. Please try again in a few seconds."
    case signInEnded =
        "Phiên làm việc đã hết. Vui lòng đăng nhập lại; nội dung đang viết vẫn còn trong trình duyệt này. | Your session has ended. Please sign in again; what you were writing is kept in this browser."

    // Queue
    case queue = "Phiếu | Tickets"
    case showAll = "Đang mở | Open"
    case showWaiting = "Chờ nhận | Waiting"
    case showMine = "Của tôi | Mine"
    case showClosed = "Đã đóng | Closed"
    case queueEmpty = "Không có phiếu nào ở đây. | No tickets here."
    case chooseTicket = "Chọn một phiếu ở danh sách để xem. | Choose a ticket from the list."
    case keys =
        "Phím: j k chọn phiếu · Enter mở · c nhận · r trả lời · n ghi chú · x báo nhầm | Keys: j k move · Enter open · c claim · r reply · n note · x false alarm"
    case priorityNormal = "Thường | Normal"
    case priorityUrgent = "Gấp | Urgent"
    case priorityEmergency = "Khẩn cấp | Emergency"
    case citizen = "Người dân | Citizen"
    case citizenWaits = "Đang chờ | Waiting for us"
    case missing = "Thiếu: {list} | Missing: {list}"
    case holder = "{name} giữ | Held by {name}"
    case heldByYou = "Anh/chị giữ | Held by you"
    case nobody = "Chưa ai nhận | Not taken"
    case confidential = "Mật | Confidential"
    case reopenedTimes = "Mở lại {n} lần | Reopened {n} times"
    case notSeen = "Chưa xem | Not seen"
    case kindInformation = "Hỏi thông tin | Question"
    case kindHelp = "Cần giúp đỡ | Request for help"
    case kindReport = "Phản ánh | Report"
    case kindEmergency = "Cấp cứu | In danger"
    case kindDataProtection = "Dữ liệu cá nhân | Personal data"
    case kindOther = "Muốn gặp người trực | Asks for a person"
    case byPhone = "Điện thoại | Telephone"

    // Time
    case justNow = "vừa xong | just now"
    case minutes = "{n} phút | {n} min"
    case hours = "{n} giờ | {n} h"
    case hoursMinutes = "{h} giờ {m} phút | {h} h {m} min"
    case days = "{n} ngày | {n} days"
    case today = "Hôm nay | Today"
    case yesterday = "Hôm qua | Yesterday"

    // Messaging window
    case windowLeft = "Còn nhắn được {time} | {time} left to write"
    case windowPaid = "Tin tính phí, còn {time} | Paid messages, {time} left"
    case windowClosed = "Hết hạn nhắn | Window closed"
    case windowFree = "Miễn phí thêm {time} | Free for {time} more"
    case windowClosedWhy =
        "Quá hạn nền tảng cho nhắn tin. Chỉ khi người dân nhắn lại mới trả lời được; nếu có số điện thoại, xin gọi. | The platform's messaging window has closed. You can reply only after the citizen writes again; if there is a phone number, please call."
    case phoneOnly =
        "Phiếu từ điện thoại: gọi lại số trong phiếu, rồi ghi chú kết quả. | A ticket from a call: call the number back, then note what came of it."
    case channelGone =
        "Kênh này không còn kết nối, không gửi được tin. | This channel is no longer connected; nothing can be sent."

    // Conversation
    case conversation = "Trao đổi | Conversation"
    case historyEmpty = "Chưa có tin nào. | No messages yet."
    case authorBot = "Trả lời tự động | Automatic answer"
    case authorSafety = "Tin cấp cứu tự động | Automatic emergency text"
    case authorPerson = "Người trực | Agent"
    case authorPlatform = "Hộp thư của trang | The platform's inbox"
    case noteOf = "Ghi chú nội bộ của {name} | Internal note by {name}"
    case late = "đến muộn | came late"
    case fromEntry = "Theo mục: {title} | From entry: {title}"
    case buttonsSent = "Nút đã gửi | Buttons sent"
    case statusQueued = "Đang gửi… | On its way…"
    case statusSent = "Đã gửi | Sent"
    case statusDelivered = "Đã đến máy | Delivered"
    case statusSeen = "Đã xem | Seen"
    case statusFailed = "Không gửi được: {reason} | Not sent: {reason}"
    case statusDropped = "Không gửi: đã có người trực nhận | Not sent: a person had taken over"
    case image = "Ảnh | Picture"
    case video = "Phim | Video"
    case audio = "Tin thoại | Voice message"
    case file = "Tệp | File"
    case sticker = "Nhãn dán | Sticker"
    case link = "Liên kết | Link"
    case location = "Vị trí {place} | Location {place}"
    case contactCard = "Danh thiếp {who} | Contact card {who}"
    case unsupported = "Loại tin chưa hỗ trợ | A kind of message not supported yet"
    case opensOutside = "mở ở thẻ mới | opens in a new tab"

    // Facts
    case facts = "Thông tin phiếu | Ticket"
    case code = "Mã | Code"
    case channel = "Kênh | Channel"
    case department = "Đơn vị | Department"
    case matter = "Việc | Matter"
    case languageSpoken = "Ngôn ngữ | Language"
    case openedAt = "Mở lúc | Opened"
    case seenAt = "Người trực xem lúc | First seen"
    case closedAt = "Đóng lúc | Closed"
    case outcome = "Kết quả | Outcome"
    case notGiven = "chưa có | not given"
    case otherTickets = "Phiếu khác của người này | Other tickets of this person"

    // Events
    case eventOpened = "Mở phiếu {code} | Ticket {code} opened"
    case eventSeen = "{name} đã xem | Seen by {name}"
    case eventClaimed = "{name} nhận phiếu | Taken by {name}"
    case eventReleased = "{name} trả phiếu về hàng chờ | Given back to the queue by {name}"
    case eventLapsed = "Người giữ vắng mặt, phiếu về hàng chờ | The holder is away; back in the queue"
    case eventReopened = "Người dân nhắn lại, phiếu mở lại | The citizen wrote again; reopened"
    case eventClosed = "{name} đóng phiếu: {outcome} | Closed by {name}: {outcome}"
    case eventFollowed = "Người dân quan tâm kênh | The citizen followed the channel"
    case eventLeft = "Người dân bỏ quan tâm hoặc chặn kênh | The citizen left or blocked the channel"
    case eventChose = "Người dân chọn mục: {code} | The citizen chose: {code}"
    case eventWithdrew = "Người dân rút lại đồng ý trên nền tảng | The citizen withdrew consent on the platform"
    case eventAskedDeletion =
        "Nền tảng chuyển yêu cầu xóa dữ liệu; không cho biết cuộc trò chuyện nào | The platform passed on a request to delete data; it does not say which conversation"
    case eventDeleted = "Người dân đã xóa một tin | The citizen deleted a message"
    case eventSafetyUndelivered =
        "Tin cấp cứu có thể CHƯA đến: xin gọi ngay | The emergency text may NOT have arrived: please call now"

    case edited = "Đã sửa | Edited"
    case earlierWords = "Trước khi sửa | Before the change"
    case withdrawn = "Người dân đã thu hồi | Withdrawn by the citizen"
    case eventMarkedFalse = "{name} ghi là báo nhầm | {name} marked a false alarm"
    case eventUnmarkedFalse = "{name} hoàn tác báo nhầm | {name} took the false alarm back"
    case silent = "Không kêu (báo nhầm) | Silent (false alarm)"
    case falseAlarm = "Báo nhầm | False alarm"
    case falseAlarmUndo = "Hoàn tác báo nhầm | Undo false alarm"
    case falseAlarmHint =
        "Người này vẫn được trả lời và phiếu vẫn đỏ; chỉ tắt âm báo trong 24 giờ | The person is still answered and the ticket stays red; only the sound is off, for 24 hours"

    // Actions
    case actions = "Xử lý | Actions"
    case claim = "Nhận phiếu | Claim"
    case claimToReply =
        "Nhận phiếu để trả lời. Từ lúc đó máy ngừng trả lời tự động. | Claim the ticket to reply. From then on the bot is silent."
    case release = "Trả về hàng chờ | Release"
    case reply = "Trả lời người dân | Reply to the citizen"
    case send = "Gửi | Send"
    case replyHint = "Tin gửi đến người dân qua {channel}. | Goes to the citizen through {channel}."
    case partsOne = "1 tin | 1 message"
    case partsMany = "{n} tin | {n} messages"
    case cannedReplies = "Câu trả lời mẫu | Canned replies"
    case searchAnswers = "Tìm theo tên mục | Search by title"
    case search = "Tìm | Search"
    case insert = "Chèn | Insert"
    case nothingFound = "Không tìm thấy mục nào. | No entry found."
    case note = "Ghi chú nội bộ | Internal note"
    case noteHint = "Chỉ người trực thấy, không gửi đi. | Only agents see it; never sent."
    case saveNote = "Lưu ghi chú | Save note"
    case close = "Đóng phiếu | Close"
    case closeTicket = "Đóng phiếu này | Close this ticket"
    case chooseOutcome = "Chọn kết quả… | Choose the outcome…"
    case closingWords = "Lời báo cho người dân | What the citizen is told"
    case closingHint =
        "Để trống thì gửi câu mẫu của kết quả đã chọn. | Left empty, the standard text of the outcome is sent."
    case closeSilently = "Không nhắn cho người dân | Do not tell the citizen"
    case closingUnsent =
        "Không nhắn được cho người dân lúc này; phiếu vẫn đóng được. | The citizen cannot be written to now; the ticket can still be closed."
    case ticketClosed =
        "Phiếu đã đóng. Người dân nhắn lại thì phiếu tự mở lại. | The ticket is closed. It opens again when the citizen writes again."

    // Outcomes
    case outcomeAnswered = "Đã trả lời | Answered"
    case outcomeHelped = "Đã được giúp | Helped"
    case outcomeNotEntitled = "Không thuộc diện, đã nói rõ lý do | Not entitled, reason told"
    case outcomeEmergencyConfirmed = "Cấp cứu đã tiếp nhận | Taken over by an emergency service"
    case outcomeDuplicate = "Trùng phiếu khác | Duplicate"
    case outcomeWithdrawn = "Người dân thôi yêu cầu | Withdrawn by the citizen"
    case outcomeNoReply = "Đã hỏi hai lần, không hồi âm | No reply from the citizen, asked twice"
    case outcomeUnreachable = "Không liên lạc được | Could not be reached"
    case outcomeNotOurTask = "Không thuộc thẩm quyền, đã hướng dẫn | Not our task, told where to turn"
    case outcomeSpam = "Tin rác | Spam"

    // What came of an action
    case doneSent = "Đã chuyển tin đi. | The reply is on its way."
    case doneNoted = "Đã lưu ghi chú. | The note is saved."
    case doneClaimed = "Phiếu đã về tay anh/chị. | The ticket is yours."
    case doneReleased = "Phiếu đã về hàng chờ. | The ticket is back in the queue."
    case doneMarkedFalse =
        "Đã ghi là báo nhầm: 24 giờ tới phiếu khẩn cấp của người này không kêu. Bấm x để hoàn tác. | Marked as a false alarm: for 24 hours this person's emergencies make no sound. Press x to undo."
    case doneUnmarkedFalse =
        "Đã hoàn tác: phiếu khẩn cấp của người này lại kêu. | Undone: this person's emergencies sound again."
    case doneClosed = "Đã đóng phiếu. | The ticket is closed."
    case doneLogged = "Đã ghi cuộc gọi, mã {code}. | The call is logged, code {code}."
    case conflictHeld = "{name} đang giữ phiếu này. | {name} holds this ticket."
    case conflictClosed = "Phiếu này đã đóng. | This ticket is closed."
    case conflictFree =
        "Phiếu này không còn ở tay anh/chị, đã về hàng chờ. | You no longer hold this ticket; it is back in the queue."
    case conflictKept =
        "Nội dung đang viết còn nguyên bên dưới, chưa gửi đi. | Your text is kept below and has not been sent."
    case textMissing = "Xin viết nội dung (tối đa 10.000 ký tự). | Please write a text (at most 10,000 characters)."
    case outcomeMissing = "Xin chọn một kết quả trước khi đóng. | Please choose an outcome before closing."
    case keptText = "Nội dung chưa gửi | Text not sent"

    // Call form
    case callTitle = "Ghi cuộc gọi đến | Log a telephone call"
    case callNumber = "Số điện thoại | Phone number"
    case callName = "Họ tên (nếu có) | Name (if given)"
    case callPlace = "Địa chỉ, nơi ở | Address, place"
    case callNoMatter = "Việc khác | Something else"
    case callText = "Nội dung cuộc gọi | What was said"
    case priority = "Mức độ | Priority"
    case callSave = "Lưu và mở phiếu | Save and open the ticket"
    case callNumberWrong = "Số điện thoại cần từ 3 đến 15 chữ số. | A phone number has 3 to 15 digits."
    case callTextMissing = "Xin ghi nội dung cuộc gọi. | Please write what was said."
    case callTwice = "Cuộc gọi này đã được ghi rồi. | This call has been logged already."

    // Questions
    case unansweredTitle = "Câu chưa trả lời được | Unanswered questions"
    case unansweredCount =
        "{days} ngày qua: {unanswered} trong {total} câu chưa có mục nào trả lời. | The last {days} days: no entry answers {unanswered} of {total} questions."
    case unansweredHidden =
        "{n} câu không hiện, vì chỉ một người viết như vậy hoặc có thông tin riêng. | {n} are not shown: only one person wrote so, or there is personal data in them."
    case unansweredNone = "Không có câu nào để thêm. | There is nothing to add."
    case groupSize = "{n} lần, {people} người | {n} times, {people} people"
    case addTo = "Thêm làm câu mẫu của | Add as an example of"
    case otherEntry = "Mục khác… | Another entry…"
    case exampleTitle = "Thêm câu mẫu | Add examples"
    case exampleInto = "Mục “{title}” | Entry “{title}”"
    case examplePaste =
        "Chép các dòng dưới đây, dán vào tệp {file}, ngay sau dòng {line}, rồi lưu. | Copy the lines below into {file}, just behind line {line}, and save."
    case exampleBegin =
        "Mục này chưa có câu mẫu tiếng này. Chép các dòng dưới đây, dán vào tệp {file}, ở cuối phần examples của mục (dòng {line}), rồi lưu. | The entry has no example in this language yet. Copy the lines below into {file}, at the end of the entry's examples (line {line}), and save."
    case exampleKnown = "Mục này đã có câu mẫu đó rồi. | The entry has these examples already."
    case exampleMissing = "Xin chọn ít nhất một câu. | Please choose a wording."
    case exampleChoose = "Chọn mục | Choose an entry"
    case trialTitle = "Thử một câu | Try a question"
    case trialText = "Câu của người dân | What a citizen writes"
    case trialHint =
        "Xem máy quyết định gì và vì sao. Không gửi cho ai, không lưu lại. | See what is decided, and why. Nothing is sent or kept."
    case trialDo = "Thử | Try"
    case trialSent = "Người dân sẽ nhận | What the citizen gets"
    case trialNothing = "Không gửi gì. | Nothing is sent."
    case trialMore = "Khi bấm “Xem thêm” | Behind the button “more”"
    case trialWhy = "Vì sao | Why"
    case trialCandidates = "Các mục đã xét | Entries considered"
    case trialVersion = "Bộ hỏi đáp {hash} | FAQ files {hash}"
    case noSet = "Chưa có bộ hỏi đáp nào đang dùng. | No FAQ files are in force."

    // Errors
    case notFoundTitle = "Không tìm thấy | Not found"
    case notFound =
        "Trang hoặc phiếu này không có, hoặc không thuộc đơn vị của anh/chị. | There is no such page or ticket, or it is not your department's."
    case forbiddenTitle = "Không được phép | Not allowed"
    case forbidden =
        "Yêu cầu này không đến từ trang của bàn trực, hoặc trang đã mở quá lâu. Xin tải lại trang rồi thử lại. | The request did not come from a page of the desk, or the page is too old. Please reload it and try again."
    case conflictTitle = "Không làm được | Could not be done"
    case badForm = "Biểu mẫu gửi lên không đọc được. | The form could not be read."
    case overloadedTitle = "Hệ thống đang bận | The service is busy"
    case overloaded = "Xin thử lại sau vài giây. | Please try again in a few seconds."
    case brokenTitle = "Hệ thống gặp sự cố | Something is wrong here"
    case broken =
        "Chưa lưu được. Xin thử lại; nếu vẫn vậy, báo người vận hành. | Nothing was saved. Please try again; if it stays so, tell the operator."
    case backToQueue = "Về danh sách phiếu | Back to the tickets"

    /// The text in a language, with `{name}` replaced by the values given.
    func text(_ language: Language, _ values: [String: String] = [:]) -> String {
        Self.text(of: rawValue, language, values)
    }

    /// The half of `Vietnamese | English`.
    static func text(of both: String, _ language: Language, _ values: [String: String]) -> String {
        let parts = both.split(separator: " | ", maxSplits: 1)
        var text = String(language == .vi ? parts.first ?? "" : parts.last ?? "")
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }
}
