import FlowAPI
import SoakKit
import Testing

/// What came out of a list, or why nothing did.
struct SplitList: Equatable {
  var rows: [String] = []
  var frame: ListSplitter.Frame?
  var error: APIError?

  init(_ pieces: [ArraySlice<UInt8>], rowLimit: Int = 1 << 20, takesOneRow: Bool = false) {
    var splitter = ListSplitter(
      rowsKey: "data", memberKeys: ["total", "next"], rowLimit: rowLimit, takesOneRow: takesOneRow)
    do {
      for piece in pieces {
        _ = try Self.feed(piece, to: &splitter, rows: &rows)
      }
      frame = try splitter.finish()
    } catch {
      self.error = error as? APIError
    }
  }

  init(_ text: String, rowLimit: Int = 1 << 20, takesOneRow: Bool = false) {
    self.init([Array(text.utf8)[...]], rowLimit: rowLimit, takesOneRow: takesOneRow)
  }

  private static func feed(
    _ piece: ArraySlice<UInt8>, to splitter: inout ListSplitter, rows: inout [String]
  ) throws -> ListStep {
    // A copy at an odd address, so that nothing depends on alignment.
    try ([0] + piece).withUnsafeBytes { bytes in
      try splitter.feed(UnsafeRawBufferPointer(rebasing: bytes.dropFirst())) { row in
        rows.append(String(decoding: row, as: UTF8.self))
        return .proceed
      }
    }
  }
}

