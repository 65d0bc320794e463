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
    var shown: [UInt8] = []
    var place = 0
    for secret in secrets where secret.range.lowerBound >= place {
      let mark = Mark(
        text: Self.text(number: marks.count + 1, at: secret.place, avoiding: lookalikes),
        secret: Array(record[secret.range]), place: secret.place)
      shown += record[place..<secret.range.lowerBound]
      shown += mark.text
      place = secret.range.upperBound
      marks.append(mark)
    }
    self.marks = marks
    self.shown = shown + record[place...]
  }

  /// The record with the secrets back in it, after whatever edit of ``shown``. A mark that is gone
  /// took its secret along.
  package func restored(_ edited: [UInt8]) throws(SecretMarkError) -> [UInt8] {
    let findings = MarkScan.findings(in: edited[...]).filter { !lookalikes.contains($0.text) }
    guard !findings.isEmpty else { return edited }
    let byText = Dictionary(marks.map { ($0.text, $0) }) { first, _ in first }
    let stems = Set(marks.map { MarkScan.stem(of: $0.text) })
    var used: [(mark: Mark, range: Range<Int>)] = []
    var seen: Set<[UInt8]> = []
    for finding in findings {
      if let mark = byText[finding.text] {
        guard seen.insert(finding.text).inserted else {
          throw .duplicated(finding.name, key: mark.place.key)
        }
        used.append((mark, finding.range))
      } else if finding.isOpened || stems.contains(finding.stem) {
        throw .altered(finding.name)
      }
    }
    try checkPlaces(of: used.map(\.mark), in: edited)
    var result: [UInt8] = []
    var place = 0
    for (mark, range) in used {
      result += edited[place..<range.lowerBound] + mark.secret
      place = range.upperBound
    }
    return result + edited[place...]
  }

  /// Whether a text holds marks, or what looks like one.
  package static func stand(in text: [UInt8]) -> Bool { !MarkScan.findings(in: text[...]).isEmpty }

  // MARK: Parts

  private func checkPlaces(of used: [Mark], in edited: [UInt8]) throws(SecretMarkError) {
    guard !used.isEmpty else { return }
    guard let places = try? SecretPlaces(of: edited) else { throw .noJSON }
    var found: [[UInt8]: SecretPlaces.Place] = [:]
    for layer in places.layers {
      for (node, place) in places.strings(of: layer) {
        for finding in MarkScan.findings(in: node.bytes) { found[finding.text] = place }
      }
    }
    for mark in used where found[mark.text] != mark.place {
      throw .moved(String(decoding: mark.text, as: UTF8.self), key: mark.place.key)
    }
  }

  private static func secrets(
    of record: [UInt8], _ ranges: (JSONNode) -> [Range<Int>]
  ) throws(JSONDiagnostic) -> [(range: Range<Int>, place: SecretPlaces.Place)] {
    let places = try SecretPlaces(of: record)
    var secrets: [(range: Range<Int>, place: SecretPlaces.Place)] = []
    for layer in places.layers {
      let ranges = ranges(layer.root)
      guard !ranges.isEmpty else { continue }
      var strings = places.strings(of: layer)[...]
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        while let first = strings.first, first.node.range.upperBound <= range.lowerBound {
          strings.removeFirst()
        }
        guard let (node, place) = strings.first else { break }
        // A mark stands between the quotes, whoever found the secret counts them in or not.
        let text = node.range.lowerBound + 1..<node.range.upperBound - 1
        let inside = range.clamped(to: text)
        if !inside.isEmpty { secrets.append((layer.outer(inside), place)) }
      }
    }
    return secrets.sorted { $0.range.lowerBound < $1.range.lowerBound }
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
