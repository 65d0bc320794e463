import Testing
import Workbench

/// Foreign bytes, and many of them.
@Suite struct EditorPasteTests {
  @Test(
    "every byte that is pasted stays, but for the CR of line ends",
    arguments: [
      ([0x00], [0x00]), ([0xEF, 0xBB, 0xBF, 0x31], [0xEF, 0xBB, 0xBF, 0x31]),
      ([0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80], [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80]),
      ([0xFF, 0xC3, 0x28], [0xFF, 0xC3, 0x28]), ([0x0D, 0x0A, 0x0D], [0x0A, 0x0A]),
      ([0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E], [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]),
    ] as [([UInt8], [UInt8])], [true, false])
  func bytes(pasted: ([UInt8], [UInt8]), isModal: Bool) {
    var driver = EditorDriver("‸ab", isModal: isModal)
    driver.type("<Right>")
    _ = driver.pane.paste(pasted.0)
    #expect(driver.pane.bytes == [0x61] + pasted.1 + [0x62])
    driver.type("<Left><Left><Right><Right>x")
    driver.type(isModal ? "uu" : "<C-z><C-z>")
    #expect(driver.pane.bytes == [0x61, 0x62])
  }

  @Test("a megabyte in one line is one step of undo")
  func megabyte() {
    var driver = EditorDriver("‸ab")
    _ = driver.pane.paste([UInt8](repeating: 0x78, count: 1 << 20))
    driver.type("w%b0$")
    #expect(driver.pane.bytes.count == 1 << 20 + 2)
    driver.type("u")
    #expect(driver.marked == "‸ab")
  }

  @Test("more than 64 MB is refused with a sentence")
  func tooLong() {
    var driver = EditorDriver("‸ab")
    let answer = driver.pane.paste([UInt8](repeating: 0x78, count: 64 << 20))
    #expect(
      answer.notice?.text
        == "Not pasted: 64 MB more would make the text longer than the 64 MB that are edited here.")
    #expect(driver.marked == "‸ab")
  }

  @Test("a register is not put back so often that the text becomes too long")
  func putBack() {
    var driver = EditorDriver("‸" + String(repeating: "x", count: 1000))
    driver.type("yy99999999p")
    #expect(driver.notices.last == "Not put back: the text would be longer than 64 MB.")
    #expect(driver.pane.bytes.count == 1000)
  }

  @Test("pasted text takes the place of what is marked, and is done again by the dot")
  func replacing() {
    var driver = EditorDriver("‸ab cd")
    driver.type("viw")
    driver.paste("x")
    #expect(driver.marked == "x‸ cd")
    driver.type("wi")
    driver.paste("yz")
    driver.type("<Esc>.")
    #expect(driver.marked == "x yy‸zzcd")
  }
}
