import FlowModel
import Testing

@testable import FlowWorkspace

@Suite("Token sources")
struct TokenReaderTests {
  private let path = ["PATH": "/usr/bin:/bin"]

  private func text(_ arguments: [String]) throws -> String {
    try TokenReader(.command(arguments, asks: false), environment: path).text()
  }

  @Test("takes the first line a command prints")
  func firstLine() throws {
    #expect(try text(["printf", "abc-123\\nrest\\n"]) == "abc-123")
  }

  @Test(
    "refuses what is not a token",
    arguments: [["printf", ""], ["printf", "two words"], ["printf", "\\033[31m"], ["false"]])
  func notAToken(_ arguments: [String]) {
    #expect(throws: Problem.self) { try text(arguments) }
  }

  @Test("a command that prints without end is ended, and the sentence holds none of it")
  func endless() {
    do {
      _ = try text(["yes", "canary-token"])
      Issue.record("it was taken")
    } catch let problem as Problem {
      #expect(problem.kind == .authentication)
      #expect(!problem.sentence.contains("canary"))
    } catch {
      Issue.record("another error: \(error)")
    }
  }

  @Test("a command sees neither our descriptors nor a terminal")
  func isolation() throws {
    let script = "ls /proc/self/fd | tr '\\n' ,; test -t 0 || echo no"
    #expect(try text(["sh", "-c", script]).hasSuffix("no"))
  }

  @Test("a variable that is not set is named")
  func variable() throws {
    let reader = TokenReader(.environment("WEIR_TEST_TOKEN"), environment: [:])
    #expect(throws: Problem.self) { try reader.text() }
    let set = TokenReader(.environment("T"), environment: ["T": "secret"])
    #expect(try set.text() == "secret")
  }
}
