import JSONText

/// One version of a record, and the same without its secrets.
struct MaskedCopy {
  private var plain: JSONMergeFinder
  private var masked: JSONMergeFinder
  private let root: JSONNode

  /// - Returns: nil when it is not JSON.
  init?(_ record: [UInt8], _ kind: FlowKind) {
    guard let plain = try? JSONDocument(parsing: record).root,
      let masked = try? JSONDocument(parsing: SecretMask.masked(record)).root
    else { return nil }
    let rules = FlowMergeRules.rules(kind)
    self.plain = JSONMergeFinder(rules, in: plain)
    self.masked = JSONMergeFinder(rules, in: masked)
    root = masked
  }

  /// With elements by position; nil where nothing stands.
  mutating func path(_ path: JSONPath) -> JSONPath? { plain.find(path)?.path }

  /// The value at a path; nil where nothing stands.
  mutating func value(_ path: JSONPath) -> ConflictReview.Value? {
    guard plain.find(path) != nil else { return nil }
    // A name may be what was masked.
    guard let found = masked.find(path) else {
      return ConflictReview.Value(
        text: SecretMask.mark, brief: SecretMask.mark, isString: true)
    }
    return ConflictReview.Value(found.node)
  }

  /// A field as pretty JSON, with places not chosen yet left out.
  mutating func text(
    of field: String, _ rows: [ConflictReview.Row], _ numbers: [Int], _ kind: FlowKind
  ) -> MergedText? {
    guard let value = root[field] else { return nil }
    var shown = value
    if value.kind == .string, FlowFields.embedded.contains(field),
      let inner = try? JSONDocument(parsing: value.stringBytes ?? []).root
    {
      shown = inner
    }
    // A field that is a value by itself is shown among the others.
    let isWhole = shown.kind == .object || shown.kind == .array
    return Self.text(isWhole ? shown : root, from: isWhole ? 1 : 0, rows, numbers, kind)
  }

  private static func text(
    _ node: JSONNode, from start: Int, _ rows: [ConflictReview.Row], _ numbers: [Int],
    _ kind: FlowKind
  ) -> MergedText? {
    guard let pretty = try? JSONDocument(parsing: JSONFormatter.pretty(node)).root else {
      return nil
    }
    var finder = JSONMergeFinder(FlowMergeRules.rules(kind), in: pretty)
    var places: [(range: Range<Int>, row: Int)] = []
    for number in numbers {
      let steps = rows[number].path.steps
      let path = JSONPath(Array(steps.dropFirst(start)))
      guard let found = finder.find(path, below: JSONPath(Array(steps.prefix(start)))) else {
        continue
      }
      places.append((found.node.range, number))
    }
    let sorted = places.sorted { $0.range.lowerBound < $1.range.lowerBound }
    return MergedText(Array(pretty.bytes), sorted, rows)
  }
}

extension MergedText {
  /// - Parameter places: what the rows are about, in the order of the text.
  fileprivate init(
    _ text: [UInt8], _ places: [(range: Range<Int>, row: Int)], _ rows: [ConflictReview.Row]
  ) {
    var lines: [String] = []
    var rowsByLine: [Int: Int] = [:]
    var starts: [Int: Int] = [:]
    var next = places[...]
    var lineStart = 0
    while lineStart < text.count {
      let lineEnd = text[lineStart...].firstIndex(of: 0x0A) ?? text.count
      var line = text[lineStart..<lineEnd]
      var end = lineEnd
      while let place = next.first, place.range.lowerBound < lineEnd {
        next.removeFirst()
        guard starts[place.row] == nil else { continue }
        starts[place.row] = lines.count
        rowsByLine[lines.count] = rowsByLine[lines.count] ?? place.row
        if rows[place.row].outcome == .open {
          // What stands there is only the server's.
          line = text[lineStart..<place.range.lowerBound] + Array(Self.openText.utf8)
          end = text[place.range.upperBound...].firstIndex(of: 0x0A) ?? text.count
          while let inner = next.first, inner.range.lowerBound < place.range.upperBound {
            starts[inner.row] = lines.count
            next.removeFirst()
          }
        } else if place.range.upperBound > lineEnd {
          let last = lines.count + text[lineEnd..<place.range.upperBound].count { $0 == 0x0A }
          for number in lines.count...last { rowsByLine[number] = rowsByLine[number] ?? place.row }
        }
      }
      lines.append(String(decoding: line, as: UTF8.self))
      lineStart = end + 1
    }
    self.init(lines: lines, rows: rowsByLine, starts: starts)
  }

  /// Stands in the place of a value that nobody chose yet.
  package static var openText: String { "<not chosen yet>" }
}

// MARK: Values

extension ConflictReview.Value {
  /// Longer ones are cut: a screen shows their beginning.
  private static let lengthLimit = 64 << 10

  /// Whether the end of `text` is missing.
  package var isCut: Bool { text.utf8.count >= Self.lengthLimit }

  init(_ node: JSONNode) {
    let isString = node.kind == .string
    let bytes = isString ? (node.stringBytes ?? []) : JSONFormatter.pretty(node)
    let text = String(decoding: bytes.prefix(Self.lengthLimit), as: UTF8.self)
    self.init(
      text: bytes.count > Self.lengthLimit ? text + "…" : text,
      brief: Self.brief(node, text), isString: isString)
  }

  /// A value that ``FlowDifference`` tells.
  init(excerpt: String) {
    let string = (try? JSONDocument(parsing: Array(excerpt.utf8)).root)?.string
    self.init(text: string ?? excerpt, brief: excerpt, isString: string != nil)
  }

  private static func brief(_ node: JSONNode, _ text: String) -> String {
    switch node.kind {
    case .string:
      return text.utf8.count <= 40 && !text.contains(where: \.isNewline)
        ? String(decoding: node.bytes, as: UTF8.self) : "\(text.count) chars"
    case .object, .array:
      if node.count == 0 { return node.kind == .object ? "{}" : "[]" }
      let compact = JSONFormatter.compact(node)
      if compact.count <= 24 { return String(decoding: compact, as: UTF8.self) }
      if node.kind == .object { return node.count == 1 ? "1 member" : "\(node.count) members" }
      return node.count == 1 ? "1 entry" : "\(node.count) entries"
    default: return String(decoding: node.bytes, as: UTF8.self)
    }
  }
}
