import Glibc

/// Plays a person with an editor: breaks the text the first time, mends it the second.
final class EditorFile {
  /// What the file held each time it was opened.
  private(set) var texts: [String] = []

  func open(_ path: String) {
    texts.append(read(path))
    let text =
      texts.count == 1 ? "{\n  \"nodes\": ,[]\n}" : "{\"nodes\": [], \"edges\": [], \"x\": 1}"
    guard let file = fopen(path, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  private func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
  }
}
