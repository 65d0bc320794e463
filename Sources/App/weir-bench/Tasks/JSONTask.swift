import Glibc

/// Checking JSON, and writing one line of it pretty, as whole processes: started, read, done,
/// written.
struct JSONTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  private struct Peer {
    let name: String
    let isFloor: Bool
    let check: [String]
    let pretty: [String]
    var checking = Samples()
    var writing = Samples()
  }

  func run() throws(BenchError) {
    let size = bench.options.texts.max() ?? 5_000_000
    // Of the size when it is compact: the pretty text is half as long again.
    let document = try EditorDocument("json", size: size * 3 / 2)
    let file = try bench.folder.write(document.compact, to: "one-line.json")
    let pretty = try bench.folder.write(document.pretty, to: "pretty.json")
    var peers = try peers(file)
    try requireSameWork(peers, pretty)
    for _ in 0..<bench.options.rounds {
      for index in peers.indices {
        peers[index].checking.add(try seconds(peers[index].check))
        peers[index].writing.add(
          try seconds(peers[index].pretty, output: bench.folder.file("written.json")))
      }
    }
    report(peers, Double(document.compact.utf8.count))
  }

  private func peers(_ file: String) throws(BenchError) -> [Peer] {
    var peers = [
      Peer(
        name: "weir", isFloor: false, check: JSONWork.command(.check, file),
        pretty: JSONWork.command(.pretty, file))
    ]
    do throws(BenchError) {
      let floor = try bench.floors.path(.json)
      peers.append(
        Peer(
          name: "C++, simdjson", isFloor: true, check: [floor, "check", file],
          pretty: [floor, "pretty", file]))
    } catch {
      bench.results.note("simdjson is not installed: what is measured against it is left out.")
    }
    if let jq = bench.peer("jq") {
      peers.append(
        Peer(name: "jq", isFloor: false, check: [jq, "empty", file], pretty: [jq, ".", file]))
    }
    if let python = try python() {
      let load = "import json,sys\nd=json.load(open(sys.argv[1],encoding='utf-8'))\n"
      peers.append(
        Peer(
          name: "Python, json", isFloor: false, check: [python, "-I", "-S", "-c", load, file],
          pretty: [
            python, "-I", "-S", "-c",
            load + "json.dump(d,sys.stdout,indent=2,ensure_ascii=False)", file,
          ]))
    }
    return peers
  }

  /// The interpreter itself: what stands in the path may be a script that looks for it.
  private func python() throws(BenchError) -> String? {
    guard let python = bench.peer("python3") else { return nil }
    let file = bench.folder.file("python.txt")
    _ = try Run.checked(
      [python, "-c", "import sys; print(sys.executable)"], environment: Home.plainEnvironment,
      output: file, folder: bench.folder)
    return TextFile.read(file).split(separator: "\n").first.map(String.init)
  }

  /// A figure of a program that does something else would mean nothing.
  private func requireSameWork(_ peers: [Peer], _ pretty: String) throws(BenchError) {
    let wanted = TextFile.read(pretty)
    for peer in peers {
      let output = bench.folder.file("written.json")
      _ = try seconds(peer.pretty, output: output)
      let written = TextFile.read(output)
      // Python ends without a line break, and jq and Python write escapes their own way.
      let isSame =
        peer.name == "weir"
        ? written == wanted : abs(written.utf8.count - wanted.utf8.count) < 65536
      guard isSame else {
        throw .failed("\(peer.name) wrote \(written.utf8.count) bytes, not \(wanted.utf8.count)")
      }
    }
  }

  private func seconds(_ arguments: [String], output: String? = nil) throws(BenchError) -> Double {
    try Run.checked(
      arguments, environment: Home.plainEnvironment, output: output, folder: bench.folder
    ).seconds
  }

  private func report(_ peers: [Peer], _ size: Double) {
    let weir = peers[0]
    for peer in peers.dropFirst() {
      let name = Figure.size(size)
      bench.results.add(
        "check \(name) of JSON", weir.checking.median, over: peer.name, peer.checking.median,
        aim: peer.isFloor ? .times(2) : peer.name == "jq" ? .part(5) : nil, Figure.time)
      bench.results.add(
        "write \(name) of one line pretty", weir.writing.median, over: peer.name,
        peer.writing.median, aim: peer.isFloor ? .times(3) : peer.name == "jq" ? .part(8) : nil,
        Figure.time)
    }
    bench.results.note(
      "JSON is checked and written by whole processes; weir's side is weir-bench as its own child, with weir's code for both."
    )
  }
}
