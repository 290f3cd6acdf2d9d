/// One file of the FAQ folder as it was read.
public struct SourceFile: Sendable, Hashable {
    /// Relative to the folder, with slashes: says what the file is for (`settings.yaml`, `phones.yaml`, ...).
    public let name: String
    /// As problems name it.
    public let path: String
    public let bytes: [UInt8]

    public init(name: String, path: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.path = path ?? name
        self.bytes = bytes
    }
}
