package import JSONText

/// Marks such as `⟦secret:1:ab12⟧` in the place of secrets, for texts that leave the program, and
/// the way back (sync.md 2.8).
///
/// A mark stands for the exact bytes that were there. Its number and digits follow from the record
/// and the place, not from the secret and not from chance: a text that was kept yesterday finds its
/// secrets today.
package struct SecretMarks: Sendable {
  /// The record with a mark for each secret.
  package let shown: [UInt8]
  private let marks: [Mark]
  /// What looks like a mark and stood in the record itself.
  private let lookalikes: Set<[UInt8]>

  private struct Mark: Sendable {
    let text: [UInt8]
    /// As written in the record, escapes and all.
    let secret: [UInt8]
    let place: SecretPlaces.Place
    /// Stands around the mark where the secret has no quotes: a number.
    let quote: [UInt8]
  }

  struct Secret {
    let range: Range<Int>
    /// The string or number that it is, or stands in, with its quotes.
    let whole: Range<Int>
    let place: SecretPlaces.Place
    let quote: [UInt8]
  }

  /// - Parameters:
  ///   - record: a record, or any JSON document. Fields that hold JSON in a string are looked into.
  ///   - ranges: finds secrets in a document; with or without the quotes around them.
  package init(
    hiding record: [UInt8], ranges: (JSONNode) -> [Range<Int>] = SecretMask.ranges
  ) throws(JSONDiagnostic) {
    let secrets = try Self.secrets(of: record, ranges)
    lookalikes = Set(MarkScan.findings(in: record[...]).map(\.text))
    var marks: [Mark] = []
    var splices: [JSONSplice] = []
    for secret in secrets {
      let mark = Mark(
        text: Self.text(number: marks.count + 1, at: secret.place, avoiding: lookalikes),
        secret: Array(record[secret.range]), place: secret.place, quote: secret.quote)
      splices.append(JSONSplice(range: secret.range, bytes: mark.quote + mark.text + mark.quote))
      marks.append(mark)
    }
    self.marks = marks
    shown = JSONSplice.apply(splices, to: record)
  }

  /// The record with the secrets back in it, after whatever edit of ``shown``. A mark that is gone
  /// took its secret along.
  package func restored(_ edited: [UInt8]) throws(SecretMarkError) -> [UInt8] {
    let findings = MarkScan.findings(in: edited[...]).filter { !lookalikes.contains($0.text) }
    guard !findings.isEmpty else { return edited }
    let byText = Dictionary(marks.map { ($0.text, $0) }) { first, _ in first }
    let stems = Set(marks.map { MarkScan.stem(of: $0.text) })
    var splices: [JSONSplice] = []
    var used: [[UInt8]: Mark] = [:]
    for finding in findings {
      if let mark = byText[finding.text] {
        guard used.updateValue(mark, forKey: mark.text) == nil else {
          throw .duplicated(finding.name, key: mark.place.key)
        }
        splices.append(try splice(of: mark, at: finding.range, in: edited))
      } else if finding.isOpened || stems.contains(finding.stem) {
        throw .altered(finding.name)
      }
    }
    try checkPlaces(of: findings.compactMap { used[$0.text] }, in: edited)
    return JSONSplice.apply(splices, to: edited)
  }

  /// Whether a text holds marks, or what looks like one.
  package static func stand(in text: [UInt8]) -> Bool { !MarkScan.findings(in: text[...]).isEmpty }

  // MARK: Parts

  private func splice(
    of mark: Mark, at range: Range<Int>, in edited: [UInt8]
  ) throws(SecretMarkError) -> JSONSplice {
    let whole = range.lowerBound - mark.quote.count..<range.upperBound + mark.quote.count
    guard edited.indices.clamped(to: whole) == whole,
      edited[whole].starts(with: mark.quote),
      edited[whole].suffix(mark.quote.count) == mark.quote[...]
    else { throw .altered(String(decoding: mark.text, as: UTF8.self)) }
    return JSONSplice(range: whole, bytes: mark.secret)
  }

  private func checkPlaces(of used: [Mark], in edited: [UInt8]) throws(SecretMarkError) {
    guard !used.isEmpty else { return }
    guard let places = try? SecretPlaces(of: edited) else { throw .noJSON }
    var found: [[UInt8]: SecretPlaces.Place] = [:]
    for layer in places.layers {
      for (node, place) in places.values(of: layer) {
        for finding in MarkScan.findings(in: node.bytes) { found[finding.text] = place }
      }
    }
    for mark in used where found[mark.text] != mark.place {
      throw .moved(String(decoding: mark.text, as: UTF8.self), key: mark.place.key)
    }
  }

  /// In the order of the record, without overlap.
  static func secrets(
    of record: [UInt8], _ ranges: (JSONNode) -> [Range<Int>] = SecretMask.ranges
  ) throws(JSONDiagnostic) -> [Secret] {
    let places = try SecretPlaces(of: record)
    var secrets: [Secret] = []
    for layer in places.layers {
      let ranges = try Self.ranges(of: layer, ranges)
      guard !ranges.isEmpty else { continue }
      var values = places.values(of: layer)[...]
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        values = values.drop { $0.node.range.upperBound <= range.lowerBound }
        guard let (node, place) = values.first else { break }
        // A mark stands between the quotes, whoever found the secret counts them in or not.
        let inside = range.clamped(to: node.textRange ?? node.range)
        if inside.isEmpty { continue }
        let quote = node.kind == .string ? "" : layer.offsets == nil ? "\"" : "\\\""
        secrets.append(
          Secret(
            range: layer.outer(inside), whole: layer.outer(node.range), place: place,
            quote: Array(quote.utf8)))
      }
    }
    var end = 0
    return secrets.sorted { $0.range.lowerBound < $1.range.lowerBound }.filter { secret in
      defer { end = max(end, secret.range.upperBound) }
      return secret.range.lowerBound >= end
    }
  }

  /// What is secret in an inner document depends on the field that holds it.
  private static func ranges(
    of layer: SecretPlaces.Layer, _ ranges: (JSONNode) -> [Range<Int>]
  ) throws(JSONDiagnostic) -> [Range<Int>] {
    guard layer.offsets != nil else { return ranges(layer.root) }
    let head = Array("{".utf8) + JSONString.literal(layer.field) + Array(":".utf8)
    let document = try JSONDocument(parsing: head + layer.root.bytes + Array("}".utf8))
    let distance = layer.root.range.lowerBound - head.count
    return ranges(document.root).map { $0.lowerBound + distance..<$0.upperBound + distance }
  }

  private static func text(
    number: Int, at place: SecretPlaces.Place, avoiding taken: Set<[UInt8]>
  ) -> [UInt8] {
    var digest = place.digest
    while true {
      let folded = (digest ^ digest >> 16 ^ digest >> 32 ^ digest >> 48) & 0xFFFF
      let digits = String(folded, radix: 16)
      let text = "⟦secret:\(number):\(String(repeating: "0", count: 4 - digits.count))\(digits)⟧"
      if !taken.contains(Array(text.utf8)) { return Array(text.utf8) }
      digest &+= 1
    }
  }
}

/// Why a text with marks cannot be saved. The mark is named as it should stand, or as it does.
package enum SecretMarkError: Error, Hashable, Sendable {
  case duplicated(String, key: String)
  case moved(String, key: String)
  case altered(String)
  /// What holds the marks is not JSON, so that their places cannot be told.
  case noJSON

  package var sentence: String {
    switch self {
    case .duplicated(let mark, let key): "\(mark)\(Self.of(key)) stands there more than once"
    case .moved(let mark, let key): "\(mark)\(Self.of(key)) does not stand where it stood"
    case .altered(let mark): "\(mark) is no mark of a secret of this text, or it was altered"
    case .noJSON: "a text with marks of secrets must be JSON"
    }
  }

  private static func of(_ key: String) -> String {
    key.isEmpty ? "" : ", the secret of \"\(key)\","
  }
}
