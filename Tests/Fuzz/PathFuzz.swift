/// Any text is read as a path.
func fuzz(_ input: inout FuzzInput) {
  let text = String(decoding: input.rest(), as: UTF8.self)
  let path: JSONPath
  do throws(JSONPathError) {
    path = try JSONPath(parsing: text)
  } catch {
    require(0...text.unicodeScalars.count ~= error.offset, "a mistake is told inside the text")
    return require(!error.sentence.isEmpty, "a mistake has a sentence")
  }
  for form in [path.dotted, path.jq] {
    let again = require("a path that is printed is read") { try JSONPath(parsing: form) }
    require(again == path, "and is the same")
  }
  let pointer = path.pointer
  let again = require("a pointer that is printed is read") { try JSONPath(parsing: pointer) }
  require(again.pointer == pointer, "and prints the same")
}
