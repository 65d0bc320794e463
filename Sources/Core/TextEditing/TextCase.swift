/// Changes small letters to capitals and back.
package enum TextCase: Sendable {
  case toggled, lower, upper

  /// The bytes with their letters changed, scalar by scalar; what is no UTF-8 and letters whose
  /// other case is more than one scalar (`ß`) stay.
  package func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index].isASCII {
        result.append(changed(ascii: bytes[index]))
        index += 1
        continue
      }
      let (scalar, length) = ScalarScan.scalar(in: bytes, at: index)
      if let scalar, let changed = changed(scalar) {
        result += String(changed).utf8
      } else {
        result += bytes[index..<index + length]
      }
      index += length
    }
    return result
  }

  private func changed(ascii byte: UInt8) -> UInt8 {
    let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    let changes = isSmall && self != .lower || isCapital && self != .upper
    return changes ? byte ^ 0x20 : byte
  }

  private func changed(_ scalar: UnicodeScalar) -> UnicodeScalar? {
    let properties = scalar.properties
    let mapped =
      switch self {
      case .lower: properties.lowercaseMapping
      case .upper: properties.uppercaseMapping
      case .toggled:
        properties.isUppercase ? properties.lowercaseMapping : properties.uppercaseMapping
      }
    return mapped.unicodeScalars.count == 1 ? mapped.unicodeScalars.first : nil
  }
}
