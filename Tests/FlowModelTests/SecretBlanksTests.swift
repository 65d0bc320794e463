import FlowModel
import JSONText
import Testing

@Suite("Secrets left out of files")
struct SecretBlanksTests {
  private static func node(_ id: String, _ key: String) -> String {
    #"{"id":"\#(id)","data":{"inputParams":[{"name":"key","type":"password"}],"#
      + #""inputs":{"key":\#(key)}}}"#
  }

  private func record(_ nodes: [String]) -> [UInt8] {
    let body = #"{"nodes":[\#(nodes.joined(separator: ","))]}"#
    return Array(#"{"name":"n","flowData":"#.utf8) + JSONString.literal(body) + Array("}".utf8)
  }

  @Test("a blank finds its secret by the node, whatever the order, and a filled one is kept")
  func places() throws {
    let secret = record([Self.node("a", #""one""#), Self.node("b", "12345")])
    let blanks = try SecretBlanks(hiding: secret)
    #expect(blanks.count == 2)
    #expect(blanks.shown == record([Self.node("a", "\"\""), Self.node("b", "\"\"")]))
    #expect(try blanks.filled(blanks.shown) == secret)
    let turned = record([Self.node("c", "\"\""), Self.node("b", "\"\""), Self.node("a", #""new""#)])
    #expect(
      try blanks.filled(turned)
        == record([Self.node("c", "\"\""), Self.node("b", "12345"), Self.node("a", #""new""#)]))
  }

  @Test("nodes that cannot be told apart get nothing when one came or went")
  func ambiguous() throws {
    let secret = record([Self.node("", #""one""#), Self.node("", #""two""#)])
    let blanks = try SecretBlanks(hiding: secret)
    #expect(try blanks.filled(blanks.shown) == secret)
    let fewer = record([Self.node("", "\"\"")])
    #expect(try blanks.filled(fewer) == fewer)
  }
}
