import FlowModel
import JSONText

/// A text on its way to an editor and back: its secrets are marks there, and JSON must stay JSON.
struct LooseText {
  /// As the editor shows it.
  let shown: [UInt8]
  private let isJSON: Bool
  /// nil: no secret stands in it.
  private let marks: SecretMarks?

  /// - Throws: JSON with a mistake that holds secrets. They could not be hidden.
  init(_ text: [UInt8], _ suffix: TextSuffix) throws(Problem) {
    isJSON = suffix == .json
    do {
      // A text without quotes is a string to the finder of secrets.
      let marks = try SecretMarks(hiding: isJSON ? text : JSONString.literal(bytes: text))
      self.marks = marks
      shown = isJSON ? marks.shown : Self.text(of: marks.shown)
    } catch {
      guard SecretMask.ranges(in: JSONDocument(tolerating: text).root).isEmpty else {
        throw Problem(
          .failed, "The text is not JSON yet: \(error.sentence).",
          advice: "Mend it here first: it holds secrets that your editor must not see.")
      }
      marks = nil
      shown = text
    }
  }

  /// What the editor's text stands for.
  func restored(_ edited: [UInt8]) throws(Problem) -> [UInt8] {
    if isJSON {
      do {
        _ = try JSONDocument(parsing: edited)
      } catch {
        throw Problem(.failed, "NOT taken: \(error.sentence).")
      }
    }
    guard let marks, SecretMarks.stand(in: edited) else { return edited }
    do {
      return isJSON
        ? try marks.restored(edited)
        : Self.text(of: try marks.restored(JSONString.literal(bytes: edited)))
    } catch {
      throw Problem(error)
    }
  }

  private static func text(of literal: [UInt8]) -> [UInt8] { JSONString.decoded(literal[...]) }
}
