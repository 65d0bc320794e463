// swift-tools-version: 6.2
import PackageDescription

/// Compiler settings of every Swift target.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),  // an imported C type cannot leak into our API
  .enableUpcomingFeature("MemberImportVisibility"),  // each file names what it uses
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

/// A module lives in `Sources/<layer>/<name>` and uses only modules listed above it.
func module(_ name: String, in layer: String, uses: [String] = []) -> Target {
  .target(
    name: name, dependencies: uses.map { .byName(name: $0) },
    path: "Sources/\(layer)/\(name)", swiftSettings: strict)
}

/// A C library of Debian, seen through one module map and one shim header.
func library(_ name: String) -> Target {
  .systemLibrary(name: name, path: "Sources/System/\(name)")
}

func program(_ name: String, uses: [String], resources: [Resource] = []) -> Target {
  .executableTarget(
    name: name, dependencies: uses.map { .byName(name: $0) },
    path: "Sources/App/\(name)", resources: resources, swiftSettings: strict)
}

func tests(
  _ name: String, uses: [String], excluding excluded: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: uses.map { .byName(name: $0) },
    path: "Tests/\(name)", exclude: excluded, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "weir",
  products: [
    .executable(name: "weir", targets: ["weir"]),
    .executable(name: "weir-server", targets: ["weir-server"]),
  ],
  targets: [
    // Core: values only, no I/O.
    module("JSONText", in: "Core"),
    module("TextEditing", in: "Core"),
    module("GraphLayout", in: "Core"),
    module("CellGrid", in: "Core"),
    module("FlowModel", in: "Core", uses: ["JSONText"]),

    // System: one shim per C library.
    library("CNcurses"),
    library("CSQLite"),
    // Not linked but loaded when a server is asked: it brings thirty libraries.
    .target(
      name: "CCurl", path: "Sources/System/CCurl", linkerSettings: [.linkedLibrary("dl")]),
    library("CCrypto"),
    library("CMicroHTTPD"),
    .target(name: "CPosix", path: "Sources/System/CPosix"),

    // Services: I/O behind Swift API.
    module(
      "FlowStore", in: "Services", uses: ["FlowModel", "JSONText", "CSQLite", "CCrypto", "CPosix"]),
    module("FlowAPI", in: "Services", uses: ["FlowModel", "JSONText", "CCurl"]),
    module("FlowSync", in: "Services", uses: ["FlowModel", "JSONText", "FlowStore", "FlowAPI"]),
    module(
      "FlowWorkspace", in: "Services",
      uses: ["FlowModel", "JSONText", "FlowStore", "FlowAPI", "FlowSync", "CPosix"]),
    module("TerminalScreen", in: "Services", uses: ["CellGrid", "CNcurses", "CPosix"]),
    module("FlowServer", in: "Services", uses: ["JSONText", "CSQLite", "CMicroHTTPD"]),

    // App: what you see; the loop; main.
    module(
      "Workbench", in: "App",
      uses: ["JSONText", "TextEditing", "GraphLayout", "CellGrid", "FlowModel"]),
    module(
      "MainLoop", in: "App",
      uses: [
        "Workbench", "CellGrid", "FlowModel", "TextEditing", "JSONText", "FlowSync",
        "FlowWorkspace",
      ]),
    module(
      "Subcommands", in: "App",
      uses: ["FlowModel", "JSONText", "CellGrid", "Workbench", "FlowSync", "FlowWorkspace"]),
    program(
      "weir",
      uses: [
        "JSONText", "CellGrid", "FlowModel", "CPosix", "FlowWorkspace", "TerminalScreen",
        "Workbench", "MainLoop", "Subcommands",
      ]),
    program("weir-server", uses: ["FlowServer", "CPosix"]),
    // Its C and C++ programs are compiled when it runs: what weir is measured against.
    program(
      "weir-bench", uses: ["JSONText", "FlowModel", "FlowStore", "GraphLayout", "CPosix"],
      resources: ["list.c", "store.c", "fill.c", "edit.c", "save.c", "json.cpp"].map {
        .embedInCode("Floors/\($0)")
      }),
    program(
      "weir-screenshots",
      uses: [
        "JSONText", "CellGrid", "FlowModel", "FlowServer", "FlowWorkspace", "Workbench", "MainLoop",
      ]),

    // Tests mirror the modules.
    .target(
      name: "TestKit",
      dependencies: [
        "JSONText", "TextEditing", "CellGrid", "FlowModel", "FlowStore", "FlowAPI", "FlowSync",
        "FlowWorkspace", "FlowServer", "Workbench", "MainLoop",
      ].map { .byName(name: $0) },
      path: "Tests/TestKit", swiftSettings: strict),
    .target(name: "SoakKit", path: "Tests/SoakKit", swiftSettings: strict),
    .target(name: "HostileKit", path: "Tests/HostileKit", swiftSettings: strict),
    // A terminal to run programs in, and what it makes of all they send.
    .target(
      name: "TerminalKit", dependencies: ["CPosix"], path: "Tests/TerminalKit",
      swiftSettings: strict),
    .target(
      name: "SimulatorKit",
      dependencies: ["JSONText", "FlowModel", "FlowStore", "FlowAPI", "FlowSync", "SoakKit"].map {
        .byName(name: $0)
      },
      path: "Tests/SimulatorKit", swiftSettings: strict),
    .executableTarget(
      name: "weir-simulator",
      dependencies: ["SimulatorKit", "FlowModel"].map { .byName(name: $0) },
      path: "Tests/Simulator", swiftSettings: strict),
    tests("JSONTextTests", uses: ["JSONText", "SoakKit"]),
    tests("TextEditingTests", uses: ["TextEditing", "SoakKit"]),
    // Graphs with their drawings.
    tests(
      "GraphLayoutTests", uses: ["GraphLayout", "JSONText", "SoakKit"], excluding: ["Cases"]),
    tests("CellGridTests", uses: ["CellGrid", "SoakKit", "TerminalKit"]),
    tests("FlowModelTests", uses: ["FlowModel", "JSONText", "SoakKit"]),
    // One database of every released version.
    tests(
      "FlowStoreTests", uses: ["FlowStore", "FlowModel", "CSQLite", "TestKit", "SoakKit"],
      excluding: ["Released"]),
    tests(
      "FlowAPITests",
      uses: ["FlowAPI", "FlowModel", "JSONText", "FlowServer", "SoakKit", "HostileKit"]),
    tests(
      "FlowSyncTests",
      uses: ["FlowSync", "FlowAPI", "FlowStore", "FlowModel", "JSONText", "FlowServer", "TestKit"]),
    tests(
      "FlowWorkspaceTests",
      uses: ["FlowWorkspace", "FlowSync", "FlowModel", "JSONText", "FlowServer", "TestKit"]),
    tests("TerminalScreenTests", uses: ["TerminalScreen", "CellGrid", "CPosix", "TerminalKit"]),
    tests("FlowServerTests", uses: ["FlowServer", "JSONText", "FlowAPI"]),
    tests(
      "WorkbenchTests",
      uses: [
        "Workbench", "CellGrid", "FlowModel", "GraphLayout", "JSONText", "TextEditing", "TestKit",
        "SoakKit",
      ], excluding: ["Pictures"]),
    tests(
      "MainLoopTests",
      uses: [
        "MainLoop", "Workbench", "CellGrid", "FlowModel", "FlowWorkspace", "TextEditing",
        "JSONText",
        "TestKit",
      ]),
    tests(
      "SubcommandsTests",
      uses: [
        "Subcommands", "FlowWorkspace", "FlowSync", "FlowStore", "FlowModel", "JSONText",
        "CellGrid",
        "FlowServer", "Workbench", "TestKit",
      ]),
    tests(
      "ProgramTests",
      uses: [
        "JSONText", "FlowModel", "FlowStore", "FlowServer", "FlowWorkspace", "TestKit", "SoakKit",
        "HostileKit", "TerminalKit",
      ]),
    tests("SimulatorTests", uses: ["SimulatorKit", "SoakKit", "FlowModel", "FlowAPI"]),
    tests(
      "CrashTests",
      uses: ["JSONText", "FlowStore", "FlowServer", "FlowWorkspace", "TestKit", "SoakKit"]),
    tests("ArchitectureTests", uses: []),
  ],
  swiftLanguageModes: [.v6]
)
