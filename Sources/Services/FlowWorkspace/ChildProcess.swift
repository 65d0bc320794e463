import CPosix
import Glibc

/// Runs a program by its arguments: no shell, no terminal, none of our descriptors.
package enum ChildProcess {
  /// What a program printed before it ended.
  package struct Result: Hashable, Sendable {
    /// Its exit status; a signal's number, negative, when one ended it.
    package var status: Int32
    package var output: [UInt8]
    package var errors: [UInt8]
  }

  package enum Failure: Error, Hashable, Sendable {
    case notFound
    case couldNotStart(code: Int32)
    case tookTooLong
    case printedTooMuch
  }

  /// - Parameters:
  ///   - environment: the whole environment of the program.
  ///   - seconds: after which it and its children are killed.
  ///   - limit: bytes of standard output; more ends it. 4 KiB of standard error are kept.
  package static func run(
    _ arguments: [String], environment: [String: String], seconds: Int, limit: Int
  ) throws(Failure) -> Result {
    guard let program = arguments.first, !program.isEmpty else { throw .notFound }
    var output = [UInt8](repeating: 0, count: limit)
    var errors = [UInt8](repeating: 0, count: 4096)
    var outputCount = 0
    var errorCount = 0
    var waitStatus: Int32 = 0
    let code = withCStrings(arguments) { argumentPointers in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environmentPointers in
        output.withUnsafeMutableBytes { out in
          errors.withUnsafeMutableBytes { err in
            cposix_capture(
              argumentPointers, environmentPointers, Int32(seconds * 1000), out.baseAddress,
              out.count, &outputCount, err.baseAddress, err.count, &errorCount, &waitStatus)
          }
        }
      }
    }
    switch code {
    case 0: break
    case ENOENT: throw .notFound
    case ETIMEDOUT: throw .tookTooLong
    case EMSGSIZE: throw .printedTooMuch
    default: throw .couldNotStart(code: code)
    }
    return Result(
      status: cposix_exit_code(waitStatus), output: Array(output[..<outputCount]),
      errors: Array(errors[..<errorCount]))
  }

  /// Runs a program that reads `input` and prints to nobody. What it leaves in the background, as
  /// those that serve a clipboard do, runs on.
  ///
  /// - Returns: its exit status; a signal's number, negative, when one ended it.
  static func feed(
    _ input: [UInt8], to arguments: [String], environment: [String: String], seconds: Int
  ) throws(Failure) -> Int32 {
    var waitStatus: Int32 = 0
    let code = withCStrings(arguments) { argumentPointers in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environmentPointers in
        input.withUnsafeBytes { bytes in
          cposix_feed(
            argumentPointers, environmentPointers, Int32(seconds * 1000),
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &waitStatus)
        }
      }
    }
    switch code {
    case 0: return cposix_exit_code(waitStatus)
    case ENOENT: throw .notFound
    case ETIMEDOUT: throw .tookTooLong
    default: throw .couldNotStart(code: code)
    }
  }

  /// Where a program stands that PATH of this environment leads to; nil when it is nowhere.
  static func program(_ name: String, environment: [String: String]) -> String? {
    (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  /// Splits a command line at blanks, quotes respected; nothing else is special, no shell is run.
  ///
  /// - Returns: nil when a quote is left open.
  package static func arguments(of line: String) -> [String]? {
    var result: [String] = []
    var current = ""
    var hasCurrent = false
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { current.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        hasCurrent = true
      } else if character == " " || character == "\t" || character == "\n" {
        if hasCurrent { result.append(current) }
        current = ""
        hasCurrent = false
      } else {
        current.append(character)
        hasCurrent = true
      }
    }
    if quote != nil { return nil }
    if hasCurrent { result.append(current) }
    return result
  }
}

/// Lends a NULL-terminated array of C strings.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
    capacity: strings.count + 1)
  for (index, text) in strings.enumerated() {
    (pointers + index).initialize(to: strdup(text))
  }
  (pointers + strings.count).initialize(to: nil)
  defer {
    for index in strings.indices { free(pointers[index]) }
    pointers.deallocate()
  }
  return body(pointers)
}
