/// Edits of the structure as the few splices that make them, for an editor that holds the text.
///
/// ```
/// text       [ 1 ,   2 ]
/// insert 9 at 1:     ┤9, ├       in the style of what surrounds it
/// move [0] by 1:  ┤2├  ┤1├       the comma and the blanks stay
/// remove [0]:     ┤     ├
/// ```
///
/// `root` is the root of a document parsed without a complaint, and the splices are in order and
/// have the offsets of its text. Paths do not look inside strings; those of ``JSONEdit`` do, whose
/// functions make the same splices.
package enum JSONStructure {
  /// Replaces the value at a path, which may be the root. It is taken as it is spelled, without the
  /// blanks around it.
  package static func replace(
    _ path: JSONPath, with value: [UInt8], in root: JSONNode
  ) throws(JSONEditError) -> [JSONSplice] {
    [try JSONLocation(of: path, in: root).replacement(with: value)]
  }

  /// Gives a member another key; its value and its place stay. Of duplicates the last is renamed.
  ///
  /// - Returns: nothing if it has that key.
  package static func rename(
    _ path: JSONPath, to key: String, in root: JSONNode
  ) throws(JSONEditError) -> [JSONSplice] {
    try JSONLocation(of: path, in: root).renaming(to: key)
  }

  /// Removes the value at a path, with its key and one comma. Of duplicate keys all are removed.
  package static func remove(
    _ path: JSONPath, in root: JSONNode
  ) throws(JSONEditError) -> [JSONSplice] {
    try JSONLocation(of: path, in: root).removal()
  }

  /// Puts a value before the entry at a position of an object or array.
  ///
  /// It stands on its own line where its siblings do; the further lines of a value of several are
  /// indented as deep as its place.
  ///
  /// - Parameters:
  ///   - key: of the new member, which no other has; `nil` in an array.
  ///   - position: from 0 to the count, which is the end.
  package static func insert(
    _ value: [UInt8], key: String?, at position: Int, in container: JSONPath, of root: JSONNode
  ) throws(JSONEditError) -> [JSONSplice] {
    [try JSONLocation(of: container, in: root).insertion(of: value, key: key, at: position)]
  }

  /// Moves a member or element among its siblings. Only the entries change places: the commas and
  /// blanks between them stay where they are.
  ///
  /// - Parameter distance: how many siblings it passes: behind it, or before it if negative.
  package static func move(
    _ path: JSONPath, by distance: Int, in root: JSONNode
  ) throws(JSONEditError) -> [JSONSplice] {
    try JSONLocation(of: path, in: root).moving(by: distance)
  }

  /// Puts a copy behind a member or element. The copy of a member has the first key that is free of
  /// `key copy`, `key copy 2`, ….
  package static func duplicate(
    _ path: JSONPath, in root: JSONNode
  ) throws(JSONEditError) -> [JSONSplice] {
    [try JSONLocation(of: path, in: root).duplication()]
  }
}
