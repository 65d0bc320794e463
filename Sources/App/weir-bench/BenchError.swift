import Glibc

/// Why something could not be measured; a sentence for people.
enum BenchError: Error, Equatable {
  case usage(String)
  case failed(String)

  var sentence: String {
    switch self {
    case .usage(let text), .failed(let text): text
    }
  }

  var isUsage: Bool { if case .usage = self { true } else { false } }

  /// What the system said.
  static func system(_ what: String, _ code: Int32) -> BenchError {
    .failed("\(what): \(String(cString: strerror(code))).")
  }
}
