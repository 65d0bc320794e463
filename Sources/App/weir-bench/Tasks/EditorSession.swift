/// One run of an editor on a text: opened, moved in, searched, typed into, pasted into.
struct EditorSession {
  /// 40 keys a second: faster than a keyboard repeats.
  private static let keyInterval: Int64 = 25_000_000
  /// Typing leaves weir the time to begin its check, so that keys come while one runs.
  private static let typingInterval: Int64 = 120_000_000
  private static let pressed = 100
  private static let typed = 20

  let bench: Bench
  let document: EditorDocument
  let home: Home

  /// Opens the text and ends.
  func open(_ program: inout EditorProgram) throws(BenchError) {
    let terminal = try start(&program)
    terminal.end(program.leave)
  }

  /// Does everything, and makes sure that it was done.
  func run(_ program: inout EditorProgram) throws(BenchError) {
    let terminal = try start(&program)
    defer { terminal.end(program.quit) }
    if let enter = program.enterText { _ = try terminal.press(enter.key, until: enter.sign) }
    for repaint in terminal.type(
      String(repeating: "j", count: Self.pressed), interval: Self.keyInterval)
    {
      program.down.add(repaint.seconds)
      program.downBytes.add(Double(repaint.bytes))
    }
    let keys = bench.options.keys
    program.held.add(terminal.press(String(repeating: "j", count: keys)).seconds)
    try require(line: 1 + Self.pressed + keys, of: program, in: terminal)
    _ = terminal.press("gg")
    program.search.add(terminal.press("/\(EditorDocument.word)\r").seconds)
    try require(line: document.wordLine, of: program, in: terminal)
    try type(&program, in: terminal)
    program.memory.end = ProcessTree(of: terminal.process).peakMemory
  }

  private func start(_ program: inout EditorProgram) throws(BenchError) -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      program.arguments, environment: home.environment, rows: bench.options.rows,
      columns: bench.options.columns)
    if let open = program.open {
      _ = try terminal.firstRepaint()
      // What a program still does after its first frame is not the key's doing.
      terminal.settle(seconds: 0.3)
      program.opening.add(try terminal.press(open.key, until: open.sign).seconds)
    } else {
      program.opening.add(try terminal.firstRepaint(with: program.sign).seconds)
    }
    program.memory.open = ProcessTree(of: terminal.process).peakMemory
    return terminal
  }

  /// Letters into the string that holds the word: the text stays JSON, so checks go all the way.
  private func type(
    _ program: inout EditorProgram, in terminal: PseudoTerminal
  ) throws(BenchError) {
    _ = terminal.press("i")
    let letters = String(repeating: "q", count: Self.typed)
    for repaint in terminal.type(letters, interval: Self.typingInterval) {
      program.typing.add(repaint.seconds)
    }
    let pasted = String(repeating: "pasted text ", count: 17).prefix(200)
    let marked = terminal.wantsPasteMarks ? "\u{1B}[200~\(pasted)\u{1B}[201~" : String(pasted)
    program.paste.add(terminal.press(marked).seconds)
    // A lone Esc takes its time: it might be the beginning of a key.
    _ = terminal.press("\u{1B}", patience: 1)
    _ = try terminal.press("\u{0C}", until: "pasted text")
    try require(line: document.wordLine, of: program, in: terminal)
  }

  private func require(
    line: Int, of program: EditorProgram, in terminal: PseudoTerminal
  ) throws(BenchError) {
    do throws(BenchError) {
      _ = try terminal.press(program.askLine, until: program.line(line), patience: 3)
    } catch {
      throw .failed("\(program.name) is not in line \(line): \(error.sentence)")
    }
  }
}
