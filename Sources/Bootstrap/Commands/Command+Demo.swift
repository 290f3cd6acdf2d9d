import Foundation

extension Command {
    static let demo = Command(
        name: "demo", summary: "run the service with simulated platforms on a throw-away database",
        help: """
            switchboard demo [--port 10220] [--intents Intents]

            One port serves a page with three phones (Zalo, Viber, Messenger), the simulated platforms behind them, the
            webhooks and the desk; the next port is the operator's. Ctrl-C ends it and deletes the database.
            """
    ) { arguments in
        let parsed = try Arguments(arguments, valued: ["port", "intents"], flags: [])
        guard let port = UInt16(parsed.options["port"] ?? "10220"), port > 0, port < .max else {
            throw UsageError("--port is a number from 1 to 65534")
        }
        let demo = Demo(port: port, intents: parsed.options["intents"] ?? "Intents")
        defer { demo.removeFolder() }
        try await StopSignals.run {
            try await demo.run { login in
                Terminal.print(
                    """

                    Three phones   http://127.0.0.1:\(demo.port)/phones
                    The desk       http://127.0.0.1:\(demo.port)/desk      login \(login.login), password \(login.password)
                               and an editor: login \(Demo.secondReader), the same password
                    Health         http://127.0.0.1:\(demo.operatorPort)/health/ready
                    Metrics        http://127.0.0.1:\(demo.operatorPort)/metrics

                    """)
            }
        }
        return .done
    }
}
