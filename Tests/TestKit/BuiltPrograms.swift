import Glibc

/// The programs that were built with these tests.
package enum BuiltPrograms {
  /// The folder that holds `weir` and `weir-server`: where the test bundle stands, or else where
  /// SwiftPM builds. nil: they are not built.
  package static let folder: String? = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
    let bundle = executable().map(parent) ?? ""
    let candidates =
      [bundle, parent(CommandLine.arguments[0]), parent(bundle)]
      + ["debug", "release"].map { "\(root)/.build/\($0)" }
    return candidates.first { access("\($0)/weir", X_OK) == 0 }
  }()

  private static func executable() -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func parent(_ path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}
