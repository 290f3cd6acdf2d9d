/// A call that the platform refuses, with its own status, body and code.
struct CallRefusal: Error {
    let status: Int
    let body: JSON
    /// For the statistics: the platform's code, such as "-201" or "100/2018001".
    let reason: String
    var headers: [(name: String, value: String)] = []
}
