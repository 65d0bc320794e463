import FlowModel
import Subcommands
import Testing

@Suite("Words of a command line")
struct WordsTests {
  private let options = [
    Option("--json", nil, ""), Option("--field", "NAME", ""), Option("--limit", "N", ""),
  ]

  private func words(_ words: [String], _ arguments: ClosedRange<Int> = 0...9) throws -> Words {
    try Words(words, options: options, arguments: arguments, command: "show")
  }

  @Test("options may stand anywhere, with a blank or an equals sign before their value")
  func placing() throws {
    let words = try words(["a", "--field", "x", "b", "--field=y=z", "--json"])
    #expect(words.arguments == ["a", "b"])
    #expect(words["--field"] == "y=z")
    #expect(words.all("--field") == ["x", "y=z"])
    #expect(words.has("--json"))
    #expect(!words.has("--limit"))
  }

  @Test("-- ends the options, and - alone is a word")
  func ends() throws {
    let words = try words(["-", "--", "--json", "-x"])
    #expect(words.arguments == ["-", "--json", "-x"])
    #expect(!words.has("--json"))
  }

  @Test(
    "what is wrong is said in a sentence, with the help to read",
    arguments: [
      (["--jsn"], "did you mean --json?"), (["--unlike-anything"], "no option --unlike-anything"),
      (["--field"], "--field needs a value: NAME"), (["--json=1"], "--json takes no value"),
      (["a", "b", "c"], "\"c\" is one word too many"), ([], "Something is missing"),
      (["-j"], "no option -j"),
    ])
  func wrong(_ given: [String], says part: String) throws {
    let problem = #expect(throws: Problem.self) { try words(given, 1...2) }
    #expect(problem?.kind == .usage)
    #expect(problem?.title.contains(part) == true, "\(problem?.title ?? "")")
    #expect(problem?.advice == "See `weir help show`.")
  }

  @Test(
    "what is missing is named as the usage names it",
    arguments: [
      ("set", [], "REF, PATH and VALUE are missing after \"weir set\"."),
      ("set", ["a"], "PATH and VALUE are missing after \"weir set REF\"."),
      ("set", ["a", "b"], "VALUE is missing after \"weir set REF PATH\"."),
      ("put", ["--field", "x"], "REF is missing after \"weir put\"."),
      ("resolve", ["--mine"], "REF is missing after \"weir resolve\"."),
      ("import", [], "PATH is missing after \"weir import\"."),
      ("completion", [], "One of bash, zsh, fish is missing after \"weir completion\"."),
    ])
  func missing(command: String, given: [String], sentence: String) throws {
    let type = try #require(SubcommandList.named(command))
    let problem = #expect(throws: Problem.self) {
      try Words(
        given, options: type.options, arguments: type.arguments, usage: type.usage,
        command: command)
    }
    #expect(problem?.kind == .usage && problem?.title == sentence, "\(problem?.title ?? "")")
  }

  @Test("every command that needs words says which", arguments: SubcommandList.all.map { $0.name })
  func usages(command: String) throws {
    let type = try #require(SubcommandList.named(command))
    guard type.arguments.lowerBound > 0 else { return }
    for count in 0..<type.arguments.lowerBound {
      let problem = #expect(throws: Problem.self) {
        try Words(
          repeatElement("x", count: count), options: type.options, arguments: type.arguments,
          usage: type.usage, command: command)
      }
      #expect(problem?.title.contains("Something") == false, "\(command)")
      #expect(problem?.title.contains("missing after \"weir \(command)") == true, "\(command)")
    }
  }

  @Test("numbers are whole and not negative")
  func numbers() throws {
    #expect(try words(["--limit", "12"]).number("--limit") == 12)
    #expect(try words([]).number("--limit") == nil)
    for text in ["-1", "1.5", "many", ""] {
      #expect(throws: Problem.self) { try words(["--limit=\(text)"]).number("--limit") }
    }
  }

  @Test("a choice is one of its words, and the others are named when it is none")
  func choices() throws {
    #expect(try words(["--field", "size"]).word("--field", FlowOrder.self) == .size)
    let problem = #expect(throws: Problem.self) {
      try words(["--field", "weight"]).word("--field", FlowOrder.self)
    }
    #expect(problem?.title.contains("name, updated, state, size") == true)
  }
}

