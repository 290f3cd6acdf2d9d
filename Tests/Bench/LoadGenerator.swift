import Foundation

/// wrk, with requests made beforehand: each thread sends its own share of the file, every request once.
struct LoadGenerator {
    struct Result {
        let requestsPerSecond: Double
        let p50Milliseconds: Double
        let p99Milliseconds: Double
        let badStatus: Int
        let socketErrors: Int
    }

    /// wrk gives each thread a Lua state of its own; two are enough for what two cores can take.
    static let threads = 2

    let folder: String

    /// - Parameter requests: a file of lines `path TAB header TAB value TAB body`; nil: GET of `url` itself.
    func run(url: String, connections: Int, seconds: Int, requests: String?) throws -> Result {
        let script = folder + "/load.lua"
        try Self.lua.write(toFile: script, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/wrk")
        process.arguments =
            ["-t\(Self.threads)", "-c\(connections)", "-d\(seconds)s", "--timeout", "10s", "-s", script, url]
            + (requests.map { ["--", $0] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RESULT ") }) else {
            throw BenchFailure("wrk gave no result:\n\(text)")
        }
        let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        guard numbers.count == 5 else { throw BenchFailure("wrk's result cannot be read: \(line)") }
        return Result(
            requestsPerSecond: numbers[0], p50Milliseconds: numbers[1], p99Milliseconds: numbers[2],
            badStatus: Int(numbers[3]), socketErrors: Int(numbers[4]))
    }

    private static let lua = """
        local counter = 0
        function setup(thread) thread:set("number", counter); counter = counter + 1 end
        local requests, position = {}, 0
        function init(args)
            if not args[1] then return end
            local line = 0
            for text in io.lines(args[1]) do
                if line % \(threads) == number then
                    local path, header, value, body = text:match("([^\\t]*)\\t([^\\t]*)\\t([^\\t]*)\\t(.*)")
                    requests[#requests + 1] = wrk.format("POST", path,
                        {[header] = value, ["Content-Type"] = "application/json"}, body)
                end
                line = line + 1
            end
        end
        function request()
            if #requests == 0 then return wrk.format("GET") end
            position = position + 1
            return requests[(position - 1) % #requests + 1]
        end
        function done(summary, latency, requests)
            local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
            io.write(string.format("RESULT %f %f %f %d %d\\n", summary.requests / (summary.duration / 1e6),
                latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status, errors))
        end
        """
}
