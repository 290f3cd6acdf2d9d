// swift-tools-version: 6.2
import PackageDescription

// The arrows of docs/architecture.md, and the only place where they are written: a repository test compares every
// `import` with this list. No packages: what Foundation lacks comes from the operating system's C libraries.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "switchboard",
    products: [.executable(name: "switchboard", targets: ["switchboard"])],
    targets: [
        // The operating system's C libraries.
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // One Swift face each; they know nothing of messages.
        library("SQL", ["CSQLite"]),
        library("Crypto", ["CCrypto"]),
        library("HTTP", ["CMicroHTTPD"]),
        library("YAML", ["CYAML"]),
        library("Telemetry"),

        // The words, and what is decided with them.
        library("Messaging"),
        library("Matching"),
        library("Knowledge", ["Matching", "YAML", "Messaging"]),
        library("Platforms", ["Messaging", "Crypto"]),

        // What is kept, and the three loops.
        library("Storage", ["SQL", "Crypto", "Messaging"]),
        library("Routing", ["Messaging", "Matching", "Knowledge", "Storage", "HTTP", "Telemetry"]),
        library("Desk", ["Messaging", "Matching", "Knowledge", "Storage", "HTTP", "Crypto", "Telemetry"]),
        library("Simulator", ["HTTP", "Crypto", "Telemetry"]),

        // What puts it together.
        library(
            "Bootstrap",
            [
                "SQL", "Crypto", "HTTP", "YAML", "Telemetry", "Messaging", "Matching", "Knowledge", "Platforms",
                "Storage", "Routing", "Desk", "Simulator",
            ]),
        .executableTarget(name: "switchboard", dependencies: ["Bootstrap"], swiftSettings: strict),

        // Tests and benchmarks.
        .target(
            name: "TestSupport",
            dependencies: [
                "Messaging", "Storage", "SQL", "Crypto", "HTTP", "Telemetry", "Matching", "Knowledge",
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        // The built program as a process, with simulated platforms beside it: for the crash test and the benchmarks.
        .target(
            name: "ServiceHarness", dependencies: ["HTTP", "Crypto", "Simulator"], path: "Tests/ServiceHarness",
            swiftSettings: strict),
        tests("CryptoTests", ["Crypto"]),
        tests("SQLTests", ["SQL"]),
        tests("HTTPTests", ["HTTP"]),
        tests("YAMLTests", ["YAML"]),
        tests("TelemetryTests", ["Telemetry"]),
        tests("MessagingTests", ["Messaging"]),
        tests("MatchingTests", ["Matching"], resources: [.copy("Data")]),
        tests("KnowledgeTests", ["Knowledge", "Matching", "Messaging"], resources: [.copy("Data")]),
        tests("PlatformsTests", ["Platforms", "Messaging", "Crypto"], resources: [.copy("Fixtures")]),
        tests("StorageTests", ["Storage", "Messaging", "SQL", "Crypto"]),
        tests(
            "RoutingTests", ["Routing", "Messaging", "Matching", "Knowledge", "Storage", "HTTP", "Telemetry"],
            resources: [.copy("Intents")]),
        tests("DeskTests", ["Desk", "Messaging", "Storage", "HTTP", "Crypto", "Knowledge"]),
        tests("SimulatorTests", ["Simulator", "HTTP", "Crypto"], resources: [.copy("Fixtures")]),
        tests(
            "EndToEndTests",
            [
                "Bootstrap", "Simulator", "HTTP", "Crypto", "Storage", "Messaging", "Knowledge", "Telemetry",
                "ServiceHarness",
            ],
            resources: [.copy("Browser")]),
        tests("RepositoryTests"),
        .executableTarget(
            name: "Bench",
            dependencies: ["Bootstrap", "Simulator", "ServiceHarness", "Knowledge", "Matching"],
            path: "Tests/Bench", exclude: ["prepare_questions.py"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
