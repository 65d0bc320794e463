import FlowModel
import Glibc

/// The main job, played without a screen: pull, edit offline, push, list. Each step is the program
/// itself with the words a person would type.
struct Tour {
  let program: OwnProgram

  /// A flow of the samples that nobody uses yet.
  private static let flow = "Order status lookup"

  func run() throws(Problem) -> Int32 {
    let label = "flowData.nodes[0].data.label"
    let steps: [(String, [String])] = [
      ("Take what the servers have.", ["pull"]),
      ("Change one value. No request is made: it waits here.",
        ["set", Self.flow, label, "\"Changed on a train\""]),
      ("See what waits.", ["status"]),
      ("Send it. The server's copy is read first; a change of somebody else would be held.", ["push"]),
      ("The server holds it now.", ["list"]),
    ]
    // What weir says and what it prints are one text here.
    dup2(1, 2)
    for (sentence, words) in steps {
      try announce(sentence, words)
      let status = try program.run(words)
      guard status == 0 else { return status }
    }
    try write("\nThat is weir. In a terminal, `weir demo` opens the screen on the same flows.\n")
    return 0
  }

  private func announce(_ sentence: String, _ words: [String]) throws(Problem) {
    let command = words.map { $0.contains(where: { " \"".contains($0) }) ? "'\($0)'" : $0 }
    try write("\n# \(sentence)\n$ weir \(command.joined(separator: " "))\n")
  }

  /// Written at once, so that it stands before what the child prints.
  private func write(_ text: String) throws(Problem) {
    let bytes = Array(text.utf8)
    guard Glibc.write(1, bytes, bytes.count) == bytes.count else {
      throw Problem(.failed, "Nobody reads what the tour prints.")
    }
  }
}
