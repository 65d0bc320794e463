package import FlowModel
package import FlowStore
import Glibc

/// A folder that is gone when the test is.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() {
    var template = Array("/tmp/weir-test-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary folder")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// Removes a folder and what is in it; links are removed, not followed.
  private static func remove(_ path: String) {
    for name in PrivateFiles.names(in: path) {
      let inner = "\(path)/\(name)"
      var facts = stat()
      if lstat(inner, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
        remove(inner)
      } else {
        unlink(inner)
      }
    }
    rmdir(path)
  }
}

/// A store in a fresh folder, with a clock that the test moves and random numbers from a seed.
package final class TemporaryStore {
  package let folder: TemporaryFolder
  package let location: StoreLocation
  /// Closed and opened again by ``reopen(_:)``.
  package private(set) var store: Store
  package let clock: TestTime

  package init(folder: TemporaryFolder = TemporaryFolder()) throws {
    self.folder = folder
    location = StoreLocation(
      dataFolder: folder.path + "/data/demo", lockFolder: folder.path + "/state/locks",
      profile: "demo")
    clock = TestTime()
    store = try Self.open(location, .writing, clock)
  }

  package var reader: FlowReader { store.reader }
  package var writer: FlowWriter { store.writer }

  /// Another store on the same files, as another program or thread would have it.
  package func another(_ access: Store.Access = .writing) throws -> Store {
    try Self.open(location, access, clock)
  }

  /// Closes the store and opens the same files again.
  package func reopen(_ access: Store.Access = .writing) throws {
    store.close()
    store = try Self.open(location, access, clock)
  }

  private static func open(
    _ location: StoreLocation, _ access: Store.Access, _ clock: TestTime
  ) throws -> Store {
    var state = UInt64(truncatingIfNeeded: clock.opened) &* 0x9E37_79B9_7F4A_7C15
    clock.opened += 1
    return try Store(
      location: location, access: access, now: { clock.now },
      random: {
        // Any numbers do, as long as two stores of a test have different ones.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
      })
  }
}

/// Time that the test moves.
package final class TestTime {
  package var now: Milliseconds = 1_750_000_000_000
  fileprivate var opened = 1

  package init() {}
}

/// Records as servers send them.
package enum SampleRecord {
  package static func chatflow(
    _ name: String, id: String? = nil, type: String = "CHATFLOW", stamp: String? = nil,
    isPublic: Bool = false, padding: Int = 0, prompt: String = "hello"
  ) -> [UInt8] {
    let flowData =
      #"{\"nodes\":[{\"id\":\"chat_0\",\"data\":{\"label\":\"\#(prompt)\"}}],\"edges\":[]}"#
    var text = "{"
    if let id { text += #""id":"\#(id)","# }
    text += #""name":"\#(name)","type":"\#(type)","isPublic":\#(isPublic),"#
    if let stamp { text += #""updatedDate":"\#(stamp)","# }
    if padding > 0 { text += #""padding":"\#(String(repeating: "x", count: padding))","# }
    return Array((text + #""flowData":"\#(flowData)"}"#).utf8)
  }

  package static func chatbot(
    _ name: String, id: String? = nil, status: String = "draft", stamp: String? = nil
  ) -> [UInt8] {
    var text = "{"
    if let id { text += #""id":"\#(id)","# }
    text += #""name":"\#(name)","status":"\#(status)","teamIds":[],"#
    if let stamp { text += #""updatedAt":"\#(stamp)","# }
    return Array((text + #""draft":{"nodes":[],"edges":[]}}"#).utf8)
  }
}
