import SoakKit

/// What a disk may hold when the power goes: files with the writes that were synced and those that
/// were not, and folders likewise.
///
/// As strict as POSIX allows: a sync of a file says nothing about its name, a sync of a folder
/// nothing about the contents of its files, and a sync that failed has lost what it was to write
/// (Rebello et al., USENIX ATC 2020), although the program goes on reading it.
struct DiskModel {
  /// How much of what was not synced is there.
  enum Cut: Sendable {
    /// Nothing.
    case dropped
    /// Everything, but the last sector of the last write is half old.
    case torn
    /// Any sectors, and the changes of names up to any one.
    case scattered(seed: UInt64)
  }

  private final class Content {
    var synced: [UInt8]
    var pending: [Change] = []

    init(_ synced: [UInt8]) { self.synced = synced }
  }

  private struct Change {
    let number: Int
    let offset: Int
    /// nil: the file is cut, or stretched, to `offset`.
    let bytes: [UInt8]?
  }

  private enum NameChange {
    case file(String, Content)
    case folder(String)
    case removed(String)
    case renamed(String, String, Content?)

    var path: String {
      switch self {
      case .file(let path, _), .folder(let path), .removed(let path), .renamed(_, let path, _): path
      }
    }
  }

  private struct Names {
    var files: [String: Content] = [:]
    var folders: Set<String> = []

    mutating func apply(_ change: NameChange) {
      switch change {
      case .file(let path, let content): files[path] = content
      case .folder(let path): folders.insert(path)
      case .removed(let path):
        files[path] = nil
        folders.remove(path)
      case .renamed(let from, let to, let content):
        files[from] = nil
        files[to] = content
      }
    }
  }

  private var now = Names()
  private var synced = Names()
  private var pending: [NameChange] = []
  private var byInode: [UInt64: Content] = [:]

  /// - Parameters:
  ///   - image: what was on the disk at first.
  ///   - calls: what the programs did since.
  init(_ image: FolderImage, _ calls: [CallTrace.Call]) {
    now.folders = Set(image.folders.keys)
    for (path, file) in image.files { now.files[path] = Content(file.bytes) }
    synced = now
    for call in calls { add(call) }
  }

  private mutating func add(_ call: CallTrace.Call) {
    switch call.kind {
    case .write where call.error == 0:
      change(call, Change(number: call.number, offset: call.offset, bytes: call.bytes))
    case .truncate where call.error == 0:
      change(call, Change(number: call.number, offset: call.offset, bytes: nil))
    case .sync: sync(call)
    case .create where call.error == 0:
      let content = Content([])
      byInode[call.file] = content
      rename(.file(call.path, content))
    case .folder where call.error == 0: rename(.folder(call.path))
    case .unlink where call.error == 0: rename(.removed(call.path))
    case .rename where call.error == 0:
      rename(.renamed(call.path, call.second, now.files[call.path]))
    default: break
    }
  }

  private mutating func change(_ call: CallTrace.Call, _ change: Change) {
    content(call)?.pending.append(change)
  }

  private mutating func content(_ call: CallTrace.Call) -> Content? {
    if let known = byInode[call.file] { return known }
    let found = now.files[call.path]
    byInode[call.file] = found
    return found
  }

  private mutating func rename(_ change: NameChange) {
    now.apply(change)
    pending.append(change)
  }

  private mutating func sync(_ call: CallTrace.Call) {
    if now.folders.contains(call.path) || call.path.isEmpty {
      guard call.error == 0 else { return }
      for change in pending where Self.parent(change.path) == call.path { synced.apply(change) }
      pending.removeAll { Self.parent($0.path) == call.path }
    } else if let content = content(call) {
      if call.error == 0 {
        for change in content.pending { Self.apply(change, to: &content.synced) }
      }
      content.pending.removeAll()
    }
  }

  // MARK: After the cut

  /// The folder as the next start finds it. Shared memory is not kept by any disk.
  func image(after cut: Cut) -> FolderImage {
    var names = synced
    var generator = SeededGenerator(seed: 1)
    switch cut {
    case .dropped: break
    case .torn: names = now
    case .scattered(let seed):
      generator = SeededGenerator(seed: seed)
      let kept = Int.random(in: 0...pending.count, using: &generator)
      for change in pending.prefix(kept) { names.apply(change) }
    }
    let lastWrite = names.files.values.flatMap(\.pending).filter { $0.bytes != nil }
      .map(\.number).max()
    var image = FolderImage()
    for path in names.folders.sorted() where isReached(path, names) { image.folders[path] = 0o700 }
    for path in names.files.keys.sorted() where isReached(path, names) && !path.hasSuffix("-shm") {
      guard let content = names.files[path] else { continue }
      var bytes = content.synced
      for change in content.pending {
        switch cut {
        case .dropped: break
        case .torn:
          Self.apply(change, to: &bytes, isTorn: change.number == lastWrite)
        case .scattered: Self.scatter(change, over: &bytes, &generator)
        }
      }
      image.files[path] = FolderImage.File(bytes: bytes)
    }
    return image
  }

  private func isReached(_ path: String, _ names: Names) -> Bool {
    let parent = Self.parent(path)
    return parent.isEmpty || names.folders.contains(parent) && isReached(parent, names)
  }

  private static let sector = 512

  private static func apply(_ change: Change, to bytes: inout [UInt8], isTorn: Bool = false) {
    guard let new = change.bytes else {
      if change.offset < bytes.count { bytes.removeLast(bytes.count - change.offset) }
      if change.offset > bytes.count { stretch(&bytes, to: change.offset) }
      return
    }
    let old = bytes
    stretch(&bytes, to: change.offset + new.count)
    bytes.replaceSubrange(change.offset..<change.offset + new.count, with: new)
    guard isTorn, !new.isEmpty else { return }
    let end = change.offset + new.count
    let begin = max(change.offset, (end - 1) / sector * sector)
    for place in begin + (end - begin) / 2..<end {
      bytes[place] = place < old.count ? old[place] : 0
    }
  }

  private static func scatter(
    _ change: Change, over bytes: inout [UInt8], _ generator: inout SeededGenerator
  ) {
    guard let new = change.bytes else {
      if Bool.random(using: &generator) { apply(change, to: &bytes) }
      return
    }
    var place = change.offset
    let end = change.offset + new.count
    while place < end {
      let next = min(end, (place / sector + 1) * sector)
      if Bool.random(using: &generator) {
        let part = Array(new[place - change.offset..<next - change.offset])
        apply(Change(number: 0, offset: place, bytes: part), to: &bytes)
      }
      place = next
    }
  }

  private static func stretch(_ bytes: inout [UInt8], to count: Int) {
    if bytes.count < count { bytes += [UInt8](repeating: 0, count: count - bytes.count) }
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
