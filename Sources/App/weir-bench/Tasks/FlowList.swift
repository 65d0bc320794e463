/// The flows of a home as `weir list` tells them.
struct FlowList {
  struct Entry {
    let id: String
    let size: Int
  }

  let entries: [Entry]

  init(of home: Home, in folder: WorkFolder) throws(BenchError) {
    let file = folder.file("list.txt")
    _ = try home.run(["list", "--json"], output: file)
    // One object a flow; only two members are of interest, and their order is ours.
    let text = TextFile.read(file)
    entries = text.split(separator: "{").compactMap { object in
      guard let id = Self.member("id", of: object), let size = Self.member("bytes", of: object)
      else { return nil }
      return Int(size).map { Entry(id: id, size: $0) }
    }
    guard !entries.isEmpty else { throw .failed("`weir list --json` named no flow") }
  }

  func nearest(to size: Int) -> Entry {
    entries.min { abs($0.size - size) < abs($1.size - size) } ?? Entry(id: "", size: 0)
  }

  /// The text of a member that holds neither quotes nor commas.
  private static func member(_ name: String, of object: Substring) -> String? {
    guard let place = object.firstRange(of: "\"\(name)\"") else { return nil }
    let value = object[place.upperBound...].drop { $0 == ":" || $0 == " " || $0 == "\"" }
    return String(value.prefix { $0 != "," && $0 != "\"" && $0 != "}" && $0 != "\n" })
  }
}
