package import JSONText

/// A place of a body that names a node or a credential, or is the node.
package struct FlowReference: Hashable, Sendable {
  /// From the body down.
  package var path: JSONPath
  /// The bytes to go to, in the document of the body.
  package var range: Range<Int>
  /// `edge agent_0 → reply_0`, `Billing agent · inputs.prompt`; of a node its label.
  package var text: String

  package init(path: JSONPath, range: Range<Int>, text: String) {
    self.path = path
    self.range = range
    self.text = text
  }
}

/// What a value refers to.
package enum FlowTarget: Hashable, Sendable {
  /// A node of this body.
  case node(FlowReference)
  /// A node that is not there.
  case missingNode(id: String)
  /// A credential of the server. It has no definition here: these are all its uses, this one too.
  case credential(id: String, uses: [FlowReference])
}

/// One text of a body that names a node or a credential.
struct FlowUse {
  enum Kind {
    /// The two ends of an edge.
    case source, target
    case sourceHandle, targetHandle
    /// `parentNode` of a node.
    case parent
    /// `{{chatOpenAI_0.data.instance}}` in an input.
    case reference
    /// The attribute `data-id` of a mention. The same mention holds a reference too.
    case mention
    /// `loopBackToNode`.
    case loop
    /// The node's own id, in the node.
    case definition
    case credential
  }

  let kind: Kind
  /// Number of the node, or for the first two lines of kinds the edge, that holds it.
  let owner: Int
  /// Number of the node that is named; nil when there is none, and for a credential.
  let node: Int?
  /// The bytes that name it.
  let range: Range<Int>
  /// The bytes where a cursor is on it.
  let reach: Range<Int>

  /// Whether it is listed when someone asks who refers to the node. A handle says what the end of
  /// its edge says, a mention what its reference says.
  var isListed: Bool {
    switch kind {
    case .source, .target, .parent, .reference, .loop: true
    case .sourceHandle, .targetHandle, .mention, .definition, .credential: false
    }
  }

  /// Whether it stands in an edge.
  var isOfEdge: Bool {
    switch kind {
    case .source, .target, .sourceHandle, .targetHandle: true
    default: false
    }
  }
}
