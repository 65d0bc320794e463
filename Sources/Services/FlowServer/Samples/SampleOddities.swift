import JSONText

/// Rows that a careless client trips over; each has happened on a real server, or may.
enum SampleOddities {
  static func rows(id: () -> String, at moment: Int64) -> [ChatflowRow] {
    let flow = JSONString.literal(#"{"nodes":[],"edges":[]}"#)
    let names: [(String, [String: [UInt8]])] = [
      ("flowData is null", ["flowData": ChatflowRow.null]),
      ("flowData is {}", ["flowData": JSONString.literal("{}")]),
      ("flowData is not JSON", ["flowData": JSONString.literal("{nodes: [}")]),
      ("flowData is empty", ["flowData": JSONString.literal("")]),
      ("\u{1B}[31mcontrol\u{7} characters\u{9B}2J\r\nin the name\u{202E}", ["flowData": flow]),
      ("", ["flowData": flow]),
      (String(repeating: "long name ", count: 400), ["flowData": flow]),
      ("null type", ["flowData": flow, "type": ChatflowRow.null]),
      ("unknown type", ["flowData": flow, "type": JSONString.literal("SWARM")]),
      (
        "numbers for texts",
        ["flowData": flow, "category": Array("7".utf8), "deployed": Array("1".utf8)]
      ),
      ("unknown fields", ["flowData": flow]),
    ]
    return names.map { name, values in
      var values = values
      values["name"] = JSONString.literal(name)
      if values["type"] == nil { values["type"] = JSONString.literal("CHATFLOW") }
      var row = ChatflowRow.new(id: id(), at: moment, values)
      if name == "unknown fields" {
        row["futureField"] = Array(#"{"nested":[1,2.50,{"é":null}]}"#.utf8)
      }
      return row
    }
  }
}
