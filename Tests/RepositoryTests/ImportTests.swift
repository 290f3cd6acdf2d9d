import Foundation
import Testing

/// The arrows of docs/architecture.md: Package.swift is the only place where they are written.
@Suite("Imports")
struct ImportTests {
    private static let repository = Repository.current

    /// What every target but Matching and Messaging may use of the toolchain.
    private static let toolchain: Set<String> = [
        "Foundation", "FoundationNetworking", "Synchronization", "Dispatch", "Glibc",
    ]

    private static func manifest() throws -> Manifest { Manifest(try repository.text(of: "Package.swift")) }

    @Test("every import is declared for its target in Package.swift")
    func everyImportIsDeclared() throws {
        let manifest = try Self.manifest()
        for source in Repository.sources {
            let file = source.file
            guard let target = manifest.target(of: file) else {
                Issue.record("\(file) belongs to no target of Package.swift")
                continue
            }
            let allowed = ImportRule.allowed(in: target, toolchain: Self.toolchain)
            let undeclared = Imports.of(source.code).subtracting(allowed)
            #expect(
                undeclared.isEmpty,
                "\(file) imports \(undeclared.sorted()): not among what \(target.name) may see in Package.swift")
        }
    }

    @Test("the arrows that matter most are not drawn the other way")
    func theForbiddenArrowsAreAbsent() throws {
        let manifest = try Self.manifest()
        for (target, forbidden) in ImportRule.forbidden {
            let dependencies = try #require(manifest.target(named: target)).dependencies
            #expect(
                dependencies.isDisjoint(with: forbidden),
                "\(target) must never see \(dependencies.intersection(forbidden).sorted())")
        }
    }

    @Test("a library of the operating system has one wrapper")
    func eachSystemLibraryHasOneWrapper() throws {
        let manifest = try Self.manifest()
        let wrapped = manifest.targets.filter(\.wrapsSystemLibrary).map(\.name)
        #expect(!wrapped.isEmpty)
        for name in wrapped {
            let users = manifest.targets.filter { $0.dependencies.contains(name) }.map(\.name)
            #expect(users.count == 1, "\(name) is used by \(users): it has one Swift face")
        }
    }

    @Test("the simulator is the demo's, the benches' and the tests'")
    func theSimulatorIsNotTheServices() {
        let allowed = ["Sources/Bootstrap/Demo.swift", "Sources/Bootstrap/ReceivingOnly.swift"]
        for source in Repository.sources where source.file.hasPrefix("Sources/") && !allowed.contains(source.file) {
            #expect(!Imports.of(source.code).contains("Simulator"), "\(source.file): the service knows no simulator")
        }
    }

    @Test("Package.swift has every folder of Sources and no package from elsewhere")
    func theManifestIsWhole() throws {
        let manifest = try Self.manifest()
        let folders = Set(Self.repository.files(under: "Sources/").map { String($0.split(separator: "/")[1]) })
        let names = Set(manifest.targets.filter { $0.folder.hasPrefix("Sources/") }.map(\.name))
        #expect(names == folders)
        let text = SwiftText(try Self.repository.text(of: "Package.swift")).code
        #expect(!text.contains(".package("), "no Swift packages: docs/decisions/0001-no-packages.md")
        #expect(!Self.repository.holds("Package.resolved"))
    }

    @Test("the reader of the manifest reads each kind of target")
    func theReaderReadsTheManifest() throws {
        let manifest = Manifest(
            """
            func library(_ name: String) -> Target { .target(name: name) }
            let package = Package(
                targets: [
                    .systemLibrary(name: "CX", pkgConfig: "x", providers: [.apt(["libx-dev"])]),
                    library("X", ["CX"]), library("Plain"),
                    tests("XTests", ["X"], resources: [.copy("Fixtures")]), tests("BareTests"),
                    .executableTarget(name: "Run", dependencies: ["X", "Plain"], path: "Tests/Run"),
                ])
            """)
        let read = manifest.targets.map { "\($0.name) \($0.folder) \($0.dependencies.sorted().joined(separator: " "))" }
        #expect(
            read == [
                "CX Sources/CX/ ", "X Sources/X/ CX", "Plain Sources/Plain/ ", "XTests Tests/XTests/ TestSupport X",
                "BareTests Tests/BareTests/ TestSupport", "Run Tests/Run/ Plain X",
            ])
    }

    @Test(
        "every way to write an import is seen",
        arguments: [
            ("import A", ["A"]), ("public import A", ["A"]), ("@testable import A", ["A"]),
            ("@preconcurrency public import A", ["A"]), ("import struct A.B", ["A"]), ("  import A", ["A"]),
            ("import A; import B", ["A", "B"]), ("// import A", []), ("let text = \"\"\"\nimport A\n\"\"\"", []),
        ] as [(String, Set<String>)])
    func importsAreFound(source: String, expected: Set<String>) {
        #expect(Imports.of(SwiftText(source)) == expected)
    }
}

enum ImportRule {
    /// Targets that are kept from more than their list of dependencies says.
    static let forbidden: [String: Set<String>] = [
        "Messaging": ["SQL", "HTTP", "Crypto", "YAML", "Telemetry", "Storage", "Matching", "Knowledge", "Platforms"],
        "Matching": ["Messaging", "Knowledge", "YAML", "Storage", "Telemetry", "Crypto"],
        "Knowledge": ["Platforms", "Storage", "Routing", "Desk", "HTTP"],
        "Platforms": ["SQL", "HTTP", "Storage", "Routing", "Desk", "Simulator"],
        "Storage": ["Platforms", "HTTP", "Routing", "Desk"],
        "Routing": ["Desk", "Simulator", "SQL"],
        "Desk": ["Platforms", "Routing", "Simulator", "SQL"],
        "Simulator": ["Platforms", "Messaging", "Storage", "Routing", "Desk"],
    ]

    static func allowed(in target: Manifest.Target, toolchain: Set<String>) -> Set<String> {
        switch target.name {
        case "Matching": target.dependencies
        case "Messaging": target.dependencies.union(["Foundation"])
        default: target.dependencies.union(toolchain).union(target.folder.hasPrefix("Tests/") ? ["Testing"] : [])
        }
    }
}

enum Imports {
    private static let pattern = Pattern(
        #"(?:^|;) *(?:@\w+ +|public +|package +|internal +)*import +(?:(?:struct|class|enum|protocol|func|var|let) +)?(\w+)"#
    )

    /// The modules a source imports.
    static func of(_ source: SwiftText) -> Set<String> { Set(pattern.groups(in: source.code)) }
}
