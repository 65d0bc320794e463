import FlowWorkspace
import TestKit
import Testing

@Suite("The clipboard of real programs")
struct ClipboardTests {
  @Test("tmux takes what is copied, byte for byte, and without a terminal of ours")
  func tmux() async throws {
    let tmux = try Tmux(Programs.environment())
    let clipboard = Clipboard(
      environment: Programs.environment(["TMUX": try tmux.fact("#{socket_path},#{pid},0")]))
    let text = "nodes[3]\tcaf\u{E9} \u{1B}[31m\n" + String(repeating: "x", count: 200_000)
    #expect(await clipboard.copy(Array(text.utf8)) == .program("tmux"))
    #expect(try tmux.buffer() == text)
  }

  @Test("a tmux that is gone leaves it to the terminal")
  func gone() async throws {
    let environment = Programs.environment(["TMUX": "/nowhere/socket,1,0"])
    #expect(await Clipboard(environment: environment).copy([65]) == nil)
  }
}
