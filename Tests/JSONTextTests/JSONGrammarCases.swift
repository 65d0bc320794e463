/// Texts by kind, for what a parser of JSON must accept, must refuse, and may do either with.
///
/// The kinds are those that the known test suites of JSON tell apart. One line a kind or a few;
/// cases stand between bars. `⟨E9⟩` is one byte, `⟨9x3⟩` the character 9 three times.
enum JSONGrammarCases {
  static let accepted = cases(
    """
    [] ¦ {} ¦ [[]   ] ¦ [""] ¦ [[[]]] ¦ [{}, {}] ¦ [{"a":[{}]}] ¦ [[],[[]]] ¦ {"a":{"a":{"a":[1]}}}
    [false] ¦ [null] ¦ [true] ¦ [null, 1, "1", {}] ¦ [1,null,null,null,2] ¦ ["a",1,null,true,false,{"b":[]}]
    ⟨20⟩[1] ¦ [2] ⟨20⟩ ¦ [1⟨0A⟩] ¦ ["a"]⟨0A⟩ ¦ ⟨09⟩[⟨0D⟩⟨0A⟩]⟨09⟩ ¦ ⟨20⟩[]⟨20⟩ ¦ {⟨0A⟩"a": "b"⟨0A⟩} ¦ [⟨20x300⟩1]
    null ¦ true ¦ false ¦ 0 ¦ 42 ¦ -0.1 ¦ "" ¦ " " ¦ "a" ¦ ⟨0A⟩null⟨0A⟩ ¦ [true]⟨0D⟩
    [0] ¦ [-0] ¦ [ 4] ¦ [123] ¦ [-123] ¦ [-1] ¦ [0.1] ¦ [123.456789] ¦ [1.10] ¦ [2.0] ¦ [0.0]
    [0e+1] ¦ [0e1] ¦ [0E0] ¦ [123e65] ¦ [20e1] ¦ [1E22] ¦ [1E-2] ¦ [1E+2] ¦ [1e-2] ¦ [1e+2] ¦ [123.456e78] ¦ [-1.5E-7] ¦ [1e01]
    [-0.⟨0x80⟩1] ¦ [123456789012345678901234567890] ¦ [0.⟨3x400⟩] ¦ {"min": -1.0e+28, "max": 1.0e+28}
    {"a":"b","c":"d"} ¦ {"a":"b"} ¦ {"a":"b","a":"c"} ¦ {"a":"b","a":"b"} ¦ {"":0} ¦ {"a\\u0000b": 1} ¦ {"a":[]} ¦ {"x":[{"id":"⟨xx40⟩"}], "id":"⟨xx40⟩"}
    {"t":"\\u041f\\u043e\\u043b"} ¦ {"a" :1} ¦ {"a": 1 ,"b" : 2 } ¦ {"é":1} ¦ {"😀":{"漢":[]}}
    ["\\u0060\\u012a\\u12AB"] ¦ ["\\uD801\\udc37"] ¦ ["\\ud83d\\ude39\\ud83d\\udc8d"] ¦ ["\\"\\\\\\/\\b\\f\\n\\r\\t"] ¦ ["\\uDBFF\\uDFFF"] ¦ ["\\uD834\\uDd1e"]
    ["\\\\u0000"] ¦ ["\\""] ¦ ["\\\\a"] ¦ ["\\\\n"] ¦ ["\\u0012"] ¦ ["\\uFFFF"] ¦ ["\\u0000"] ¦ ["\\u002c"] ¦ ["\\u005C"] ¦ ["\\u0022"] ¦ ["\\u000a"] ¦ ["\\/"]
    ["\\uDBFF\\uDFFE"] ¦ ["\\uD83F\\uDFFE"] ¦ ["\\u200B"] ¦ ["\\u2064"] ¦ ["\\uFDD0"] ¦ ["\\uFFFE"] ¦ ["\\uA66D"] ¦ ["new\\u00A0line"] ¦ ["\\u0061\\u30af\\u30EA\\u30b9"]
    ["a/*b*/c/*d//e"] ¦ ["asd"] ¦ [ "asd"] ¦ ["asd "] ¦ ["/ ' ` #"] ¦ ["⟨xx7⟩\\n⟨xx7⟩\\"⟨xx7⟩"] ¦ ["a⟨7F⟩a"] ¦ ["⟨7F⟩"]
    ["π"] ¦ ["€𝄞"] ¦ ["\u{2028}"] ¦ ["\u{2029}"] ¦ ["⍂㈴⍂"] ¦ ["\u{FFFF}"] ¦ ["\u{10FFFF}"] ¦ ["\u{1BFFF}"] ¦ ["\u{200B}\u{FEFF}"] ¦ ["é"] ¦ ["e\u{301}"] ¦ ["⟨EF⟩⟨BF⟩⟨BD⟩"]
    ⟨[x512⟩⟨]x512⟩ ¦ [⟨"",x99⟩""] ¦ {"⟨kx300⟩":"⟨vx300⟩"}
    """)

