import Messaging

extension Attachment {
    /// A place on earth, or an attachment that says that there was none.
    static func location(latitude: Double?, longitude: Double?) -> Attachment {
        guard let latitude, let longitude, abs(latitude) <= 90, abs(longitude) <= 180 else {
            return .unsupported(name: "location")
        }
        return .location(latitude: latitude, longitude: longitude)
    }
}
