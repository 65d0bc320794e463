import Glibc

/// Moving down in a long list: a held key, many keys at once, and one key at a time.
struct KeyTask {
  /// 40 keys a second: faster than a keyboard repeats.
  private static let interval: Int64 = 25_000_000
  private static let down = "j"
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  private struct Peer {
    let name: String
    let arguments: [String]
    let quit: String
    var held: [PseudoTerminal.Repaint] = []
    var single: [PseudoTerminal.Repaint] = []
    /// All keys at once, as a line gives them that was stuck for a moment.
    var burst = Samples()
    var cpuSeconds = 0.0

    func percentile(_ percent: Double, _ repaints: [PseudoTerminal.Repaint]) -> Double {
      var samples = Samples()
      for repaint in repaints { samples.add(repaint.seconds) }
      return samples.percentile(percent)
    }

    /// Of a key in the middle of a hold.
    var bytes: Double {
      var samples = Samples()
      for repaint in held { samples.add(Double(repaint.bytes)) }
      return samples.mean
    }
  }

  func run() throws(BenchError) {
    let count = bench.options.cached.max() ?? 10_000
    let home = try bench.home(with: count)
    var peers = [
      Peer(name: "weir", arguments: [bench.options.weir], quit: "q"),
      Peer(
        name: "C, ncurses + SQLite", arguments: [try bench.floors.path(.list), home.database],
        quit: "q"),
    ]
    let text = bench.folder.file("keys.txt")
    _ = try home.run(["list"], output: text)
    if let vim = bench.peer("vim") {
      peers.append(
        Peer(name: "vim", arguments: [vim, "-u", "NONE", "-i", "NONE", "-n", text], quit: ":q!\r"))
    }
    if let less = bench.peer("less") {
      peers.append(Peer(name: "less", arguments: [less, text], quit: "q"))
    }
    for index in peers.indices {
      bench.progress("keys: \(peers[index].name) …")
      peers[index] = try measured(peers[index], home)
    }
    report(peers, count)
  }

  private func measured(_ peer: Peer, _ home: Home) throws(BenchError) -> Peer {
    var peer = peer
    let terminal = try PseudoTerminal(
      peer.arguments, environment: home.environment, rows: bench.options.rows,
      columns: bench.options.columns)
    defer { terminal.end(peer.quit) }
    _ = try terminal.firstRepaint()
    // What a program still does after its first frame is not the key's doing.
    terminal.settle(seconds: 0.5)
    let before = ProcessTree(of: terminal.process).cpuSeconds
    peer.held = terminal.hold(Self.down, times: bench.options.keys, interval: Self.interval)
    peer.cpuSeconds = ProcessTree(of: terminal.process).cpuSeconds - before
    terminal.settle(seconds: 0.3)
    for _ in 0..<min(20, bench.options.keys) { peer.single.append(terminal.press(Self.down)) }
    for _ in 0..<3 {
      terminal.settle(seconds: 0.3)
      peer.burst.add(
        terminal.press(String(repeating: Self.down, count: bench.options.keys)).seconds)
    }
    guard !terminal.hasEnded, peer.held.contains(where: { $0.bytes > 0 }) else {
      throw .failed("\(peer.name) did not move: \(terminal.said)")
    }
    return peer
  }

  private func report(_ peers: [Peer], _ count: Int) {
    let weir = peers[0]
    let name = "key down of \(Figure.count(count))"
    for peer in peers.dropFirst() {
      let isFloor = peer.name == peers[1].name
      let aim: ResultTable.Aim? = isFloor ? .times(2) : nil
      for percent in [50.0, 99.0] {
        bench.results.add(
          "\(name), p\(Int(percent))", weir.percentile(percent, weir.held), over: peer.name,
          peer.percentile(percent, peer.held), aim: aim, Figure.time)
      }
      bench.results.add(
        "\(name), bytes", weir.bytes, over: peer.name, peer.bytes,
        aim: isFloor ? .times(1.2) : nil, Figure.size)
      bench.results.add(
        "\(bench.options.keys) keys down at once", weir.burst.median, over: peer.name,
        peer.burst.median, aim: isFloor ? .times(4) : nil, Figure.time)
      guard isFloor else { continue }
      bench.results.add(
        "\(name), CPU a key", weir.cpuSeconds / Double(weir.held.count), over: peer.name,
        peer.cpuSeconds / Double(peer.held.count), Figure.time)
      bench.results.add(
        "one key, with the detail, p50", weir.percentile(50, weir.single), over: peer.name,
        peer.percentile(50, peer.single), Figure.time)
    }
    bench.results.note(
      "Keys are held at 40 a second, \(bench.options.keys) of them; each figure is from the key to the last byte it caused."
    )
  }
}
