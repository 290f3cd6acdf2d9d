public import Messaging

extension ZaloAdapter {
    /// Zalo has no call for it: the address is set in the developer console, per app.
    public func registration(callbackURL: String) -> Registration {
        .manual([
            RegistrationStep(
                vi: "Mở developers.zalo.me, chọn ứng dụng \(settings.appID), mục Official Account, và cấp quyền cho OA "
                    + "\(settings.oaID).",
                en: "Open developers.zalo.me, choose app \(settings.appID), section Official Account, and authorise OA "
                    + "\(settings.oaID)."),
            RegistrationStep(
                vi: "Mục Xác thực domain: xác thực tên miền của địa chỉ này (tệp zalo_verifier đặt ở gốc trang).",
                en: "Section Domain verification: verify the domain of this address (zalo_verifier file at its root)."),
            RegistrationStep(
                vi: "Mục Webhook: dán \(callbackURL), bấm Kiểm tra, rồi Lưu. Dịch vụ phải đang chạy.",
                en: "Section Webhook: paste \(callbackURL), press Kiểm tra (test), then save. The service must be up."),
            RegistrationStep(
                vi:
                    "Bật các sự kiện: người dùng gửi tin, OA gửi tin, đã nhận, đã xem, quan tâm, bỏ quan tâm, bày tỏ cảm "
                    + "xúc, gửi thông tin, rút lại đồng ý. Tắt Lọc cú pháp.",
                en:
                    "Tick the events: user sends, OA sends, received, seen, follow, unfollow, reaction, submitted info, "
                    + "withdrawal. Leave Lọc cú pháp (syntax filter) off."),
            RegistrationStep(
                vi: "Chép OA Secret Key của trang đó vào oa_secret_key; đó không phải là khóa bí mật của ứng dụng.",
                en: "Copy that page's OA Secret Key to oa_secret_key; it is not the app secret."),
        ])
    }

    /// There is no call whose answer could be read.
    public func interpretRegistration(_ reply: PlatformReply) -> RegistrationResult {
        .failed(reason: "Zalo webhooks are registered in its console")
    }
}