  static let refused = cases(
    """
    [1 true] ¦ ["a" "b"] ¦ ["": 1] ¦ [""], ¦ [,1] ¦ [1,,2] ¦ ["x",,] ¦ ["x"]] ¦ ["",] ¦ ["x" ¦ [x ¦ [3[4]] ¦ [1:2] ¦ [1;2]
    [,] ¦ [-] ¦ [   , ""] ¦ ["a",⟨0A⟩4⟨0A⟩,1, ¦ [1,] ¦ [1,,] ¦ ["a⟨0B⟩b"⟨0C⟩] ¦ [*] ¦ ["" ¦ [1, ¦ [1,⟨0A⟩1⟨0A⟩,1 ¦ [{} ¦ [[1] ¦ [1}
    [fals] ¦ [nul] ¦ [tru] ¦ [truee] ¦ [True] ¦ [TRUE] ¦ [nulll] ¦ [none] ¦ [undefined] ¦ t ¦ f ¦ n ¦ falsee ¦ [nullnull]
    123⟨00⟩ ¦ [++1234] ¦ [+1] ¦ [+Inf] ¦ [-01] ¦ [-1.0.] ¦ [-2.] ¦ [-NaN] ¦ [.-1] ¦ [.2e-3] ¦ [0.1.2] ¦ [0.3e] ¦ [0.3e+] ¦ [0.e1]
    [0E] ¦ [0E+] ¦ [0e] ¦ [0e+] ¦ [1.0e] ¦ [1.0e+] ¦ [1.0e-] ¦ [1 000.0] ¦ [1_000] ¦ [1eE2] ¦ [2.e+3] ¦ [2.e-3] ¦ [2.e3] ¦ [9.e+]
    [Inf] ¦ [NaN] ¦ [Infinity] ¦ [-Infinity] ¦ [１] ¦ [1+2] ¦ [0x1] ¦ [0x42] ¦ [0e+-1] ¦ [-123.123foo] ¦ [- 1] ¦ [-foo] ¦ [-012] ¦ [-.123]
    [-1x] ¦ [1ea] ¦ [1.] ¦ [.123] ¦ [1.2a-3] ¦ [1.8011670033376514H-308] ¦ [012] ¦ [00] ¦ [1/2] ¦ [--1] ¦ [1-1] ¦ [1e1.5] ¦ [0,2 ¦ [−1] ¦ [1e]
    [123⟨E5⟩] ¦ [1e1⟨E5⟩] ¦ [0⟨E5⟩] ¦ [1e⟨E5⟩] ¦ [a⟨E5⟩] ¦ [⟨FF⟩] ¦ [⟨80⟩] ¦ ⟨E5⟩ ¦ {⟨E5⟩:1}
    ["x", truth] ¦ {[: "x"} ¦ {"x", null} ¦ {"x"::"b"} ¦ {🇨🇭} ¦ {"a":"a" 123} ¦ {key: 'value'} ¦ {"⟨B9⟩":"0",} ¦ {"a" b} ¦ {:"b"} ¦ {"a" "b"} ¦ {"a": ¦ {"a" ¦ {1:1}
    {9999E9999:1} ¦ {null:null,null:null} ¦ {"id":0,,,,,} ¦ {'a':0} ¦ {"id":0,} ¦ {"a":"b"}/**/ ¦ {"a":"b"}/**// ¦ {"a":"b"}// ¦ {"a":"b"}/ ¦ {"a":"b",,"c":"d"}
    {a: "b"} ¦ {"a":"a ¦ { "foo" : "bar", "a" } ¦ {"a":"b"}# ¦ {"a":1]  ¦ {,} ¦ {"a":} ¦ {"a":1 "b":2} ¦ {"a":,} ¦ {{}:1} ¦ {true:1} ¦ {"a"=1} ¦ {"a":1;}
    ⟨20⟩ ¦ ⟨0A⟩ ¦ ["\\uD800\\"] ¦ ["\\uD800\\u"] ¦ ["\\uD800\\u1"] ¦ ["\\uD800\\u1x"] ¦ [é] ¦ ["\\⟨00⟩"] ¦ ["\\x00"] ¦ ["\\\\\\"] ¦ ["\\⟨09⟩"] ¦ ["\\🌀"] ¦ ["\\"] ¦ ["\\u00A"]
    ["\\uD834\\uDd"] ¦ ["\\uD800\\uD800\\x"] ¦ ["\\u⟨E5⟩"] ¦ ["\\a"] ¦ ["\\uqqqq"] ¦ ["\\⟨E5⟩"] ¦ [\\u0020"asd"] ¦ [\\n] ¦ " ¦ ['single quote'] ¦ abc ¦ ["\\ ¦ ["\\u 123"]
    ["a⟨00⟩a"] ¦ ["new⟨0A⟩line"] ¦ ["⟨09⟩"] ¦ ["⟨1F⟩"] ¦ ["⟨0D⟩"] ¦ "\\UA66D" ¦ ""x ¦ ["\\'"] ¦ ["\\0"] ¦ ["\\u12g4"] ¦ ["\\U0001F600"] ¦ ["a ¦ [“a”]
    ⟨[x100000⟩ ¦ ⟨[{"":x50000⟩ ¦ [\u{2060}] ¦ \u{2060} ¦ ⟨EF⟩⟨BB⟩⟨BF⟩ ¦ <.> ¦ [<null>] ¦ [1]x ¦ [1]] ¦ ["asd] ¦ aå ¦ [True] ¦ 1] ¦ {"x": true, ¦ [][]
    ] ¦ } ¦ ⟨EF⟩⟨BB⟩{} ¦ ⟨E5⟩ ¦ [ ¦ [⟨00⟩] ¦ ⟨00⟩ ¦ 2@ ¦ {}} ¦ {"": ¦ {"a":/*comment*/"b"} ¦ {"a": true} "x" ¦ [' ¦ [, ¦ [{ ¦ ["a ¦ ["a" ¦ { ¦ {] ¦ {, ¦ {[ ¦ {"a ¦ {'a'
    ["\\{["\\{["\\{["\\{ ¦ ⟨E9⟩ ¦ * ¦ {"a":"b"}#{} ¦ [\\u000A""] ¦ [1 ¦ [ false, nul ¦ [ true, fals ¦ [ false, tru ¦ {"asd":"asd" ¦ å ¦ ⟨0C⟩[] ¦ [⟨0C⟩] ¦ [⟨0B⟩] ¦ ⟨C2⟩⟨A0⟩[]
    , ¦ : ¦ // c⟨0A⟩1 ¦ /* c */ 1 ¦ [1] // c ¦ #⟨0A⟩1 ¦ 1 2 ¦ null, ¦ {} x ¦ 'a' ¦ ``` ¦ <a/> ¦ () ¦ $ ¦ [1\u{2028}]
    """)

