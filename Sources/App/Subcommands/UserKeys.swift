package import FlowModel
package import FlowWorkspace
import JSONText
package import Workbench

/// `keys.json5` of this person, as far as it can be understood.
package struct UserKeys: Sendable {
  package let path: String
  package let isThere: Bool
  package let bindings: KeyBindings
  /// Each with file and line.
  package let problems: [String]

  package init(places: Places) throws(Problem) {
    path = places.keysFile
    guard let bytes = try PrivateFile.read(path) else {
      (isThere, bindings, problems) = (false, .default, [])
      return
    }
    isThere = true
    let path = path
    do {
      let file = try KeysFile(parsing: bytes)
      bindings = file.bindings
      problems = file.problems.map { "\(path):\($0.line): \($0.sentence)" }
    } catch {
      bindings = .default
      problems = ["\(path):\(error.line): \(error.sentence)."]
    }
  }
}
