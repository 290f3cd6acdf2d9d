extension Loader {
    /// Reads the folder and loads it; a folder that cannot be read is a problem like any other.
    public static func load(
        folder: String, day: Day?, today: Day, purpose: Purpose = .service, hash: ([UInt8]) -> String
    ) -> Loaded {
        do {
            return load(try KnowledgeFiles.read(folder: folder), day: day, today: today, purpose: purpose, hash: hash)
        } catch {
            let place = FilePlace(file: folder, line: 1, column: 1)
            let problem = Problem(
                .error, place, vi: "không đọc được thư mục này", en: error.description)
            return Loaded(set: nil, problems: [problem], files: [], contents: Contents(), day: day ?? today)
        }
    }
}
