import FlowModel
import JSONText

/// A place in a record whose text is shown, edited and stored: a field, or what a path leads to.
///
/// | There stands | The text is |
/// |---|---|
/// | a string | what it says, unescaped; a lone surrogate as its escape |
/// | anything else | as it is written |
struct RecordPlace {
  enum Form {
    /// The whole record, for an empty name.
    case record
    /// A string of a field that holds JSON in a string, or null there: its text should be JSON.
    case embedded
    /// A string that may say anything.
    case string
    /// What is no string.
    case json
    /// No such field.
    case missing
  }

  let form: Form
  /// As stored. Empty for null under a field that holds JSON in a string, and where nothing is.
  let text: [UInt8]
  let isNull: Bool
  let path: JSONPath
  private let record: [UInt8]

  /// - Parameter name: a field, or a path such as `flowData.nodes[3].data.label`. A field of
  ///   exactly this name comes first. Empty: the whole record.
  init(_ name: String, in record: [UInt8]) throws(Problem) {
    self.record = record
    let root = try Self.root(of: record)
    guard !name.isEmpty else {
      (form, text, isNull, path) = (.record, record, false, JSONPath())
      return
    }
    let path = root[name] == nil ? try Self.path(name) : JSONPath([.key(name)])
    self.path = path
    let isEmbedded = path.steps.last.map { FlowFields.embedded.contains(Self.key(of: $0)) } ?? false
    if path.steps.count == 1, root.value(at: path) == nil {
      (form, text, isNull) = (isEmbedded ? .embedded : .missing, [], isEmbedded)
      return
    }
    // A field is at hand; a deeper path may lead through strings that hold JSON.
    let field = path.steps.count == 1 ? root.value(at: path) : nil
    let node = if let field { field } else { try Self.value(at: path, in: record) }
    isNull = node.isNull
    switch (node.kind, isEmbedded) {
    case (.string, _): (form, text) = (isEmbedded ? .embedded : .string, JSONEdit.text(of: node))
    case (.null, true): (form, text) = (.embedded, [])
    default: (form, text) = (.json, Array(node.bytes))
    }
  }

  /// The innermost key; nil for an element of an array and the whole record.
  var key: String? {
    guard case .key(let key)? = path.steps.last else { return nil }
    return key
  }

  /// Whether the text is JSON now.
  var holdsJSON: Bool { document != nil }

  /// The text, read; nil where it is none that should be JSON, or is broken.
  var document: JSONDocument? {
    switch form {
    case .record, .json, .embedded: try? JSONDocument(parsing: text)
    case .string, .missing: nil
    }
  }

  /// The record with this text in the string that stands here, or instead of null. Escapes stay
  /// wherever the text did not change.
  func storing(_ new: [UInt8]) throws(Problem) -> [UInt8] {
    guard String(validating: new, as: UTF8.self) != nil else {
      throw Problem(
        .failed, "NOT saved: the text is not UTF-8.", advice: "Save it as UTF-8 and try again.")
    }
    do {
      if isNull {
        return try JSONEdit.set(
          path, to: JSONString.literal(bytes: new), in: record, embedded: FlowFields.embedded)
      }
      // Any string is stored as one that holds JSON is: by its differences.
      let (steps, key) = Self.lastAsKey(path)
      return try JSONEdit.setText(
        new, at: steps, in: record, embedded: FlowFields.embedded.union([key]))
    } catch {
      throw Problem(error, doing: "NOT saved", in: record)
    }
  }

  /// The record with this JSON in place of what stands here, as it is spelled.
  func setting(_ new: [UInt8]) throws(Problem) -> [UInt8] {
    do {
      return try JSONEdit.set(path, to: new, in: record, embedded: FlowFields.embedded)
    } catch {
      throw Problem(error, doing: "NOT saved", in: record)
    }
  }

  /// The record with the content of this JSON here, and every byte that it left alone.
  func transplanting(_ new: [UInt8]) throws(Problem) -> [UInt8] {
    do {
      return try JSONEdit.transplant(new, at: path, in: record, embedded: FlowFields.embedded)
    } catch {
      throw Problem(error, doing: "NOT saved", in: record)
    }
  }

