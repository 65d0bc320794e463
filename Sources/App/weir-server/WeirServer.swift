@main
struct WeirServer {
  static func main() {}
}
