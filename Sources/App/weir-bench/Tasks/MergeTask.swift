import FlowModel
import JSONText

/// Putting two people's changes of a 158 KB flow together, beside git merging the same text by
/// lines.
struct MergeTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let record = try BenchRecord()
    let last = record.nodeCount - 1
    let local = try record.with("0.77", at: "flowData.nodes[3].data.inputs.temperature")
    let remote = try record.with(#""Renamed""#, at: "flowData.nodes[\(last)].data.label")
    var merging = Samples()
    for _ in 0..<bench.options.rounds {
      let start = Clock.now
      let merge = try? FlowMerge.merge(
        base: record.bytes, local: local, remote: remote, kind: .chatflow, isLive: false)
      merging.add(Double(Clock.now - start) / 1e9)
      guard merge?.verdict == .automatic, merge?.rows.count == 2 else {
        throw .failed("the two changes were not merged")
      }
    }
    let size = Figure.size(Double(record.bytes.count))
    bench.results.add("merge of a \(size) flow", merging.median, limit: 0.020, Figure.time)
    try compare(merging.median, record.bytes, local, remote)
  }

  private func compare(
    _ figure: Double, _ base: [UInt8], _ local: [UInt8], _ remote: [UInt8]
  ) throws(BenchError) {
    guard let git = bench.peer("git") else { return }
    var names: [String] = []
    for (name, bytes) in [("local", local), ("base", base), ("remote", remote)] {
      names.append(try bench.folder.write(try Self.pretty(bytes), to: "merge-\(name).json"))
    }
    var peer = Samples()
    for _ in 0..<bench.options.rounds {
      peer.add(
        try Run.checked(
          [git, "merge-file", "-p"] + names, environment: Home.plainEnvironment,
          folder: bench.folder
        ).seconds)
    }
    bench.results.add(
      "  beside a merge by lines", figure, over: "git merge-file", peer.median,
      Figure.time)
    bench.results.note(
      "git merge-file is a whole process over flowData written with a value a line; weir's merge is the call alone, "
        + "and also checks edges, references and ids.")
  }

  private static func pretty(_ bytes: [UInt8]) throws(BenchError) -> String {
    guard let body = (try? JSONDocument(parsing: bytes))?.root["flowData"]?.stringBytes,
      let document = try? JSONDocument(parsing: body)
    else { throw .failed("the sample is not JSON") }
    return String(decoding: JSONFormatter.pretty(document.root), as: UTF8.self) + "\n"
  }
}
