import Testing
import TextEditing

@testable import Workbench

@Suite("Masked places")
struct MaskedPlacesTests {
  private static let places = [2..<5, 8..<12, 20..<21, 30..<36]

  @Test("stay at their values, whatever is replaced", arguments: 0...40, [0, 1, 3, 9])
  func moving(_ start: Int, _ deleted: Int) {
    for inserted in [0, 2, 7] {
      let change = TextChange(
        replacing: start..<min(start + deleted, 40),
        with: [UInt8](repeating: 0x78, count: inserted), inLength: 40)
      var masked = MaskedPlaces(Self.places)
      masked.move(along: change)
      let expected = Self.places.map { range in
        let start = change.position(of: range.lowerBound, onSide: .before)
        return start..<max(start, change.position(of: range.upperBound))
      }
      #expect(masked.ranges == expected, "\(start), \(deleted), \(inserted)")
    }
  }
}
