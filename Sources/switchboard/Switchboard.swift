import Bootstrap
import Foundation

@main
struct Switchboard {
    static func main() async {
        exit(await Program.main(Array(CommandLine.arguments.dropFirst())))
    }
}