@Suite("What a mistyped word may have meant")
struct SuggestionTests {
  @Test(
    "the nearest known word within two edits, or a third of the word",
    arguments: [
      ("pul", "pull"), ("psuh", "push"), ("lst", "list"), ("conflict", "conflicts"),
      ("x", nil), ("frobnicate", nil), ("", nil),
    ])
  func nearest(to word: String, is known: String?) {
    let names = SubcommandList.all.map { $0.name }
    #expect(Suggestion.nearest(to: word, among: names) == known)
  }
}

@Suite("Exit statuses")
struct ExitStatusTests {
  @Test("of several the first of 2, 4, 5, 3, 7, 6, 1 counts")
  func order() {
    let order: [Int32] = [2, 4, 5, 3, 7, 6, 1]
    for (place, status) in order.enumerated() {
      let rest = order[place...].reversed().compactMap(ExitStatus.init)
      #expect(ExitStatus.first(of: rest).rawValue == status)
    }
    #expect(ExitStatus.first(of: []) == .done)
    #expect(ExitStatus.first(of: [.done, .failed]) == .failed)
  }

  @Test("every kind of problem has the status of the manual", arguments: Problem.Kind.allCases)
  func kinds(_ kind: Problem.Kind) {
    let statuses: [Problem.Kind: Int32] = [
      .failed: 1, .usage: 2, .needsPerson: 3, .authentication: 4, .unreachable: 5, .refused: 6,
      .partial: 7,
    ]
    #expect(ExitStatus(kind).rawValue == statuses[kind])
  }
}

@Suite("Help")
struct HelpTests {
  @Test("the overview names every command and fits a terminal of 100 columns")
  func overview() {
    let text = ProgramHelp.overview()
    for command in SubcommandList.all {
      #expect(text.contains("  \(command.name) "), "\(command.name)")
      #expect(text.contains(command.summary))
    }
    #expect(text.contains("demo") && text.contains("WEIR_HOME"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("each command's help names its options and nothing is said twice")
  func commands() {
    for command in SubcommandList.all {
      let text = ProgramHelp.text(of: command.name) ?? ""
      #expect(text.contains("Usage: weir \(command.name)"), "\(command.name)")
      for option in command.options {
        #expect(text.contains(option.name), "\(command.name) \(option.name)")
        #expect(!option.help.isEmpty)
      }
      #expect(Set(command.options.map(\.name)).count == command.options.count, "\(command.name)")
      #expect(command.usage.contains("REF") == text.contains("REF names a flow: a full id"))
      #expect(!command.summary.hasSuffix("."), "\(command.name)")
    }
    #expect(Set(SubcommandList.all.map { $0.name }).count == SubcommandList.all.count)
    #expect(ProgramHelp.text(of: "nothing") == nil)
    #expect(ProgramHelp.text(of: "demo")?.contains("--scripted") == true)
  }
}

@Suite("Tables")
struct TableTests {
  private func table(_ rows: [[String]]) -> Table {
    var table = Table([
      Table.Column("NAME", shrinks: true), Table.Column("N", isRight: true), Table.Column("ID"),
    ])
    for row in rows { table.add(row) }
    return table
  }

  @Test("columns stand under their titles, wide characters counted as two")
  func columns() {
    let text = table([["漢字", "7", "a"], ["plain", "12", "b"]]).text(width: 80)
    #expect(text == "NAME    N  ID\n漢字    7  a\nplain  12  b\n")
  }

  @Test("the shrinking column gives way, down to ten cells")
  func narrow() {
    let table = table([["a long name of a flow", "1", "x"]])
    #expect(table.text(width: 20) == "NAME           N  ID\na long name …  1  x\n")
    #expect(table.text(width: 1) == "NAME        N  ID\na long na…  1  x\n")
  }

  @Test("foreign text is made visible: no control reaches the terminal")
  func sanitised() {
    let text = table([["\u{1B}[31mred\u{7}\r\n\u{9B}2J\u{202E}", "1", "x\ty"]]).text(width: 80)
    #expect(text.dangerous == [])
    #expect(text.split(separator: "\n").count == 2)
    #expect(text.contains("red"))
  }
}