  static let either = cases(
    """
    [123.456e-789] ¦ [0.4e006699999999999999999999999999999999999999] ¦ [-1e+9999] ¦ [1.5e+9999] ¦ [-123123e100000] ¦ [123123e100000] ¦ [123e-10000000]
    [-123123123123123123123123123123] ¦ [100000000000000000000] ¦ [-237462374673276894279832749832423479823246327846] ¦ [1e400] ¦ [⟨9x5000⟩]
    {"\\uDFAA":0} ¦ ["\\uDADA"] ¦ ["\\uD888\\u1234"] ¦ ["\\uD800\\n"] ¦ ["\\uDd1ea"] ¦ ["\\uD800\\uD800\\n"] ¦ ["\\ud800"] ¦ ["\\ud800abc"] ¦ ["\\uDd1e\\uD834"] ¦ ["\\uDFAA"]
    ["日ш⟨FA⟩"] ¦ ["⟨ED⟩⟨A0⟩⟨80⟩"] ¦ ["⟨FF⟩"] ¦ ["⟨E9⟩"] ¦ ["⟨81⟩"] ¦ ["⟨F4⟩⟨BF⟩⟨BF⟩⟨BF⟩"] ¦ ["⟨C0⟩⟨AF⟩"] ¦ ["⟨FC⟩⟨83⟩⟨BF⟩⟨BF⟩⟨BF⟩⟨BF⟩"] ¦ ["⟨FC⟩⟨80⟩⟨80⟩⟨80⟩⟨80⟩⟨80⟩"] ¦ ["⟨E0⟩⟨FF⟩"]
    ⟨FF⟩⟨FE⟩[⟨00⟩"⟨00⟩é⟨00⟩"⟨00⟩]⟨00⟩ ¦ ⟨00⟩[⟨00⟩"⟨00⟩é⟨00⟩"⟨00⟩] ¦ [⟨00⟩"⟨00⟩é⟨00⟩"⟨00⟩]⟨00⟩ ¦ ⟨EF⟩⟨BB⟩⟨BF⟩{} ¦ ⟨[x500⟩⟨]x500⟩ ¦ ⟨[x513⟩⟨]x513⟩ ¦ ["⟨\\u0000x900⟩"]
    """)

