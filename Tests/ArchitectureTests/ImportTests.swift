import Testing

/// The arrows of the house. The manifest lets the compiler guard most of them; what it cannot see
/// stands here.
@Suite("Imports")
struct ImportTests {
  private let tree = SourceTree()

  /// What each module may import: our own modules and the system's. One line each.
  private let allowed: [String: Set<String>] = [
    "JSONText": [],
    "TextEditing": [],
    "GraphLayout": [],
    "CellGrid": [],
    "FlowModel": ["JSONText"],
    "FlowStore": ["FlowModel", "JSONText", "CSQLite", "CCrypto", "CPosix", "Glibc"],
    // Synchronization: any thread may cancel a call.
    "FlowAPI": ["FlowModel", "JSONText", "CCurl", "Synchronization", "Glibc"],
    "FlowSync": ["FlowModel", "JSONText", "FlowStore", "FlowAPI"],
    // Dispatch: a queue for each store and each engine, so that SQLite blocks no shared thread.
    "FlowWorkspace": [
      "FlowModel", "JSONText", "FlowStore", "FlowAPI", "FlowSync", "CPosix", "Dispatch",
      "Synchronization", "Glibc",
    ],
    "TerminalScreen": ["CellGrid", "CNcurses", "CPosix", "Glibc"],
    // Synchronization: libmicrohttpd answers on a thread for each connection.
    "FlowServer": ["JSONText", "CSQLite", "CMicroHTTPD", "Synchronization", "Glibc"],
    "Workbench": ["JSONText", "TextEditing", "GraphLayout", "CellGrid", "FlowModel"],
    // FlowSync: plans, reports and progress are values of its own; no engine is made here.
    "MainLoop": [
      "Workbench", "CellGrid", "FlowModel", "TextEditing", "JSONText", "FlowSync",
      "FlowWorkspace", "Dispatch", "Synchronization", "Glibc",
    ],
    // FlowSync: the same values, printed.
    "Subcommands": ["FlowModel", "JSONText", "CellGrid", "Workbench", "FlowSync", "FlowWorkspace"],
    "weir": [
      "JSONText", "CellGrid", "FlowModel", "CPosix", "FlowWorkspace", "TerminalScreen",
      "Workbench", "MainLoop", "Subcommands", "Dispatch", "Synchronization", "Glibc",
    ],
    "weir-server": ["FlowServer", "CPosix", "Glibc"],
  ]

  /// C libraries, and the modules that may see them. CPosix is no library; several may.
  private let libraries: [String: Set<String>] = [
    "CNcurses": ["TerminalScreen"],
    "CSQLite": ["FlowStore", "FlowServer"],
    "CCurl": ["FlowAPI"],
    "CCrypto": ["FlowStore"],
    "CMicroHTTPD": ["FlowServer"],
  ]

  private let tools: Set<String> = ["weir-bench", "weir-screenshots"]

  private func imports(of file: SourceTree.File) -> [String] {
    file.lines.compactMap { line in
      let words = code(of: line).split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place <= 2, words.count > place + 1 else {
        return nil
      }
      return String(words[place + 1].split(separator: ".")[0])
    }
  }

  @Test("a module imports what the table allows, and nothing else")
  func table() throws {
    for file in try tree.files(in: "Sources") {
      guard let allowed = allowed[file.module] else { continue }
      for name in imports(of: file) {
        #expect(allowed.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test("every module of the layers has a line in the table")
  func complete() throws {
    // What measures or draws (weir-bench, weir-screenshots) imports what it measures or draws.
    for layer in ["Core", "Services", "App"] {
      for file in try tree.files(in: "Sources/\(layer)") where !tools.contains(file.module) {
        #expect(allowed[file.module] != nil, "\(file.module) is missing in the table")
      }
    }
  }

  @Test("a C library is seen by the modules that wrap it only")
  func oneWrapper() throws {
    for file in try tree.files(in: "Sources") {
      for name in imports(of: file) {
        if let wrappers = libraries[name] {
          #expect(wrappers.contains(file.module), "\(file.path) imports \(name)")
        }
      }
    }
  }

  @Test("nobody imports the whole of Foundation, or its networking")
  func noFoundation() throws {
    for file in try tree.files(in: "Sources") {
      for name in imports(of: file) {
        #expect(!["Foundation", "FoundationNetworking"].contains(name), "\(file.path)")
      }
    }
  }

  @Test("the screen's state knows no service, and the loop no terminal")
  func absences() throws {
    for file in try tree.files(in: "Sources/App/Workbench") {
      for name in imports(of: file) {
        let isService = name.hasPrefix("Flow") && name != "FlowModel"
        #expect(!isService && name != "TerminalScreen", "\(file.path) imports \(name)")
      }
    }
    for file in try tree.files(in: "Sources/App/MainLoop") {
      #expect(!imports(of: file).contains("TerminalScreen"), "\(file.path)")
    }
  }

  @Test("weir, the program, does not hold the local server")
  func noServerInside() throws {
    let manifest = try tree.text(of: "Package.swift")
    let start = try #require(manifest.firstRange(of: "\"weir\",\n      uses: ["))
    let uses = manifest[start.upperBound...].prefix { $0 != "]" }
    #expect(!uses.contains("FlowServer"))
    #expect(uses.contains("FlowWorkspace"), "the list of what weir uses was not found")
  }
}
