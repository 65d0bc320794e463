import Testing

/// A broken text as people really type or paste it, and what they are told.
struct Mistake: CustomTestStringConvertible {
  let text: String
  let sentence: String
  /// What is marked; `nil` if something is missing.
  var marks: String?

  init(_ text: String, _ sentence: String, marks: String? = nil) {
    self.text = text
    self.sentence = sentence
    self.marks = marks
  }

  var testDescription: String { text.debugDescription }

  static let all = [
    Mistake(
      "{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3: ',' expected before this key",
      marks: "\"b\""),
    Mistake("[1 2]", "line 1, column 4: ',' expected before this value", marks: "2"),
    Mistake(
      "[\n  {\"a\":1}\n  {\"b\":2}\n]", "line 3, column 3: ',' expected before this value",
      marks: "{"),
    Mistake("{\"t\": 0,2}", "line 1, column 7: '0,2' is not a number; write 0.2", marks: "0,2"),
    Mistake("0,2", "line 1, column 1: '0,2' is not a number; write 0.2", marks: "0,2"),
    Mistake(
      "{\"t\": -0,25}", "line 1, column 7: '-0,25' is not a number; write -0.25", marks: "-0,25"),
    Mistake(
      "{\"a\": 'b'}", "line 1, column 7: a string needs straight double quotes; write \"b\"",
      marks: "'b'"),
    Mistake(
      "{'a': 1}", "line 1, column 2: the key 'a' needs double quotes; write \"a\"", marks: "'a'"),
    Mistake(
      "{\"a\": 1,}",
      "line 1, column 9: a key is expected after the last ','; remove the ',' before '}'",
      marks: "}"),
    Mistake(
      "{\n  \"a\": 1,\n}",
      "line 3, column 1: a key is expected after the last ','; remove the ',' before '}'",
      marks: "}"),
    Mistake(
      "[1,,2]", "line 1, column 4: a value is expected before ','; remove the ',' before it",
      marks: ","),
    Mistake(
      "{\"a\":1,,\"b\":2}",
      "line 1, column 8: a key is expected before ','; remove the ',' before it", marks: ","),
    Mistake("[,1]", "line 1, column 2: a value is expected before ','; remove it", marks: ","),
    Mistake("{,\"a\":1}", "line 1, column 2: a key is expected before ','; remove it", marks: ","),
    Mistake("{a: 1}", "line 1, column 2: the key 'a' needs double quotes; write \"a\"", marks: "a"),
    Mistake(
      "{max-tokens: 1}",
      "line 1, column 2: the key 'max-tokens' needs double quotes; write \"max-tokens\"",
      marks: "max-tokens"),
    Mistake(
      "{\"a\": hello world}",
      "line 1, column 7: 'hello world' is not a value; put it in double quotes if it is text",
      marks: "hello world"),
    Mistake("{\"a\": True}", "line 1, column 7: 'True' is not a value; write true", marks: "True"),
    Mistake("{\"a\": None}", "line 1, column 7: 'None' is not a value; write null", marks: "None"),
    Mistake("[NaN]", "line 1, column 2: 'NaN' is not a value; write null", marks: "NaN"),
    Mistake(
      "[Infinity]",
      "line 1, column 2: 'Infinity' is not a number; JSON has no infinity; write null",
      marks: "Infinity"),
    Mistake(
      "{\"a\": “b”}", "line 1, column 7: a string needs straight double quotes; write \"b\"",
      marks: "“b”"),
    Mistake(
      "{\"a\": „b“}", "line 1, column 7: a string needs straight double quotes; write \"b\"",
      marks: "„b“"),
    Mistake(
      "{\"a\": “b\"}", "line 1, column 7: '“b' is not a value; use straight double quotes",
      marks: "“b"),
    Mistake(
      "{\"a\": `b`}", "line 1, column 7: a string needs straight double quotes; write \"b\"",
      marks: "`b`"),
    Mistake(
      "{\"a\": [1, 2",
      "line 1, column 12: ']' expected; the text ends here; the '[' of line 1, column 7 is still open"
    ),
    Mistake(
      "{\"a\": [1, 2}",
      "line 1, column 12: ']' expected, not '}'; the '[' of line 1, column 7 is still open",
      marks: "}"),
    Mistake(
      "[{\"a\": 1]",
      "line 1, column 9: '}' expected, not ']'; the '{' of line 1, column 2 is still open",
      marks: "]"),
    Mistake(
      "{\"a\": 1}}",
      "line 1, column 9: '}' stands after the end of the document; remove it; it closes nothing",
      marks: "}"),
    Mistake(
      "{} {}",
      "line 1, column 4: '{' stands after the end of the document; a document is one value; put several in [ ] with ',' between",
      marks: "{"),
    Mistake(
      "{\"a\":1}\n{\"a\":2}",
      "line 2, column 1: '{' stands after the end of the document; a document is one value; put several in [ ] with ',' between",
      marks: "{"),
    Mistake(
      "1 2",
      "line 1, column 3: '2' stands after the end of the document; a document is one value; put several in [ ] with ',' between",
      marks: "2"),
    Mistake(
      "{},{}",
      "line 1, column 3: ',' stands after the end of the document; a document is one value; put several in [ ] with ',' between",
      marks: ","),
    Mistake(
      "{\n  // note\n  \"a\": 1\n}", "line 2, column 3: JSON has no comments; remove it",
      marks: "// note"),
    Mistake(
      "{\"a\": /* x */ 1}", "line 1, column 7: JSON has no comments; remove it", marks: "/* x */"),
    Mistake(
      "{\n # note\n \"a\": 1}", "line 2, column 2: JSON has no comments; remove it", marks: "# note"
    ),
    Mistake(
      "{\"a\": 1 // note\n}", "line 1, column 9: JSON has no comments; remove it", marks: "// note"),
    Mistake("{} // x", "line 1, column 4: JSON has no comments; remove it", marks: "// x"),
    Mistake(
      "<html></html>",
      "line 1, column 1: '<html></html>' is not a value; this looks like HTML or XML, not JSON",
      marks: "<html></html>"),
    Mistake("[+1]", "line 1, column 2: '+1' is not a number; write 1", marks: "+1"),
    Mistake("[.5]", "line 1, column 2: '.5' is not a number; write 0.5", marks: ".5"),
    Mistake("[5.]", "line 1, column 2: '5.' is not a number; write 5.0", marks: "5."),
    Mistake("[01]", "line 1, column 2: '01' is not a number; write 1", marks: "01"),
    Mistake("[0x10]", "line 1, column 2: '0x10' is not a number; write 16", marks: "0x10"),
    Mistake(
      "[1e]", "line 1, column 2: '1e' is not a number; write the digits that belong behind it",
      marks: "1e"),
    Mistake("[1_000]", "line 1, column 2: '1_000' is not a number; write 1000", marks: "1_000"),
    Mistake(
      "{\"a\": 1,000}",
      "line 1, column 7: '1,000' is not a number; write 1000, or 1.000 if the ',' begins the fraction",
      marks: "1,000"),
    Mistake(
      "{\"a\": 1 000}", "line 1, column 7: '1 000' is not a number; write 1000", marks: "1 000"),
    Mistake(
      "[1.2.3]", "line 1, column 2: '1.2.3' is not a number; put it in double quotes if it is text",
      marks: "1.2.3"),
    Mistake("[--1]", "line 1, column 2: '--1' is not a number; write -1", marks: "--1"),
    Mistake(
      "[-]", "line 1, column 2: '-' is not a number; write the digits that belong behind it",
      marks: "-"),
    Mistake(
      "[10%]", "line 1, column 2: '10%' is not a number; put it in double quotes if it is text",
      marks: "10%"),
    Mistake(
      "[1/2]", "line 1, column 2: '1/2' is not a number; put it in double quotes if it is text",
      marks: "1/2"),
    Mistake(
      "[10n]", "line 1, column 2: '10n' is not a number; put it in double quotes if it is text",
      marks: "10n"),
    Mistake(
      "{\"a\": 1.000,50}", "line 1, column 7: '1.000,50' is not a number; write 1000.50",
      marks: "1.000,50"),
    Mistake(
      "[2024-01-01]",
      "line 1, column 2: '2024-01-01' is not a number; put it in double quotes if it is text",
      marks: "2024-01-01"),
    Mistake(
      "[\u{2212}1]", "line 1, column 2: '\u{2212}1' is not a number; write -1", marks: "\u{2212}1"),
    Mistake(
      "{\"a\": \"b\nc\"}",
      "line 1, column 7: this string is not closed on its line; write the closing quote, or a line break as \\n",
      marks: "\"b"),
    Mistake(
      "{\"a\": \"b\tc\"}",
      "line 1, column 9: a control character stands inside this string; write it as \\t",
      marks: "\t"),
    Mistake(
      "[\"\\x41\"]", "line 1, column 3: '\\x' is not an escape; write \\u00 and the two digits",
      marks: "\\x"),
    Mistake(
      "[\"it\\'s\"]", "line 1, column 5: '\\'' is not an escape; write ' without the backslash",
      marks: "\\'"),
    Mistake(
      "[\"C:\\dir\\new\"]",
      "line 1, column 5: '\\d' is not an escape; a backslash itself is written \\\\", marks: "\\d"),
    Mistake(
      "[\"\\u12\"]",
      "line 1, column 3: '\\u12' is half an escape; \\u takes four hexadecimal digits",
      marks: "\\u12"),
    Mistake(
      "[\"\\u{1F600}\"]",
      "line 1, column 3: '\\u' is half an escape; \\u takes four hexadecimal digits", marks: "\\u"),
    Mistake(
      "[\"a\\", "line 1, column 2: this string is not closed; write the closing quote",
      marks: "\"a\\"),
    Mistake(
      "\"", "line 1, column 1: this string is not closed; write the closing quote", marks: "\""),
    Mistake(
      "{\"a\": \"}", "line 1, column 7: this string is not closed; write the closing quote",
      marks: "\"}"),
    Mistake(
      "{\"a: 1}", "line 1, column 2: this string is not closed; write the closing quote",
      marks: "\"a: 1}"),
    Mistake(
      "{\"a\": \"say \"hi\" now\"}",
      "line 1, column 12: the string ends at this quote, but text follows; write \\\" inside a string, or look for a missing quote before it",
      marks: "\""),
    Mistake(
      "{\"a\": b\"}", "line 1, column 7: 'b' is not a value; put it in double quotes if it is text",
      marks: "b"),
    Mistake(
      "{a\": 1}", "line 1, column 2: the key 'a' needs double quotes; write \"a\"", marks: "a"),
    Mistake(
      "\u{FEFF}{}",
      "line 1, column 1: a byte order mark stands before the text; save the file as UTF-8 without BOM",
      marks: "\u{FEFF}"),
    Mistake(
      "\u{0}", "line 1, column 1: an invisible character, U+0000, stands here; remove it",
      marks: "\u{0}"),
    Mistake(
      "{\u{0}\"a\": 1}", "line 1, column 2: an invisible character, U+0000, stands here; remove it",
      marks: "\u{0}"),
    Mistake(
      "[\"\u{0}\"]",
      "line 1, column 3: a control character stands inside this string; write it as \\u0000",
      marks: "\u{0}"),
    Mistake(
      "{\u{A0}\"a\": 1}",
      "line 1, column 2: an invisible character, U+00A0, stands here; remove it", marks: "\u{A0}"),
    Mistake(
      "{\u{200B}\"a\": 1}",
      "line 1, column 2: an invisible character, U+200B, stands here; remove it", marks: "\u{200B}"),
    Mistake(
      "[\u{C}1]", "line 1, column 2: an invisible character, U+000C, stands here; remove it",
      marks: "\u{C}"),
    Mistake("", "line 1, column 1: a value is expected; the text is empty"),
    Mistake("  \n ", "line 2, column 2: a value is expected; the text is empty"),
    Mistake(
      "{\r\"a\": 1\r\"b\": 2\r}", "line 1, column 10: ',' expected before this key", marks: "\"b\""),
    Mistake(
      "{\"a\" 1}", "line 1, column 6: ':' expected after this key; write \"key\": value", marks: "1"
    ),
    Mistake(
      "{\"a\" = 1}", "line 1, column 6: ':' expected after this key; write ':' instead of '='",
      marks: "="),
    Mistake(
      "{\"a\" => 1}", "line 1, column 6: ':' expected after this key; write ':' instead of '='",
      marks: "="),
    Mistake(
      "{\"a\": }", "line 1, column 7: a value is expected before '}'; write null for none",
      marks: "}"),
    Mistake(
      "{\"a\": , \"b\": 1}",
      "line 1, column 7: a value is expected before ','; write null for none", marks: ","),
    Mistake(
      "{\"a\":: 1}", "line 1, column 6: a value is expected before ':'; remove the second ':'",
      marks: ":"),
    Mistake(
      "{\"a\": 1; \"b\": 2}", "line 1, column 8: ',' expected, not ';'; write ',' instead",
      marks: ";"),
    Mistake(
      "{\"a\": 1};", "line 1, column 9: ';' stands after the end of the document; remove it",
      marks: ";"),
    Mistake(
      "[\"a\": 1]", "line 1, column 5: ',' expected, not ':'; keys stand in { }, not in [ ]",
      marks: ":"),
    Mistake(
      "{\"a\", \"b\"}",
      "line 1, column 5: ':' expected after this key; write \"key\": value; a list stands in [ ]",
      marks: ","),
    Mistake("{1: 2}", "line 1, column 2: the key '1' needs double quotes; write \"1\"", marks: "1"),
    Mistake(
      "\"a\": 1",
      "line 1, column 4: ':' stands after the end of the document; put { } around key and value",
      marks: ":"),
    Mistake("{1, 2}", "line 1, column 2: the key '1' needs double quotes; write \"1\"", marks: "1"),
    Mistake(
      "{\"a\": (1, 2)}",
      "line 1, column 7: '(1' is not a value; put it in double quotes if it is text", marks: "(1"),
    Mistake(
      "[1, ...]", "line 1, column 5: '...' is not a value; remove it; JSON leaves nothing out",
      marks: "..."),
    Mistake(
      "{\"a\": 1, ...}",
      "line 1, column 10: '...' is not a key; remove it; JSON leaves nothing out", marks: "..."),
    Mistake(
      "{\"a\": {{x}}}",
      "line 1, column 8: a key is expected before '{'; put a template like {{x}} in double quotes",
      marks: "{"),
    Mistake(
      "{\"a\": \"b\" + \"c\"}",
      "line 1, column 11: ',' expected, not '+'; JSON does not calculate; write the result",
      marks: "+"),
    Mistake(
      "```json\n{}\n```", "line 1, column 1: '```json' is not a value; remove it; it is Markdown",
      marks: "```json"),
    Mistake("{\"a\"：1}", "line 1, column 5: '：' is not ':'; write ':'", marks: "："),
    Mistake("[1，2]", "line 1, column 3: '，' is not ','; write ','", marks: "，"),
    Mistake(
      "{\"a\": \"b\",\n\"c\": \"d\n}",
      "line 2, column 6: this string is not closed on its line; write the closing quote, or a line break as \\n",
      marks: "\"d"),
    Mistake(
      "{'a': 'it is \\'so\\''}", "line 1, column 2: the key 'a' needs double quotes; write \"a\"",
      marks: "'a'"),
    Mistake(
      "['a text of more than twenty-four']",
      "line 1, column 2: a string needs straight double quotes; write \"…\"",
      marks: "'a text of more than twenty-four'"),
    Mistake(
      "['say \"x\"']", "line 1, column 2: a string needs straight double quotes; write \"…\"",
      marks: "'say \"x\"'"),
    Mistake(
      "{\"a\": 1,000,000}", "line 1, column 7: '1,000,000' is not a number; write 1000000",
      marks: "1,000,000"),
    Mistake(
      "1 000 000", "line 1, column 1: '1 000 000' is not a number; write 1000000",
      marks: "1 000 000"),
    Mistake(
      "{\"a\": 123456789,123456789123456}",
      "line 1, column 7: '123456789,1234567891234…' is not a number; write it as one number",
      marks: "123456789,123456789123456"),
    Mistake(
      "{\"a\": \"b, \"c\": 1}",
      "line 1, column 11: the string ends at this quote, but text follows; write \\\" inside a string, or look for a missing quote before it",
      marks: "\""),
    Mistake(
      "{\"a\"b: 1}",
      "line 1, column 4: the string ends at this quote, but text follows; write \\\" inside a string, or look for a missing quote before it",
      marks: "\""),
    Mistake(
      "\"a\" \"b\"",
      "line 1, column 5: '\"' stands after the end of the document; a document is one value; put several in [ ] with ',' between",
      marks: "\""),
    Mistake("[\"\\0\"]", "line 1, column 3: '\\0' is not an escape; write \\u0000", marks: "\\0"),
    Mistake(
      "{\"a\": -", "line 1, column 7: '-' is not a number; write the digits that belong behind it",
      marks: "-"),
    Mistake(
      "{\"a\":",
      "line 1, column 6: a value is expected; the text ends here; the '{' of line 1, column 1 is still open"
    ),
    Mistake(
      "[1,",
      "line 1, column 4: a value is expected; the text ends here; the '[' of line 1, column 1 is still open"
    ),
    Mistake(
      "{\"a\": 1,",
      "line 1, column 9: a key is expected; the text ends here; the '{' of line 1, column 1 is still open"
    ),
    Mistake(
      "[on]",
      "line 1, column 2: 'on' is not a value; write true, or put it in double quotes if it is text",
      marks: "on"),
    Mistake(
      "{\"😀é\": x}", "line 1, column 8: 'x' is not a value; put it in double quotes if it is text",
      marks: "x"),
    Mistake(
      "{\"a\": new Date()}",
      "line 1, column 7: 'new Date()' is not a value; put it in double quotes if it is text",
      marks: "new Date()"),
    Mistake("[-NaN]", "line 1, column 2: '-NaN' is not a value; write null", marks: "-NaN"),
    Mistake("[007]", "line 1, column 2: '007' is not a number; write 7", marks: "007"),
    Mistake(
      "{\n  \"a\": [\n",
      "line 3, column 1: ']' expected; the text ends here; the '[' of line 2, column 8 is still open"
    ),
    Mistake(
      "[\"abc", "line 1, column 2: this string is not closed; write the closing quote",
      marks: "\"abc"),
    Mistake(
      "[\"a\u{1}b\"]",
      "line 1, column 4: a control character stands inside this string; write it as \\u0001",
      marks: "\u{1}"),
    Mistake(
      "[\"C:\\docs\"]",
      "line 1, column 5: '\\d' is not an escape; a backslash itself is written \\\\", marks: "\\d"),
    Mistake("[\"漢é👩‍👧\" 1]", "line 1, column 8: ',' expected before this value", marks: "1"),
    Mistake("[\"a\"\r\n\"b\"]", "line 2, column 1: ',' expected before this value", marks: "\"b\""),
    Mistake(
      "{\"a\"",
      "line 1, column 5: ':' and a value are expected; the text ends here; the '{' of line 1, column 1 is still open"
    ),
    Mistake(
      "[\u{1B}[31m]", "line 1, column 2: an invisible character, U+001B, stands here; remove it",
      marks: "\u{1B}"),
  ]
}
