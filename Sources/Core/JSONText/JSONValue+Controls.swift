extension JSONValue {
  /// C0, DEL, C1, and the marks that turn the direction of text.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Escapes what ``isControl(_:)`` names, wherever it stands in a JSON text.
  ///
  /// Outside of strings JSON has only tab and line breaks of these, which are left alone; inside
  /// strings it has no bare C0, and the others mean the same when escaped.
  static func escapingControls(_ json: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    json.withUnsafeBufferPointer { json in
      var plain = 0
      var index = 0
      while index < json.count {
        let length = max(1, JSONString.scalarLength(in: json, at: index))
        if let unit = controlUnit(in: json, at: index, length: length) {
          result.append(contentsOf: json[plain..<index])
          JSONString.appendUnicodeEscape(unit, to: &result)
          plain = index + length
        }
        index += length
      }
      result.append(contentsOf: json[plain...])
    }
    return result
  }

  private static func controlUnit(
    in json: UnsafeBufferPointer<UInt8>, at index: Int, length: Int
  ) -> UInt16? {
    let byte = json[index]
    switch length {
    case 1: return byte == 0x7F ? 0x7F : nil
    case 2:
      let unit = UInt16(byte & 0x1F) << 6 | UInt16(json[index + 1] & 0x3F)
      return (0x80...0x9F).contains(unit) || unit == 0x061C ? unit : nil
    case 3:
      let unit =
        UInt16(byte & 0x0F) << 12 | UInt16(json[index + 1] & 0x3F) << 6
        | UInt16(json[index + 2] & 0x3F)
      return Unicode.Scalar(unit).map(isControl) == true ? unit : nil
    default: return nil
    }
  }
}
