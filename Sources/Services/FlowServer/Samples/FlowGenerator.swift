import Glibc
import JSONText

/// Makes any number of chatflows, one at a time: the same for the same seed and index, whatever was
/// made before.
///
/// Sizes are log-normal: median 20 KB, mean about 45 KB, at most 2 MB.
struct FlowGenerator {
  /// A row ready to be stored.
  struct Made {
    let id: String
    let type: String
    let name: String
    let created: Int64
    let updated: Int64
    /// As ``ChatflowRow/content`` writes it.
    let content: [UInt8]
  }

  private static let medianSize = 20_000.0
  private static let spread = 1.38
  private static let largest = 2_000_000.0
  /// All generated dates lie before 15 June 2025.
  private static let newest: Int64 = 1_749_945_600_000

  private let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  private static let textInputs = [
    "chatOpenAI": "stopSequence", "conversationChain": "systemMessagePrompt",
    "promptTemplate": "template",
    "conversationalRetrievalQAChain": "responsePrompt", "toolAgent": "systemMessage",
    "customTool": "customToolFunc",
    "retrieverTool": "description", "supervisor": "supervisorPrompt", "worker": "workerPrompt",
    "llmAgentflow": "llmUserMessage", "agentAgentflow": "agentUserMessage", "httpAgentflow": "body",
    "conditionAgentAgentflow": "conditionAgentInstructions",
    "humanInputAgentflow": "humanInputDescription",
    "customFunctionAgentflow": "customFunctionJavascriptFunction",
    "directReplyAgentflow": "directReplyMessage",
  ]

  private static let classic = ComponentCatalog.classic.map(template)
  private static let agentFlow = ComponentCatalog.agentFlow.dropFirst().map(template)
  private static let start = template(ComponentCatalog.start)
  private static let team = template(ComponentCatalog.supervisor)

  /// Sentences as they stand in a JSON string inside a JSON string.
  private static let sentences: [[UInt8]] = GeneratorWords.sentences.map { sentence in
    let once = JSONString.literal(sentence).dropFirst().dropLast()
    return Array(JSONString.literal(bytes: Array(once)).dropFirst().dropLast())
  }

  private static func template(_ component: Component) -> NodeTemplate {
    NodeTemplate(component, textInput: textInputs[component.name])
  }

  func flow(_ index: Int) -> Made {
    var random = ServerRandom(seed: seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(index))
    _ = random.next()
    let type = random.pick([
      "CHATFLOW", "CHATFLOW", "CHATFLOW", "AGENTFLOW", "AGENTFLOW", "MULTIAGENT", "ASSISTANT",
    ])
    let name = Self.name(index, &random)
    let size = Int(min(Self.largest, Self.medianSize * exp(Self.spread * Self.normal(&random))))
    let updated = Self.newest - Int64(random.below(60_000_000)) * 1000
    return Made(
      id: random.uuid(), type: type, name: name,
      created: updated - Int64(random.below(30_000_000)) * 1000, updated: updated,
      content: content(name: name, type: type, size: size, &random))
  }

  private func content(name: String, type: String, size: Int, _ random: inout ServerRandom)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 20_000)
    bytes += Array("\"name\":".utf8) + JSONString.literal(name) + Array(",\"flowData\":\"".utf8)
    appendFlowData(type: type, size: size, &random, to: &bytes)
    let deployed = random.below(3) == 0
    let category = random.below(3) == 0 ? "null" : "\"\(random.pick(GeneratorWords.categories))\""
    bytes +=
      """
      ","deployed":\(deployed),"isPublic":\(random.below(9) == 0),"apikeyid":null,"chatbotConfig":null,\
      "apiConfig":null,"analytic":null,"speechToText":null,"textToSpeech":null,"followUpPrompts":null,\
      "category":\(category),"type":"\(type)","mcpServerConfig":null,"webhookSecretConfigured":false
      """.utf8
    return bytes
  }

  private func appendFlowData(
    type: String, size: Int, _ random: inout ServerRandom, to bytes: inout [UInt8]
  ) {
    let first = type == "AGENTFLOW" ? Self.start : type == "MULTIAGENT" ? Self.team : nil
    let others = type == "AGENTFLOW" ? Self.agentFlow : Self.classic
    // Real flows grow by nodes up to some dozens; beyond that by the texts in them.
    let count = min(60, max(1, size / 5200))
    let templates = (0..<count).map { $0 == 0 ? first ?? random.pick(others) : random.pick(others) }
    let missing = size - templates.reduce(0) { $0 + $1.size }
    let textSize = max(120, missing / count)
    var counters: [String: Int] = [:]
    let ids = templates.map { template in
      let number = counters[template.component.name, default: 0]
      counters[template.component.name] = number + 1
      return "\(template.component.name)_\(number)"
    }
    bytes += #"{\"nodes\":["#.utf8
    for (index, template) in templates.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let x = Double(index % 6) * 380 + Double.random(in: -90..<90, using: &random)
      let y = Double(index / 6) * 560 + Double.random(in: -90..<90, using: &random)
      template.append(
        id: Array(ids[index].utf8), x: Array("\(x)".utf8), y: Array("\(y)".utf8),
        text: { appendText(textSize, &random, to: &$0) }, to: &bytes)
    }
    bytes += #"],\"edges\":["#.utf8
    for index in 1..<max(1, count) {
      if index > 1 { bytes.append(UInt8(ascii: ",")) }
      let (from, to) = (templates[index - 1].component, templates[index].component)
      let source = from.outputHandle(of: ids[index - 1])
      let target = to.inputHandle(of: ids[index], to.anchors.first?.name ?? "")
      let kind = from.family == .agentFlow ? "agentFlow" : "buttonedge"
      bytes +=
        """
        {\\"source\\":\\"\(ids[index - 1])\\",\\"sourceHandle\\":\\"\(source)\\",\\"target\\":\\"\(ids[index])\\",\
        \\"targetHandle\\":\\"\(target)\\",\\"type\\":\\"\(kind)\\",\
        \\"id\\":\\"\(ids[index - 1])-\(source)-\(ids[index])-\(target)\\"}
        """.utf8
    }
    bytes +=
      #"],\"viewport\":{\"x\":\#(Double.random(in: -300..<300, using: &random)),\"y\":12,\"zoom\":0.75}}"#
      .utf8
  }

  private func appendText(_ size: Int, _ random: inout ServerRandom, to bytes: inout [UInt8]) {
    let end = bytes.count + size
    let sentences = Self.sentences
    while bytes.count < end { bytes += sentences[random.below(sentences.count)] }
  }

  private static func name(_ index: Int, _ random: inout ServerRandom) -> String {
    let words = random.pick(GeneratorWords.names)
    let name = random.pick(words.topics) + words.joint + random.pick(words.things)
    return random.below(2) == 0 ? name : "\(name) \(index + 1)"
  }

  // Box and Muller: two even numbers make a normal one.
  private static func normal(_ random: inout ServerRandom) -> Double {
    let first = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random)
    let second = Double.random(in: 0..<1, using: &random)
    return sqrt(-2 * log(first)) * cos(2 * .pi * second)
  }
}
