import CellGrid
import FlowModel
import FlowWorkspace
import Glibc

/// Draws `FOLDER/*.svg`, and records `FOLDER/tour.cast`: the real program, played by keys on the
/// demo data.
@main
struct WeirScreenshots {
  static func main() {
    guard CommandLine.arguments.count == 2, let folder = CommandLine.arguments.last else {
      complain("usage: weir-screenshots FOLDER   (run it where themes/ is)")
      exit(2)
    }
    do {
      try drawAll(into: folder)
    } catch {
      complain("\(error)")
      exit(1)
    }
  }

  private static func drawAll(into folder: String) throws {
    _ = mkdir(folder, 0o755)
    for story in Story.all {
      let stage = try Stage(story)
      defer { stage.remove() }
      let (pictures, recording) = try stage.play()
      if story.isTour {
        try write(recording.bytes, to: "\(folder)/tour.cast")
        say("\(folder)/tour.cast")
      }
      for picture in pictures {
        let path = "\(folder)/\(picture.name).svg"
        let bytes = Array(picture.frame.svg(page: picture.page, caption: picture.caption).utf8)
        try write(bytes, to: path)
        say(path)
      }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else {
      throw Problem(.failed, "\(path) cannot be written.", detail: SystemError.sentence(errno))
    }
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count else {
      throw Problem(.failed, "\(path) could not be written whole.")
    }
  }

  private static func say(_ line: String) { put(line, to: 1) }
  private static func complain(_ line: String) { put("weir-screenshots: " + line, to: 2) }

  private static func put(_ line: String, to descriptor: Int32) {
    let bytes = Array((line + "\n").utf8)
    // Where nobody listens there is nobody to tell.
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}
