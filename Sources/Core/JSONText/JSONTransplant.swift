/// Writes the original text with the content of an edited view of it.
///
/// Goes down both documents side by side. Where the content is equal the original bytes are copied;
/// where the kind is, the brackets, blanks and kept keys are, and it goes on inside; only what is
/// new is written anew, in the style of its place. Without recursion: what is still to be written
/// waits on a stack, first things on top.
struct JSONTransplant {
  private enum Step {
    case copy(Range<Int>)
    case text([UInt8])
    /// A value that stands in both.
    case pair(original: JSONNode, edited: JSONNode, holder: Int?)
    case new(JSONNode, holder: Int)
  }

  private let original: JSONDocument
  private let edited: JSONDocument
  private let habits: JSONHabits
  /// The containers gone into; steps name what holds their value by its place here.
  private var holders: [(container: JSONNode, layout: JSONLayout)] = []
  private var matcher: JSONTransplantMatcher
  private var waiting: [Step] = []
  private var output: [UInt8] = []

  init(_ edited: JSONDocument, onto original: JSONDocument) {
    self.original = original
    self.edited = edited
    habits = JSONHabits(of: original.map)
    matcher = JSONTransplantMatcher(original: original, edited: edited)
  }

  mutating func text() -> [UInt8] {
    let root = original.root.range
    output.reserveCapacity(original.bytes.count)
    waiting = [
      .copy(root.upperBound..<original.bytes.count),
      .pair(original: original.root, edited: edited.root, holder: nil),
      .copy(0..<root.lowerBound),
    ]
    while let step = waiting.popLast() {
      switch step {
      case .copy(let range): output.append(contentsOf: original.map.bytes[range])
      case .text(let text): output.append(contentsOf: text)
      case .pair(let original, let edited, let holder):
        write(original, edited, holder: holder)
      case .new(let node, let holder):
        let layout = holders[holder].layout
        JSONFormatter.append(node, style: layout.style, base: layout.base, to: &output)
      }
    }
    return output
  }

  private mutating func write(_ original: JSONNode, _ edited: JSONNode, holder: Int?) {
    switch (original.kind, edited.kind) {
    case (.object, .object):
      if let entries = matcher.members(of: original, edited) {
        return push(entries, into: original, edited, holder: holder)
      }
    case (.array, .array):
      return push(matcher.elements(of: original, edited), into: original, edited, holder: holder)
    default: break
    }
    if JSONCanonical.areEqual(original, edited) {
      output.append(contentsOf: original.bytes)
    } else if let holder {
      let layout = holders[holder].layout
      JSONFormatter.append(edited, style: layout.style, base: layout.base, to: &output)
    } else {
      let style = JSONLayout(of: original, in: nil, habits: habits).style
      JSONFormatter.append(edited, style: style, base: [], to: &output)
    }
  }

  /// Puts the parts of a container on the stack.
  private mutating func push(
    _ entries: [JSONTransplantEntry], into original: JSONNode, _ edited: JSONNode, holder: Int?
  ) {
    let old = JSONLayout.childRanges(original)
    let range = original.range
    let opening = range.lowerBound..<range.lowerBound + 1
    let closing = range.upperBound - 1..<range.upperBound
    guard !entries.isEmpty else {
      waiting += old.isEmpty ? [.copy(range)] : [.copy(closing), .copy(opening)]
      return
    }
    let layout = JSONLayout(
      of: original, in: holder.map { holders[$0].container }, habits: habits)
    holders.append((original, layout))
    let first = waiting.count
    waiting.append(.copy(opening))
    for (position, entry) in entries.enumerated() {
      pushGap(before: entry, isFirst: position == 0, old, layout)
      pushBody(of: entry, in: original, old, layout)
      pushTail(of: entry, isLast: position == entries.count - 1, old, layout)
    }
    waiting.append(.copy(closing))
    waiting[first...].reverse()
  }

  private mutating func pushGap(
    before entry: JSONTransplantEntry, isFirst: Bool, _ old: [Range<Int>], _ layout: JSONLayout
  ) {
    if isFirst { return waiting.append(.text(layout.first)) }
    waiting.append(.text([UInt8(ascii: ",")]))
    if let position = entry.original, position > 0 {
      let comma = comma(before: old[position], after: old[position - 1])
      waiting.append(.copy(comma + 1..<old[position].lowerBound))
    } else {
      waiting.append(.text(layout.other))
    }
  }

  private mutating func pushBody(
    of entry: JSONTransplantEntry, in container: JSONNode, _ old: [Range<Int>],
    _ layout: JSONLayout
  ) {
    if let position = entry.original, let value = entry.originalValue {
      waiting.append(.copy(old[position].lowerBound..<value.range.lowerBound))
      waiting.append(.pair(original: value, edited: entry.edited, holder: holders.count - 1))
    } else {
      if container.kind == .object {
        let key = entry.edited.map.range(at: entry.edited.index - 1)
        waiting.append(.text(entry.edited.map.bytes[key] + layout.style.colon))
      }
      waiting.append(.new(entry.edited, holder: holders.count - 1))
    }
  }

  private mutating func pushTail(
    of entry: JSONTransplantEntry, isLast: Bool, _ old: [Range<Int>], _ layout: JSONLayout
  ) {
    if isLast {
      waiting.append(.text(layout.last))
    } else if let position = entry.original, position + 1 < old.count {
      let comma = comma(before: old[position + 1], after: old[position])
      waiting.append(.copy(old[position].upperBound..<comma))
    }
  }

  /// Where the comma between two neighbours stands.
  private func comma(before next: Range<Int>, after child: Range<Int>) -> Int {
    let between = original.map.bytes[child.upperBound..<next.lowerBound]
    return between.firstIndex(of: UInt8(ascii: ",")) ?? child.upperBound
  }
}

extension JSONEdit {
  /// The original text with the content of `edited`, a view of it that was laid out anew and then
  /// edited.
  ///
  /// Values of equal content keep their bytes. Objects keep the order and blanks of the keys that
  /// stay; new keys stand behind the key they follow in `edited`. Arrays of objects with unique
  /// `id` are matched by it. What is new is written in the style that surrounds it. The result
  /// always has the content of `edited`; if `original` is not JSON, it is `edited`.
  ///
  /// - Throws: if `edited` is not JSON.
  package static func transplant(
    _ edited: [UInt8], onto original: [UInt8]
  ) throws(JSONDiagnostic) -> [UInt8] {
    let edited = try JSONDocument(parsing: edited)
    guard let original = try? JSONDocument(parsing: original) else { return edited.bytes }
    var transplant = JSONTransplant(edited, onto: original)
    return transplant.text()
  }

  /// Transplants onto the value at a path of a whole document, through strings that hold JSON.
  ///
  /// - Throws: ``JSONEditError/invalidValue(_:)`` if `edited` is not JSON.
  package static func transplant(
    _ edited: [UInt8], at path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    let stored = try text(at: path, in: bytes, embedded: embedded)
    let result: [UInt8]
    do throws(JSONDiagnostic) {
      result = try transplant(edited, onto: stored)
    } catch {
      throw .invalidValue(error)
    }
    return result == stored
      ? bytes : try setText(result, at: path, in: bytes, embedded: embedded)
  }
}