  // MARK: Parts

  static func root(of record: [UInt8]) throws(Problem) -> JSONNode {
    do {
      return try JSONDocument(parsing: record).root
    } catch {
      throw Problem(.failed, "The record is not JSON: \(error.sentence).")
    }
  }

  /// - Throws: what is no path, or does not begin with a field.
  static func path(_ text: String) throws(Problem) -> JSONPath {
    let path: JSONPath
    do {
      path = try JSONPath(parsing: text)
    } catch {
      throw Problem(
        .usage, "\"\(text)\" is not a path.", detail: error.sentence + ".",
        advice: "Write it like flowData.nodes[3].data.label or /flowData/nodes/3/data/label.")
    }
    guard case .key? = path.steps.first else {
      throw Problem(.usage, "A path begins with a field, such as name or flowData.")
    }
    return path
  }

  private static func value(at path: JSONPath, in record: [UInt8]) throws(Problem) -> JSONNode {
    let (steps, key) = lastAsKey(path)
    do {
      // The string itself is wanted, not what is in it.
      let written = try JSONEdit.text(
        at: steps, in: record, embedded: FlowFields.embedded.subtracting([key]))
      return try root(of: written)
    } catch let error as JSONEditError {
      throw Problem(error, doing: "It cannot be read", in: record)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.failed, "It cannot be read: \(error).")
    }
  }

  /// The same path, its last step as a key: digits name an element, too.
  private static func lastAsKey(_ path: JSONPath) -> (path: JSONPath, key: String) {
    guard let last = path.steps.last else { return (path, "") }
    let key = key(of: last)
    return (JSONPath(path.steps.dropLast() + [.key(key)]), key)
  }

  private static func key(of step: JSONPath.Step) -> String {
    switch step {
    case .key(let key): key
    case .index(let position): String(position)
    }
  }
}

extension Problem {
  /// - Parameter record: is looked into for the name that was meant.
  init(_ error: JSONEditError, doing what: String, in record: [UInt8]) {
    self.init(.failed, "\(what): \(error.sentence).")
    if case .nothingAt(let path) = error { advice = Self.hint(path, in: record) }
  }

  /// A key that is not there, and looks like one that is: rather a slip than a new value.
  init?(slipAt path: JSONPath, in record: [UInt8]) {
    guard let parent = path.parent, case .key(let key)? = path.steps.last,
      let text = try? JSONEdit.text(at: parent, in: record, embedded: FlowFields.embedded),
      let holder = try? JSONDocument(parsing: text).root, holder.kind == .object,
      holder[key] == nil, let hint = Self.hint(path, in: record)
    else { return nil }
    self.init(
      .failed, "NOT saved: nothing stands at \(path.dotted).",
      advice: "\(hint) To add it, give --new.")
  }

  /// What stands beside the place where nothing is.
  private static func hint(_ path: JSONPath, in record: [UInt8]) -> String? {
    guard let parent = path.parent, let step = path.steps.last,
      let text = try? JSONEdit.text(at: parent, in: record, embedded: FlowFields.embedded),
      let holder = try? JSONDocument(parsing: text).root
    else { return nil }
    switch (holder.kind, step) {
    case (.array, _):
      let name = parent.dotted
      return holder.count == 0
        ? "\(name) is empty."
        : "\(name) has \(holder.count) entries, from 0 to \(holder.count - 1)."
    case (.object, .key(let key)):
      // Names are compared letter by letter: no more of them than a person wrote.
      let names = holder.members.lazy.map(\.key).filter { $0.utf8.count <= 64 }.prefix(1_000)
      return Suggestion.nearest(to: String(key.prefix(64)), among: Array(names))
        .map { "Did you mean \(parent.appending(.key($0)).dotted)?" }
    case (.object, _): return nil
    default: return "\(parent.dotted) is \(holder.kind.phrase): nothing stands in it."
    }
  }
}