@Suite("Cutting a list into rows")
struct ListSplitterTests {
  @Test(
    "both shapes give their rows, byte for byte",
    arguments: [
      (#"[]"#, []),
      (#" [ ] "#, []),
      (#"[{"a":1}]"#, [#"{"a":1}"#]),
      (#"[ {"a": 1 } , {} ]"#, [#"{"a": 1 }"#, "{}"]),
      (#"[{"a":"}]"},{"b":[{}]}]"#, [#"{"a":"}]"}"#, #"{"b":[{}]}"#]),
      (
        #"[{"a":"\\"},{"a":"\""},{"a":"\\\""}]"#,
        [#"{"a":"\\"}"#, #"{"a":"\""}"#, #"{"a":"\\\""}"#]
      ),
      (#"[1,"a",null,[2]]"#, ["1", #""a""#, "null", "[2]"]),
      (#"{"data":[{"a":1}],"total":1}"#, [#"{"a":1}"#]),
      (#"{"total":1,"x":{"data":[9]},"data":[{}],"y":"]"}"#, ["{}"]),
    ])
  func shapes(_ text: String, rows: [String]) {
    let list = SplitList(text)
    #expect(list.error == nil)
    #expect(list.rows == rows)
    #expect(list.frame?.rowCount == rows.count)
    #expect(list.frame?.byteCount == text.utf8.count)
  }

  @Test("members beside the rows are kept as they stood")
  func members() {
    let list = SplitList(#"{"next":"a\u0041\"","total": -12e3 ,"other":[1],"data":[]}"#)
    #expect(list.frame?.shape == .object)
    #expect(list.frame?.members["next"] == Array(#""a\u0041\"""#.utf8))
    #expect(list.frame?.members["total"] == Array("-12e3".utf8))
    #expect(list.frame?.members.count == 2)
  }

  @Test(
    "every way of cutting a short list into pieces gives the same",
    arguments: [
      #"[{"":"\\\""}]"#, #"{"data":[{}]}"#, #"[[1] ,"]," ]"#, #"{"data":[],}"#, #"[{"a":[}]"#,
      #"{"total":7}"#,
    ])
  func everyChunking(_ text: String) {
    let bytes = Array(text.utf8)
    let whole = SplitList([bytes[...]])
    for cuts in 0..<(1 << (bytes.count - 1)) {
      var pieces: [ArraySlice<UInt8>] = []
      var start = 0
      for index in 1..<bytes.count where cuts >> (index - 1) & 1 == 1 {
        pieces.append(bytes[start..<index])
        start = index
      }
      let list = SplitList(pieces + [bytes[start...]])
      guard list.rows == whole.rows, list.frame == whole.frame,
        (list.error == nil) == (whole.error == nil)
      else {
        Issue.record("pieces \(cuts) of \(text) give \(list), the whole gives \(whole)")
        return
      }
    }
  }

  @Test("random rows come out as they went in, however they are cut", arguments: Soak.numbers(40))
  func randomLists(seed: Int) {
    var random = SeededBytes(seed: UInt64(seed))
    let rows = (0..<random.below(40)).map { _ in random.jsonValue(depth: 4) }
    let space = [" ", "\n", "", "\t\r\n"][random.below(4)]
    let list = "[" + rows.joined(separator: space + "," + space) + "]"
    let text =
      random.below(2) == 0 ? list : #"{"x":\#(random.jsonValue(depth: 3)),"data":"# + list + "}"
    let bytes = Array(text.utf8)
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + random.below([3, 70, 500, 20000][random.below(4)]))
      pieces.append(bytes[start..<end])
      start = end
    }
    let split = SplitList(pieces)
    #expect(split.error == nil, "seed \(seed)")
    #expect(split.rows == rows, "seed \(seed)")
  }

  @Test(
    "a list that breaks its form is unreadable",
    arguments: [
      "", "<html>", "null", "7", "[1 2]", "[,1]", "[1,]", "[1]]", "[]x", "{}", "}",
      #"{"total":1}"#, #"{"data":null}"#, #"{"data":{}}"#, #"{"data":[],"data":[]}"#, #"{data:[]}"#,
      #"{"data" []}"#, #"{"data":[]"total":1}"#, #"{"data":[],}"#, "[:]", "[}", "\u{1}[]", "{1:2}",
    ])
  func garbage(_ text: String) {
    guard case .unreadable = SplitList(text).error else {
      Issue.record("\(text) gives \(SplitList(text))")
      return
    }
  }

  @Test(
    "a list cut anywhere is never taken for a whole one",
    arguments: [
      #"[{"a":"x\"]"},{"b":[1,2]}]"#, #"{"total":2,"data":[{"a":1},{}],"next":"t"}"#,
    ])
  func cut(_ text: String) {
    let bytes = Array(text.utf8)
    for end in 1..<bytes.count {
      let list = SplitList([bytes[..<end]])
      #expect(list.frame == nil)
      #expect(list.error == .lost("the list ends in the middle"))
    }
  }

  @Test("a row that is broken inside does not spoil the others")
  func badRow() {
    let list = SplitList(#"[{"a":1},{"b":tru,,"c" 5},{"d":1}]"#)
    #expect(list.error == nil)
    #expect(list.rows.count == 3)
  }

  @Test("a row over the cap is counted and left out, the others come")
  func oversizedRow() {
    let huge = #"{"a":""# + String(repeating: "x", count: 5000) + #""}"#
    let list = SplitList("[{},\(huge),[1]]", rowLimit: 1000)
    #expect(list.rows == ["{}", "[1]"])
    #expect(list.frame?.oversizedRowCount == 1)
    #expect(list.frame?.oversizedRows == [])
  }

  @Test("a row over the cap says whose it is, if that stands below the cap")
  func oversizedIdentity() {
    let text = String(repeating: "x", count: 5000)
    let rows = [#"{"id":"a","name":"N","b":"\#(text)"}"#, #"{"b":"\#(text)","id":"late"}"#]
    let list = SplitList("[\(rows[0]),\(rows[1])]", rowLimit: 1000)
    #expect(list.frame?.oversizedRowCount == 2)
    #expect(list.frame?.oversizedRows == [RowIdentity(id: "a", name: "N")])
  }

  @Test(
    "whose row it is stands in its outermost members, however broken the rest is",
    arguments: [
      (#"{"id":"a","name":"N","x":tru,,5}"#, "a"),
      (#"{"x":{"id":"inner","y":[tru]},"id":"a"}"#, "a"),
      (#"{ "flowData" : "\"id\":\"b\"" , "id" : "\u0061" , "#, "a"),
      (#"{"id":"a","id":"b"}"#, nil), (#"{"id":7,"x":tru}"#, nil), (#"{"x":tru "id":"a"}"#, nil),
      (#"[{"id":"a"}]"#, nil), ("", nil), ("{", nil), (#"{"id":"a"#, nil),
    ])
  func identity(row: String, id: String?) {
    #expect(RowIdentity(scanning: Array(row.utf8)[...])?.id == id)
  }

  @Test("a row nested a million deep comes out whole")
  func deepRow() {
    let deep = String(repeating: "[", count: 1_000_000) + String(repeating: "]", count: 1_000_000)
    let list = SplitList("[\(deep),{}]", rowLimit: 4 << 20)
    #expect(list.rows.count == 2)
    #expect(list.rows.first?.utf8.count == 2_000_000)
  }

  @Test("an unknown member of any size is passed over, a long token is dropped")
  func hugeMembers() {
    let long = String(repeating: #"\"]}"#, count: 50_000)
    let list = SplitList(#"{"x":"\#(long)","next":"\#(long)","data":[5]}"#)
    #expect(list.rows == ["5"])
    #expect(list.frame?.members["next"] == nil)
  }

  @Test("where one object is the whole answer, it is the only row")
  func oneRow() {
    let list = SplitList(#" {"id":"a","data":[1]} "#, takesOneRow: true)
    #expect(list.rows == [#"{"id":"a","data":[1]}"#])
    #expect(SplitList(#"{"id":"a"} {}"#, takesOneRow: true).error != nil)
  }

  @Test("a reader that stops gets no further row")
  func stopping() throws {
    var splitter = ListSplitter(rowsKey: "data")
    var count = 0
    let step = try Array("[1,2,3]".utf8).withUnsafeBytes { bytes in
      try splitter.feed(bytes) { _ in
        count += 1
        return count == 2 ? .stop : .proceed
      }
    }
    #expect(step == .stop)
    #expect(count == 2)
  }
}
