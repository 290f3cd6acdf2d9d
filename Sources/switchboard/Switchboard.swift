import Bootstrap

@main
struct Switchboard {
    static func main() async {}
}
