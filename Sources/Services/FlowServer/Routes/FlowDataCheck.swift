import JSONText

/// What Flowise looks at in `flowData` before and after it stores a row.
enum FlowDataCheck {
  /// Why Flowise would fail on this text; nil when it takes it. It iterates over `nodes` and reads
  /// `data` of each.
  static func fault(in text: [UInt8]) -> String? {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: text)
    } catch {
      return error.sentence
    }
    guard let nodes = document.root["nodes"], nodes.kind == .array else {
      return document.root.kind == .null
        ? "Cannot read properties of null (reading 'nodes')"
        : "parsedFlowData.nodes is not iterable"
    }
    for node in nodes.elements where node["data"].map({ $0.kind == .null }) ?? true {
      return "Cannot read properties of undefined (reading 'category')"
    }
    return nil
  }

  /// A start node that wants a schedule and does not say which kind: Flowise stores the row, then
  /// answers 400.
  static func lacksScheduleMode(_ text: [UInt8]) -> Bool {
    guard let nodes = JSONDocument(tolerating: text).root["nodes"] else { return false }
    return nodes.elements.contains { node in
      let data = node["data"]
      return data?["name"]?.string == "startAgentflow"
        && data?["inputs"]?["startInputType"]?.string == "scheduleInput"
        && (data?["inputs"]?["scheduleInputMode"]?.string ?? "").isEmpty
    }
  }

  /// The text with files in it replaced by references, as Flowise stores it; nil when it holds
  /// none.
  ///
  /// Only then does Flowise print `flowData` anew; otherwise every byte is kept.
  static func withoutFiles(_ text: [UInt8]) -> [UInt8]? {
    var edited = text
    let nodes = JSONDocument(tolerating: text).root["nodes"].map { Array($0.elements) } ?? []
    // From the end, so that the ranges before it stay true.
    for node in nodes.reversed() {
      guard let data = node["data"], data["category"]?.string == "Document Loaders",
        let inputs = data["inputs"].map({ Array($0.members) })
      else { continue }
      for input in inputs.reversed() {
        guard let value = input.value.string, isFile(value) else { continue }
        let reference = JSONString.literal("FILE-STORAGE::\(fileName(of: value))")
        edited.replaceSubrange(input.value.range, with: reference)
      }
    }
    return edited == text ? nil : JSONFormatter.compact(JSONDocument(tolerating: edited).root)
  }

  /// `chatbotConfig` as Flowise stores it: the list of upload types filtered, and then the whole
  /// printed anew.
  static func sanitizedConfig(_ text: [UInt8]) -> [UInt8] {
    let node = JSONDocument(tolerating: text).root["fullFileUpload"]?["allowedUploadFileTypes"]
    guard let node, let list = node.string else { return text }
    let kept = list.split(separator: ",").filter { allowedUploads.contains(String($0)) }
    var edited = text
    edited.replaceSubrange(node.range, with: JSONString.literal(kept.joined(separator: ",")))
    return JSONFormatter.compact(JSONDocument(tolerating: edited).root)
  }

  private static let allowedUploads: Set = [
    "text/css", "text/csv", "text/html", "application/json", "text/markdown", "text/yaml",
    "application/x-yaml", "application/pdf", "application/sql", "text/plain", "application/xml",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  ]

  private static func isFile(_ value: String) -> Bool {
    value.prefix(5).lowercased() == "data:" && value.contains(";base64")
  }

  // `data:application/pdf;base64,AAAA,filename:terms.pdf`
  private static func fileName(of value: String) -> String {
    let last = value.split(separator: ",").last ?? ""
    return last.hasPrefix("filename:") ? String(last.dropFirst("filename:".count)) : "file"
  }
}
