import JSONText

/// The third level of ``FlowCheck``: ids, edge ends, handles, parents and references.
struct LinkCheck {
  let links: FlowLinks
  /// At most this many problems are told.
  private let limit: Int
  private var found: [FlowProblem] = []
  var names = NearestName()
  var fresh: FreshNames
  /// Made when the first edge asks for another id.
  lazy var edgeIDs = Set(links.edges.compactMap { $0.id?.string })

  private init(_ links: FlowLinks, limit: Int) {
    self.links = links
    self.limit = limit
    fresh = FreshNames(links.numbers)
  }

  static func problems(of links: FlowLinks, atMost limit: Int) -> [FlowProblem] {
    var check = LinkCheck(links, limit: limit)
    var all: [FlowProblem] = []
    // Each pass goes through the text in order, so the first problems of all are among the first of
    // each.
    let passes: [(inout LinkCheck) -> Void] = [
      { $0.checkNodes() }, { $0.checkUses() }, { $0.checkEdgeIDs() }, { $0.checkEdges() },
    ]
    for pass in passes {
      pass(&check)
      all += check.found
      check.found = []
    }
    all.sort { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
    return Array(all.prefix(limit))
  }

  var isFull: Bool { found.count >= limit }

  mutating func add(
    _ path: JSONPath, _ range: Range<Int>, _ message: String, fix: FlowFix? = nil
  ) {
    found.append(FlowProblem(.link, path: path, range: range, message, fix: fix))
  }

  // MARK: What is named, and is not there

  private mutating func checkUses() {
    for use in links.uses where use.node == nil && !isFull {
      switch use.kind {
      case .source, .target, .parent, .reference, .loop: tellMissing(use)
      // Handles are looked at with their edges.
      case .sourceHandle, .targetHandle, .mention, .definition, .credential: break
      }
    }
  }

  private mutating func tellMissing(_ use: FlowUse) {
    let id = links.text(at: use.range)
    let answer = names.nearest(to: id, among: links.numbers.keys)
    add(
      links.path(of: use), use.range, Self.missing(id, answer), fix: fix(use, id, answer))
  }

  static func missing(_ id: String, _ answer: NearestName.Answer) -> String {
    let start = "no node has this id: \(shown(id))"
    guard case .one(let name) = answer else { return start }
    return "\(start). \(shown(name))?"
  }

  /// At most 60 characters of a text of the flow.
  static func shown(_ text: String) -> String {
    text.utf8.count <= 60 ? text : text.prefix(59) + "…"
  }

  private func fix(_ use: FlowUse, _ id: String, _ answer: NearestName.Answer) -> FlowFix? {
    switch answer {
    case .one(let name):
      let places = use.kind == .reference ? mentions(of: use, id) : [use.range]
      let splices = places.map { FlowFix.writing(name, at: $0) } + handle(of: use, id, name)
      return FlowFix(
        title: "write \(Self.shown(name))",
        splices: splices.sorted { $0.range.lowerBound < $1.range.lowerBound })
    case .none where use.isOfEdge: return removal(ofEdgeAt: use.owner)
    case .none, .several: return nil
    }
  }

  func removal(ofEdgeAt number: Int) -> FlowFix {
    let edges = links.edges
    let splice = FlowFix.removing(
      edges[number].element, after: number > 0 ? edges[number - 1].element : nil,
      before: number + 1 < edges.count ? edges[number + 1].element : nil)
    return FlowFix(title: "remove this edge", splices: [splice])
  }

  /// The handle at the same end of the edge, when it names the same node.
  private func handle(of use: FlowUse, _ id: String, _ name: String) -> [JSONSplice] {
    guard use.isOfEdge else { return [] }
    let edge = links.edges[use.owner]
    guard let node = (use.kind == .source ? edge.sourceHandle : edge.targetHandle)?.value,
      let text = node.string, let range = node.textRange,
      text == id || FlowHandle(text)?.node == id
    else { return [] }
    let end = min(range.lowerBound + id.utf8.count, range.upperBound)
    return [FlowFix.writing(name, at: range.lowerBound..<end)]
  }

  /// A mention says its id three times: in two attributes of its tag, and in braces.
  private func mentions(of use: FlowUse, _ id: String) -> [Range<Int>] {
    let source = links.root.bytes
    let tag = source[max(source.startIndex, use.reach.lowerBound - 400)..<use.reach.lowerBound]
    guard let start = tag.lastIndex(of: UInt8(ascii: "<")), !tag[start...].contains(0x0A),
      tag.last == UInt8(ascii: ">")
    else { return [use.range] }
    let letters = Array(id.utf8)
    var places: [Range<Int>] = []
    var place = start
    while place + letters.count < tag.endIndex {
      let end = place + letters.count
      if source[place..<end].elementsEqual(letters), !ReferenceScanner.isName(source[place - 1]),
        !ReferenceScanner.isName(source[end])
      {
        places.append(place..<end)
        place = end
      } else {
        place += 1
      }
    }
    return places + [use.range]
  }
}
