import FlowWorkspace
import Glibc
import TestKit
import Testing

@Suite("The browser") struct BrowserTests {
  private let folder = TemporaryFolder()
  private let address = "https://flow.example.com/canvas/a%20b"

  /// A program that notes its arguments, one a line, and ends with a status; nil: it runs on.
  private func program(_ name: String, status: Int?) throws {
    let path = "\(folder.path)/\(name)"
    let script = """
      #!/bin/sh
      for word in "$@"; do echo "$word"; done > '\(path).arguments'
      \(status.map { "exit \($0)" } ?? "exec /bin/sleep 20")
      """
    try PrivateFile.write(Array(script.utf8), to: path)
    #expect(chmod(path, 0o700) == 0)
  }

  private func opened(_ variables: [String: String]) async -> String? {
    let environment = variables.merging(["PATH": "/nowhere:\(folder.path)"]) { one, _ in one }
    return await Browser(environment: environment).open(address, patience: .seconds(5))
  }

  private func arguments(_ name: String) -> [String]? {
    (try? PrivateFile.read("\(folder.path)/\(name).arguments")).flatMap { $0 }.map {
      String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  @Test("gets the address as one argument: BROWSER first, else xdg-open on a desktop")
  func ways() async throws {
    try program("fox", status: 0)
    try program("xdg-open", status: 0)
    #expect(await opened(["BROWSER": "fox --new", "DISPLAY": ":0"]) == "fox")
    #expect(arguments("fox") == ["--new", address] && arguments("xdg-open") == nil)
    #expect(await opened(["BROWSER": "fox '%s' -x"]) == "fox")
    #expect(arguments("fox") == [address, "-x"])
    #expect(await opened(["WAYLAND_DISPLAY": "w"]) == "xdg-open")
    #expect(arguments("xdg-open") == [address])
  }

  @Test(
    "one that is not there or fails leaves it to the next; without a desktop, or far away, none")
  func none() async throws {
    try program("bad", status: 3)
    try program("fox", status: 0)
    try program("xdg-open", status: 0)
    #expect(await opened(["BROWSER": "gone:bad:fox"]) == "fox")
    #expect(await opened(["BROWSER": "gone:bad"]) == nil)
    #expect(await opened([:]) == nil)
    #expect(await opened(["DISPLAY": "far:10", "SSH_TTY": "/dev/pts/1"]) == nil)
    #expect(arguments("xdg-open") == nil)
  }

  @Test("one that runs on is open, and is not waited for")
  func runningOn() async throws {
    try program("fox", status: nil)
    let environment = ["BROWSER": "fox", "PATH": folder.path]
    let start = ContinuousClock.now
    let taker = await Browser(environment: environment)
      .open(address, patience: .milliseconds(200))
    #expect(taker == "fox" && ContinuousClock.now - start < .seconds(15))
  }

  @Test("no shell reads the address, and what is no web address is not opened")
  func shells() async throws {
    try program("fox", status: 0)
    let odd = "https://x/$(touch pwned);`id`&'\""
    let browser = Browser(environment: ["BROWSER": "fox", "PATH": folder.path])
    #expect(await browser.open(odd, patience: .seconds(5)) == "fox")
    #expect(arguments("fox") == [odd])
    #expect(await browser.open("file:///etc/passwd") == nil)
    #expect(await browser.open("--version") == nil)
  }
}
