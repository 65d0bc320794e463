/// A value that a path leads to, through strings that hold JSON.
///
/// ```
/// flowData . nodes[3] . data
/// └ outer ─┘ └─── innermost ┘      `literals` holds the string flowData of the outer document
/// ```
struct JSONLocation {
  /// The strings the way leads into, outermost first; each is a node of the document before.
  private(set) var literals: [JSONNode] = []
  /// Where the way has come to: a node of the innermost document.
  private(set) var node: JSONNode
  /// What holds `node`, if it stands in the same document.
  private(set) var parent: JSONNode?
  /// The steps made.
  private(set) var path = JSONPath()
  /// The steps made in the innermost document.
  private(set) var depth = 0
  private let embedded: Set<String>
  private let outermost: JSONNode

  init(in bytes: [UInt8], embedded: Set<String>) throws(JSONEditError) {
    self.embedded = embedded
    do throws(JSONDiagnostic) {
      outermost = try JSONDocument(parsing: bytes).root
    } catch {
      throw .notJSON(error)
    }
    node = outermost
  }

  /// A way that does not lead into strings.
  init(of path: JSONPath, in root: JSONNode) throws(JSONEditError) {
    embedded = []
    outermost = root
    node = root
    if let diagnostic = root.map.diagnostics.first { throw .notJSON(diagnostic) }
    try follow(path.steps)
  }

  /// Whether `node` is a string that by its field's name holds JSON.
  var isEmbedded: Bool {
    guard case .key(let key)? = path.steps.last, node.kind == .string else { return false }
    return embedded.contains(key)
  }

  /// Goes on along a path.
  mutating func follow(_ steps: some Sequence<JSONPath.Step>) throws(JSONEditError) {
    for step in steps {
      try enter()
      guard let child = node.value(at: step) else { throw .nothingAt(path.appending(step)) }
      parent = node
      node = child
      path.steps.append(step)
      depth += 1
    }
  }

  /// Goes into the string, if it holds JSON.
  mutating func enter() throws(JSONEditError) {
    guard isEmbedded else { return }
    do throws(JSONDiagnostic) {
      let inner = try JSONDocument(parsing: JSONEmbeddedText.text(of: node.bytes))
      literals.append(node)
      parent = nil
      node = inner.root
      depth = 0
    } catch {
      throw .notJSONInside(path, error)
    }
  }

  /// The outermost text with splices of the innermost document made.
  func applying(_ splices: [JSONSplice]) -> [UInt8] {
    var splices = splices
    for literal in literals.reversed() {
      splices = JSONEmbeddedText.outer(splices, of: literal.bytes)
    }
    return JSONSplice.apply(splices, to: outermost.map.bytes)
  }
}
