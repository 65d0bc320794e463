@main
struct WeirScreenshots {
  static func main() {}
}
