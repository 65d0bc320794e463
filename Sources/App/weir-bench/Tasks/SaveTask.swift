import FlowModel
import FlowStore
import Glibc
import JSONText

/// From the edit of a value to "saved": the bytes, the version, the order and the plain file on
/// disk, beside one SQLite transaction of the same bytes.
struct SaveTask {
  let bench: Bench
  private static let count = 200

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let record = try BenchRecord()
    let path = bench.folder.file("save-copy")
    defer { WorkFolder.remove(path) }
    var saving = Samples()
    var storing = Samples()
    do {
      saving = try saves(of: record, in: path)
    } catch {
      throw .failed("the copy could not be written")
    }
    let file = try bench.folder.write(
      String(decoding: record.bytes, as: UTF8.self), to: "save.json")
    let database = bench.folder.file("save.db")
    defer { for suffix in ["", "-wal", "-shm"] { WorkFolder.remove(database + suffix) } }
    let output = bench.folder.file("save.txt")
    _ = try Run.checked(
      [try bench.floors.path(.save), file, database, "\(Self.count)"],
      environment: Home.plainEnvironment, output: output, folder: bench.folder)
    for line in TextFile.read(output).split(separator: "\n") {
      storing.add((Double(line) ?? 0) / 1e9)
    }
    let name = "save of a \(Figure.size(Double(record.bytes.count))) flow, acknowledged"
    for (title, percent) in [(name + ", p50", 50.0), ("  p99", 99)] {
      bench.results.add(
        title, saving.percentile(percent), over: "C, one transaction", storing.percentile(percent),
        Figure.time)
    }
    bench.results.add("  p99", saving.percentile(99), limit: 0.050, Figure.time)
    bench.results.note(
      "A save writes the record twice: into the database, and as a plain file in unpushed/ that survives it. "
        + "Both are flushed before \"saved\" is said; the floor flushes one log.")
  }

  private func saves(of record: BenchRecord, in path: String) throws -> Samples {
    let location = StoreLocation(
      dataFolder: path + "/data", lockFolder: path + "/locks", profile: "bench")
    let store = try Store(
      location: location, access: .writing, now: { Clock.now / 1_000_000 },
      random: { .random(in: .min ... .max) })
    defer { store.close() }
    let server = try store.writer.server(.flowise, origin: "http://127.0.0.1:1")
    let flow = try store.writer.insertLocal(
      record.bytes, try FlowProjection(reading: record.bytes, kind: .chatflow), on: server.id)
    var version = try store.reader.flow(flow)?.version ?? 0
    var samples = Samples()
    for index in 0..<Self.count {
      let start = Clock.now
      let edited = try record.with(
        "0.\(1000 + index)", at: "flowData.nodes[3].data.inputs.temperature")
      version = try store.writer.saveEdit(
        edited, try FlowProjection(reading: edited, kind: .chatflow), of: flow,
        expecting: version)
      samples.add(Double(Clock.now - start) / 1e9)
    }
    return samples
  }
}
