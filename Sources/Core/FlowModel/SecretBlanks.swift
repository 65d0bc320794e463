package import JSONText

/// Empty texts in the place of secrets, for files that others may read, and the way back.
///
/// A blank does not say which secret it stands for: the place does (``SecretPlaces``). So nodes may
/// have changed their order meanwhile, and a blank that somebody filled keeps what is in it.
package struct SecretBlanks: Sendable {
  /// The record with a blank for each secret.
  package let shown: [UInt8]
  /// How many there are.
  package let count: Int
  /// Of each place with a secret every value, in their order, as they are written in the record.
  private let values: [SecretPlaces.Place: [Value]]

  private struct Value: Sendable {
    let plain: [UInt8]
    /// The same without its secret.
    let blank: [UInt8]
  }

  /// - Complexity: O(*n*).
  package init(hiding record: [UInt8]) throws(JSONDiagnostic) {
    let secrets = try SecretMarks.secrets(of: record)
    count = secrets.count
    shown = JSONSplice.apply(
      secrets.map { JSONSplice(range: $0.range, bytes: $0.quote + $0.quote) }, to: record)
    let places = Set(secrets.map(\.place))
    let byWhole = Dictionary(grouping: secrets, by: \.whole)
    var values: [SecretPlaces.Place: [Value]] = [:]
    for (range, place) in try Self.values(of: record) where places.contains(place) {
      let plain = Array(record[range])
      let splices = (byWhole[range] ?? []).map { secret in
        let start = secret.range.lowerBound - range.lowerBound
        return JSONSplice(
          range: start..<start + secret.range.count, bytes: secret.quote + secret.quote)
      }
      values[place, default: []].append(
        Value(plain: plain, blank: JSONSplice.apply(splices, to: plain)))
    }
    self.values = values
  }

  /// Another state of the record, with the secrets where it has blanks.
  ///
  /// Values that share a place, such as the rows of an array without names, are told apart by their
  /// order, and only while there are as many of them.
  package func filled(_ other: [UInt8]) throws(JSONDiagnostic) -> [UInt8] {
    guard count > 0 else { return other }
    var found: [SecretPlaces.Place: [Range<Int>]] = [:]
    for (range, place) in try Self.values(of: other) where values[place] != nil {
      found[place, default: []].append(range)
    }
    var splices: [JSONSplice] = []
    for (place, ranges) in found {
      guard let values = values[place], values.count == ranges.count else { continue }
      for (value, range) in zip(values, ranges) where Array(other[range]) == value.blank {
        splices.append(JSONSplice(range: range, bytes: value.plain))
      }
    }
    return JSONSplice.apply(
      splices.sorted { $0.range.lowerBound < $1.range.lowerBound }, to: other)
  }

  private static func values(
    of record: [UInt8]
  ) throws(JSONDiagnostic) -> [(range: Range<Int>, place: SecretPlaces.Place)] {
    let places = try SecretPlaces(of: record)
    return places.layers.flatMap { layer in
      places.values(of: layer).map { (layer.outer($0.node.range), $0.place) }
    }
  }
}
