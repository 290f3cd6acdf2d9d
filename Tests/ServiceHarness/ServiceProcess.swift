import Crypto
import Foundation
import HTTP
public import Simulator

/// The built program as a process of its own, with simulated platforms in this one: what the crash test kills and the
/// path benchmark measures.
public final class ServiceProcess: @unchecked Sendable {
    // @unchecked because `process` is only touched by the one task that starts, kills and stops the service.
    private var process: Process?
    private let binary: String
    private let configurationFile: String
    private let environment: [String: String]
    public let folder: String
    public let port: UInt16
    public let channels: [SimulatedChannel]
    private let probe = Outgoing.live(allowedHosts: ["127.0.0.1"], allowPlainHTTPOnLoopback: true, deadlineSeconds: 2)

    /// Writes the configuration; nothing is started yet.
    /// `simulatorPort`: where this process serves the simulated platforms.
    /// `pages`: Facebook pages beside one Zalo account and one Viber bot.
    public init(folder: String, intents: String, simulatorPort: UInt16, pages: Int = 1) throws {
        binary = try Self.program()
        self.folder = folder
        port = try FreePort.find()
        let operatorPort = try FreePort.find()
        let simulator = "http://127.0.0.1:\(simulatorPort)"
        let own = "http://127.0.0.1:\(port)"
        channels = Self.channels(webhooks: own, pages: pages)
        environment = [
            "ZALO_APP_SECRET": "zalo-secret", "ZALO_KEY": "zalo-key", "ZALO_ACCESS": "zalo-access",
            "ZALO_REFRESH": "zalo-refresh", "VIBER_TOKEN": "viber-token", "PAGE_SECRET": "page-secret",
            "PAGE_VERIFY": "page-verify", "PAGE_TOKEN": "page-token", "SWIFT_BACKTRACE": "enable=no",
        ]
        configurationFile = folder + "/switchboard.yaml"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var yaml = """
            listen: 127.0.0.1:\(port)
            operator: 127.0.0.1:\(operatorPort)
            public_url: \(own)
            database: sqlite:\(folder)/switchboard.db
            seal_key: \(folder)/seal.key
            control_token: \(folder)/control.token
            intents: \(intents)
            emergency_text: "Cấp cứu gọi 115."
            quiet_seconds: 0
            log_level: warning
            channels:
              - {id: zalo-1022, platform: zalo, app_id: "1234567890", oa_id: "4318657068", app_secret: "${ZALO_APP_SECRET}", oa_secret_key: "${ZALO_KEY}", access_token: "${ZALO_ACCESS}", refresh_token: "${ZALO_REFRESH}", api: \(simulator)/sim/zalo, oauth: \(simulator)/sim/zalo-oauth}
              - {id: viber-1022, platform: viber, auth_token: "${VIBER_TOKEN}", name: "1022", api: \(simulator)/sim/viber}

            """
        for number in 1...max(1, pages) {
            yaml += """
                  - {id: page-\(number), platform: facebook, page_id: "10485760\(number)", app_id: "98765\(number)", app_secret: "${PAGE_SECRET}", verify_token: "${PAGE_VERIFY}", page_token: "${PAGE_TOKEN}", api: \(simulator)/sim/facebook}

                """
        }
        try yaml.write(toFile: configurationFile, atomically: true, encoding: .utf8)
    }

    private static func channels(webhooks own: String, pages: Int) -> [SimulatedChannel] {
        let zalo = SimulatedChannel(
            id: "zalo-1022", name: "1022",
            platform: .zalo(
                appID: "1234567890", oaID: "4318657068", appSecret: "zalo-secret", oaSecretKey: "zalo-key",
                accessToken: "zalo-access", refreshToken: "zalo-refresh"), webhookURL: own + "/webhooks/zalo-1022")
        let viber = SimulatedChannel(
            id: "viber-1022", name: "1022", platform: .viber(authToken: "viber-token"),
            webhookURL: own + "/webhooks/viber-1022")
        return [zalo, viber]
            + (1...max(1, pages)).map { number in
                SimulatedChannel(
                    id: "page-\(number)", name: "1022",
                    platform: .facebook(
                        pageID: "10485760\(number)", appID: "98765\(number)", appSecret: "page-secret",
                        verifyToken: "page-verify", pageToken: "page-token"),
                    webhookURL: own + "/webhooks/page-\(number)")
            }
    }

    /// The program beside the test bundle or the benchmark.
    private static func program() throws -> String {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let path = folder.appendingPathComponent("switchboard").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
            folder = folder.deletingLastPathComponent()
        }
        let built = FileManager.default.currentDirectoryPath + "/.build/debug/switchboard"
        guard FileManager.default.isExecutableFile(atPath: built) else { throw NoProgram() }
        return built
    }

    /// Starts the service and returns when it takes webhooks.
    /// `fileBytesMax`: how large any of its files may become, until `liftFileLimit`.
    public func start(fileBytesMax: Int? = nil) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = ["serve", "--config", configurationFile]
        if let fileBytesMax {
            // It takes the place of the program with the same process id.
            process.executableURL = URL(fileURLWithPath: Self.limiter)
            process.arguments = ["--fsize=\(fileBytesMax):unlimited", binary, "serve", "--config", configurationFile]
        }
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
        try process.run()
        self.process = process
        let live = OutgoingRequest(method: "GET", url: "http://127.0.0.1:\(port)/privacy")
        for _ in 0..<600 {
            if let reply = try? await probe.send(live), reply.status == 200 { return }
            guard process.isRunning else { throw NoProgram() }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw NoProgram()
    }

    private static let limiter = "/usr/bin/prlimit"

    /// Its files may grow again.
    public func liftFileLimit() throws {
        guard let process else { return }
        let lift = Process()
        lift.executableURL = URL(fileURLWithPath: Self.limiter)
        lift.arguments = ["--pid", String(process.processIdentifier), "--fsize=unlimited:unlimited"]
        try lift.run()
        lift.waitUntilExit()
    }

    /// SIGKILL: nothing of the process runs any more when this returns.
    public func kill() {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// SIGTERM, and the exit code after the drain.
    @discardableResult
    public func stop() -> Int32 {
        guard let process else { return 0 }
        process.terminate()
        process.waitUntilExit()
        self.process = nil
        return process.terminationStatus
    }

    /// Resident memory of the process now, in MB.
    public var residentMegabytes: Int {
        guard let process,
            let statm = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8),
            let pages = statm.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1_000_000
    }

    struct NoProgram: Error, CustomStringConvertible {
        var description: String { "the program `switchboard` is not built, or does not start" }
    }
}

/// Ports nobody listens on.
public enum FreePort {
    /// Asks the system for one and gives it back at once; nothing else takes it in the meantime on a test machine.
    public static func find() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard bound else { throw ServiceProcess.NoProgram() }
        return UInt16(bigEndian: address.sin_port)
    }
}

extension FreePort {
    /// A free port whose successor is free too.
    public static func findPair() throws -> UInt16 {
        for _ in 0..<50 {
            let port = try find()
            if port < .max, canBind(port + 1) { return port }
        }
        throw ServiceProcess.NoProgram()
    }

    private static func canBind(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
