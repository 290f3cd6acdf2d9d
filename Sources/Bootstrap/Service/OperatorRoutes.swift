import Crypto
import Foundation
import HTTP
import Messaging
import Storage
import Telemetry

/// What the operator's address serves: health, metrics, and the commands of this machine.
struct OperatorRoutes: Sendable {
    let store: Store
    let health: Health
    let metrics: Metrics
    let figures: ServiceMetrics
    let channels: [ChannelID]
    let controlToken: String
    let clock: WallClock
    let logger: Logger

    var routes: Routes {
        var routes = Routes()
        routes.on("GET", "/health/live") { _ in .text("live\n") }
        routes.on("GET", "/health/ready") { _ in await health.response() }
        routes.on("GET", "/metrics") { _ in
            await figures.refresh()
            return .text(metrics.render(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        routes.on("POST", "/control") { await control($0) }
        return routes
    }

    private func control(_ request: Request) async -> Response {
        let given = request.headers["authorization"] ?? ""
        guard ConstantTime.equal(Array(given.utf8), Array("Bearer \(controlToken)".utf8)) else {
            return .text("unauthorized\n", status: 401)
        }
        do {
            let command = try JSONDecoder().decode(ControlCommand.self, from: Data(request.body))
            let reply = try await command.perform(on: store, channels: channels, now: clock.now())
            return .bytes([UInt8](try JSONEncoder().encode(reply)), type: "application/json")
        } catch let error as StorageError {
            logger.error("command failed", .reason("\(error)"))
            return .text("\(error)\n", status: 503)
        } catch {
            return .text("the command cannot be read: is the service of another version?\n", status: 400)
        }
    }
}
