import CPosix
import Glibc
import Testing

@testable import TerminalScreen

@Suite struct FrameGathererTests {
  /// Two ends of a pipe; the write end stands for the terminal, `file` for ncurses' own.
  private struct Ends {
    let terminal: Int32
    let reading: Int32
    let file: UnsafeMutablePointer<FILE>

    init() throws {
      var ends: (Int32, Int32) = (-1, -1)
      try #require(cposix_wake_up_pipe(&ends.0, &ends.1) == 0)
      (reading, terminal) = ends
      file = try #require(fdopen(dup(terminal), "w"))
    }

    func close() {
      fclose(file)
      Glibc.close(terminal)
      Glibc.close(reading)
    }

    func write(_ text: String) {
      fputs(text, file)
      fflush(file)
    }

    /// What has reached the terminal since the last question.
    var shown: String {
      var bytes = [UInt8](repeating: 0, count: 65536)
      let count = read(reading, &bytes, bytes.count)
      return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
  }

  @Test("what is written while it gathers is given, and not written")
  func gathering() throws {
    let ends = try Ends()
    defer { ends.close() }
    let gatherer = FrameGatherer(file: ends.file, terminal: ends.terminal)
    let bytes = gatherer.gather {
      ends.write("one")
      ends.write("two")
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "onetwo")
    #expect(ends.shown == "")
    ends.write("three")
    #expect(ends.shown == "three")
  }

  @Test(
    "a look that is reset at once is left out, and no other",
    arguments: [
      ("a\u{1B}[39m\u{1B}[mb", "a\u{1B}[mb"), ("\u{1B}[39;49m\u{1B}[0;1mb", "\u{1B}[0;1mb"),
      ("\u{1B}[31m\u{1B}[1mb", "\u{1B}[31m\u{1B}[1mb"), ("\u{1B}[39m", "\u{1B}[39m"),
      ("a\u{1B}[39m\u{1B}(B\u{1B}[mb", "a\u{1B}[mb"), ("\u{1B}(B\u{1B}[0;1mb", "\u{1B}[0;1mb"),
      ("\u{1B}[39m \u{1B}[m", "\u{1B}[39m \u{1B}[m"),
      ("\u{1B}[2;5H\u{1B}[m", "\u{1B}[2;5H\u{1B}[m"),
    ])
  func idleLooks(_ written: String, _ sent: String) throws {
    let ends = try Ends()
    defer { ends.close() }
    let gatherer = FrameGatherer(file: ends.file, terminal: ends.terminal)
    // The first frame goes as it is.
    #expect(String(decoding: gatherer.gather { ends.write(written) }, as: UTF8.self) == written)
    #expect(String(decoding: gatherer.gather { ends.write(written) }, as: UTF8.self) == sent)
  }

  @Test("a frame starts with nothing of the one before, whatever their sizes")
  func frames() throws {
    let ends = try Ends()
    defer { ends.close() }
    let gatherer = FrameGatherer(file: ends.file, terminal: ends.terminal)
    for count in [100_000, 3, 0, 50] {
      let text = String(repeating: "x", count: count)
      #expect(gatherer.gather { ends.write(text) }.count == count)
    }
  }
}
