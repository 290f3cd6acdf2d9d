import Foundation
import Testing

/// What README and docs/ say exists.
@Suite("Documentation")
struct DocumentationTests {
    private static let repository = Repository.current

    private static var pages: [String] { repository.files(under: "", ending: ".md") }

    @Test("every relative link leads to a file")
    func linksLeadSomewhere() throws {
        #expect(Self.pages.count > 10)
        for page in Self.pages {
            let folder = page.split(separator: "/").dropLast().joined(separator: "/")
            for link in Markdown(try Self.repository.text(of: page)).links {
                let path = Markdown.resolved(link, from: folder)
                #expect(Self.repository.holds(path), "\(page): the link to \(link) leads nowhere")
            }
        }
    }

    @Test("every path in backticks exists")
    func pathsExist() throws {
        for page in Self.pages {
            for path in Markdown(try Self.repository.text(of: page)).paths {
                #expect(Self.exists(path), "\(page) names \(path), which does not exist")
            }
        }
    }

    /// From the root, or below Sources or Tests; a star stands for anything but a slash.
    private static func exists(_ path: String) -> Bool {
        let plain = path.hasSuffix("/") ? String(path.dropLast()) : path
        let candidates = ["", "Sources/", "Tests/"].map { $0 + plain }
        guard plain.contains("*") else { return candidates.contains { repository.holds($0) } }
        return candidates.contains { candidate in
            let parts = candidate.split(separator: "*", omittingEmptySubsequences: false)
                .map { NSRegularExpression.escapedPattern(for: String($0)) }
            let pattern = "^" + parts.joined(separator: "[^/]*") + "(/|$)"
            return repository.files.contains { $0.range(of: pattern, options: .regularExpression) != nil }
        }
    }

    @Test("every script is named in README or docs")
    func scriptsAreNamed() throws {
        let text = try Self.pages.map { try Self.repository.text(of: $0) }.joined()
        for script in Self.repository.files(under: "script/") {
            #expect(text.contains(script), "\(script) is named on no page")
        }
    }

    @Test("decisions are numbered without a gap, each with its four parts")
    func decisionsAreNumbered() throws {
        let decisions = Self.repository.files(under: "docs/decisions/", ending: ".md")
        let names = decisions.compactMap { $0.split(separator: "/").last }
        #expect(!decisions.isEmpty)
        for (index, name) in names.enumerated() {
            let number = "000\(index + 1)".suffix(4)
            #expect(name.hasPrefix("\(number)-"), "\(name) should begin with \(number)-")
        }
        for decision in decisions {
            let text = try Self.repository.text(of: decision)
            for part in ["## Context", "## Decision", "## Alternatives", "## Consequences"] {
                #expect(text.contains("\n\(part)\n"), "\(decision) has no part '\(part)'")
            }
        }
    }

    @Test("every page of docs can be reached from README")
    func pagesAreLinked() throws {
        var reached: Set<String> = ["README.md"]
        var waiting = ["README.md"]
        while let page = waiting.popLast() {
            let folder = page.split(separator: "/").dropLast().joined(separator: "/")
            let links = Markdown(try Self.repository.text(of: page)).links.map { Markdown.resolved($0, from: folder) }
            let inside = links.flatMap { link in Self.pages.filter { $0 == link || $0.hasPrefix(link + "/") } }
            waiting += inside.filter { reached.insert($0).inserted }
        }
        for page in Self.pages where page.hasPrefix("docs/") || page == "CHANGELOG.md" {
            #expect(reached.contains(page), "no page leads to \(page)")
        }
    }

    @Test(
        "links and paths are read from a page",
        arguments: [
            ("[a](docs/a.md) [b](https://b.vn) [c](#c) ![d](d.png)", ["docs/a.md", "d.png"], []),
            ("[a](../a.md#part)", ["../a.md"], []),
            ("`Sources/A/B.swift` and `plain words`", [], ["Sources/A/B.swift"]),
            ("`script/bench ingest`", [], ["script/bench"]), ("`Storage/Schema.swift`", [], ["Storage/Schema.swift"]),
            ("`/webhooks/zalo` `var/seal.key` `text/plain`", [], []),
            ("```\nSources/A.swift [a](b.md)\n```\n<!-- [x](y.png) -->", [], []),
        ] as [(String, [String], [String])])
    func pagesAreRead(page: String, links: [String], paths: [String]) {
        let markdown = Markdown(page)
        #expect(markdown.links == links)
        #expect(markdown.paths == paths)
    }
}

/// What of a page can be checked against the repository. Code blocks and comments are left out.
struct Markdown {
    /// Targets of links and images, without those to other sites and within the page.
    let links: [String]
    /// What stands in backticks and looks like a path of ours.
    let paths: [String]

    private static let folders = ["Sources/", "Tests/", "docs/", "Config/", "Intents/", "script/", ".ci/"]
    private static let ends = [".swift", ".md", ".yaml", ".h"]

    init(_ page: String) {
        let text = Self.without(#"(?s)<!--.*?-->"#, Self.without(#"(?ms)^ *```.*?^ *```"#, page))
        links = Pattern(#"\]\(([^)\s]+)\)"#).groups(in: text)
            .map { String($0.prefix { $0 != "#" }) }
            .filter { !$0.isEmpty && !$0.contains(":") }
        paths = Pattern(#"`([^`\n]+)`"#).groups(in: text).compactMap { span in
            let word = String(span.prefix { $0 != " " })
            if Self.folders.contains(where: { word.hasPrefix($0) }) { return word }
            let isFile = Self.ends.contains { word.hasSuffix($0) } && word.contains("/") && !word.hasPrefix("/")
            return isFile && !word.contains(":") ? word : nil
        }
    }

    static func resolved(_ link: String, from folder: String) -> String {
        var parts = folder.split(separator: "/").map(String.init)
        for part in link.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }

    private static func without(_ pattern: String, _ text: String) -> String {
        text.replacingOccurrences(of: pattern, with: "", options: .regularExpression)
    }
}
