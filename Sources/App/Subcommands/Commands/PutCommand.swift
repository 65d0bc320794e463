package import FlowModel
import FlowWorkspace

package struct PutCommand: Subcommand {
  package static let name = "put"
  package static let summary = "Replace one field's text by a file"
  package static let usage = "REF --field NAME|PATH --file FILE|-"
  package static let arguments = 1...1
  package static let details = """
    What `weir show --field` prints: for a string the text it says, byte for byte; for flowData,
    chatbotConfig and the like that is the JSON inside. For other values it is JSON. - reads
    standard input.
    """
  package static let options = [
    Option("--field", "NAME", "the field, or a path"),
    Option("--file", "FILE", "the text; - for standard input"),
  ]

  private let reference: String
  private let field: String
  private let file: String

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    guard let field = words["--field"] else { throw words.problem("--field NAME is missing.") }
    guard let file = words["--file"] else { throw words.problem("--file FILE is missing.") }
    self.field = field
    self.file = file
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, field) = (reference, field)
    let text = try context.text(ofFile: file)
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      return context.tell(try await workspace.putField(field, text, of: flow.id), of: flow.name)
    }
  }
}

extension CommandContext {
  /// A file's bytes, or standard input for `-`; at most 64 MiB.
  func text(ofFile path: String) throws(Problem) -> [UInt8] {
    if path == "-" { return try console.input(limit: 64 << 20) }
    guard let bytes = try PrivateFile.read(path, limit: 64 << 20) else {
      throw Problem(.usage, "There is no file \(path).")
    }
    return bytes
  }
}