  /// The bytes of each case of a table.
  private static func cases(_ table: String) -> [[UInt8]] {
    table.split(separator: "\n").flatMap { line in
      line.split(separator: " ¦ ", omittingEmptySubsequences: false).map { bytes(of: $0) }
    }
  }

  private static func bytes(of text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    for (number, part) in text.split(separator: "⟨", omittingEmptySubsequences: false).enumerated()
    {
      let halves = part.split(separator: "⟩", maxSplits: 1, omittingEmptySubsequences: false)
      guard number > 0, halves.count == 2 else {
        bytes += Array(part.utf8)
        continue
      }
      bytes += repeated(halves[0]) + Array(halves[1].utf8)
    }
    return bytes
  }

  /// `E9` is that byte, `ax3` is `aaa`, and `20x3` three blanks.
  private static func repeated(_ text: Substring) -> [UInt8] {
    if let byte = UInt8(text, radix: 16), text.utf8.count == 2 { return [byte] }
    guard let cross = text.lastIndex(of: "x"), let count = Int(text[text.index(after: cross)...])
    else { return Array(text.utf8) }
    let unit = text[..<cross]
    let piece = UInt8(unit, radix: 16).flatMap { unit.utf8.count == 2 ? [$0] : nil }
    return Array([[UInt8]](repeating: piece ?? Array(unit.utf8), count: count).joined())
  }
}
