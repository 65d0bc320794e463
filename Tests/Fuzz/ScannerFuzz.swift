/// Any bytes at all are read strictly, tolerantly and as JSON5.
func fuzz(_ input: inout FuzzInput) {
  let bytes = input.rest()
  let tolerated = JSONDocument(tolerating: bytes)
  require(tolerated.bytes == bytes, "a tolerant scan keeps all bytes")
  checkPlaces(of: tolerated)
  checkNodes(of: tolerated)
  if let json5 = try? JSONDocument(parsing: bytes, syntax: .json5) { checkNodes(of: json5) }
  do throws(JSONDiagnostic) {
    let document = try JSONDocument(parsing: bytes)
    require(tolerated.diagnostics.isEmpty, "what is JSON is tolerated without a word")
    require((try? JSONDocument(parsing: bytes, syntax: .json5)) != nil, "JSON is JSON5")
    checkPrinting(of: document)
  } catch {
    require(tolerated.diagnostics.first == error, "both scans tell the same first mistake")
  }
}

private func checkPlaces(of document: JSONDocument) {
  var last = -1
  for diagnostic in document.diagnostics {
    require(diagnostic.byteRange.lowerBound > last, "mistakes are told in order")
    require(diagnostic.byteRange.upperBound <= document.bytes.count, "a mistake is in the text")
    require(diagnostic.line > 0 && diagnostic.column > 0, "lines and columns count from 1")
    require(!diagnostic.message.isEmpty, "a mistake has a sentence")
    last = diagnostic.byteRange.lowerBound
  }
}

/// Every value stands inside its holder and behind its sibling, and reads without a crash.
private func checkNodes(of document: JSONDocument) {
  var waiting = [document.root]
  while let node = waiting.popLast() {
    var end = node.range.lowerBound
    let children = Array(node.elements) + node.members.map(\.value)
    for child in children {
      require(child.range.lowerBound >= end, "siblings stand behind each other")
      end = child.range.upperBound
    }
    require(end <= node.range.upperBound, "values stand inside their holder")
    require(children.count == node.count, "the count is that of the children")
    for member in node.members { _ = (member.key, member.keyBytes) }
    _ = (node.string, node.integer, node.double, node.boolean)
    waiting += children
  }
}

private func checkPrinting(of document: JSONDocument) {
  let compact = JSONFormatter.compact(document.root)
  for view in [compact, JSONFormatter.pretty(document.root)] {
    let again = require("what is printed is JSON") { try JSONDocument(parsing: view) }
    require(JSONFormatter.compact(again.root) == compact, "printing changes blanks only")
    require(JSONDiff.changes(from: document.root, to: again.root).isEmpty, "and no value")
    let back = require("a view is put back") { try JSONEdit.transplant(view, onto: document.bytes) }
    require(back == document.bytes, "a view put back is the document")
  }
  let canonical = JSONCanonical.bytes(of: document.root)
  let again = require("the canonical form is JSON") { try JSONDocument(parsing: canonical) }
  require(JSONCanonical.bytes(of: again.root) == canonical, "the canonical form is its own")
}
