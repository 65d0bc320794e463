import JSONText

/// The arrangements that sample flows share; each is what somebody would draw for the purpose.
enum SampleRecipes {
  private typealias Catalog = ComponentCatalog

  /// A model, a memory, one instruction.
  static func conversation(
    seed: UInt64, system: String, model: String, temperature: String, note: String? = nil
  ) -> [UInt8] {
    var canvas = FlowCanvas(seed: seed)
    let chat = canvas.add(
      Catalog.chatModel, column: 0, row: 0,
      ["modelName": .string(model), "temperature": .number(temperature)])
    let memory = canvas.add(Catalog.memory, column: 0, row: 1)
    let chain = canvas.add(
      Catalog.conversationChain, column: 1, row: 0, ["systemMessagePrompt": .string(system)])
    canvas.connect(chat, chain, "model")
    canvas.connect(memory, chain, "memory")
    if let note { canvas.note(note, column: 2, row: 0) }
    return canvas.flowData()
  }

  /// Documents cut, measured, stored, found and answered from.
  static func library(
    seed: UInt64, collection: String, prompt: String, model: String, topK: String, note: String
  ) -> [UInt8] {
    var canvas = FlowCanvas(seed: seed)
    let splitter = canvas.add(
      Catalog.splitter, column: 0, row: 0,
      ["chunkSize": .number("1400"), "chunkOverlap": .number("150")])
    let pages = canvas.add(Catalog.documents, column: 1, row: 0, ["usage": .string("perPage")])
    let vectors = canvas.add(Catalog.embeddings, column: 1, row: 1)
    let store = canvas.add(
      Catalog.vectorStore, column: 2, row: 0,
      [
        "qdrantCollection": .string(collection), "topK": .number(topK),
        "qdrantFilter": .string(
          "{\"must\":[{\"key\":\"metadata.valid\",\"match\":{\"value\":true}}]}"),
      ])
    let chat = canvas.add(
      Catalog.chatModel, column: 2, row: 1,
      ["modelName": .string(model), "temperature": .number("0.2"), "maxTokens": .number("900")])
    let memory = canvas.add(
      Catalog.memory, column: 3, row: 1, ["sessionId": .string("{{$flow.sessionId}}")])
    let chain = canvas.add(
      Catalog.retrievalChain, column: 3, row: 0, ["responsePrompt": .string(prompt)])
    canvas.connect(splitter, pages, "textSplitter")
    canvas.connect(pages, store, "document")
    canvas.connect(vectors, store, "embeddings")
    canvas.connect(store, chain, "vectorStoreRetriever")
    canvas.connect(chat, chain, "model")
    canvas.connect(memory, chain, "memory")
    canvas.note(note, column: 4, row: 0)
    return canvas.flowData()
  }

  /// A filled-in prompt and a model.
  static func form(seed: UInt64, template: String, values: String, model: String) -> [UInt8] {
    var canvas = FlowCanvas(seed: seed)
    let prompt = canvas.add(
      Catalog.promptTemplate, column: 0, row: 0,
      ["template": .string(template), "promptValues": .string(values)])
    let chat = canvas.add(
      Catalog.chatModel, column: 0, row: 1,
      ["modelName": .string(model), "temperature": .number("0"), "streaming": .boolean(false)])
    let chain = canvas.add(Catalog.llmChain, column: 1, row: 0, ["chainName": .string("extract")])
    canvas.connect(prompt, chain, "prompt")
    canvas.connect(chat, chain, "model")
    return canvas.flowData()
  }

  struct Tool {
    let name: String
    let about: String
    let code: String
  }

  /// An agent with functions of its own and a document store to search.
  static func toolbox(
    seed: UInt64, system: String, tools: [Tool], collection: String, model: String
  ) -> [UInt8] {
    var canvas = FlowCanvas(seed: seed)
    let agent = canvas.add(
      Catalog.toolAgent, column: 3, row: 0,
      ["systemMessage": .string(system), "maxIterations": .number("8")])
    let chat = canvas.add(
      Catalog.chatModel, column: 2, row: 0,
      ["modelName": .string(model), "temperature": .number("0.3")])
    let memory = canvas.add(Catalog.memory, column: 2, row: 1)
    for (index, tool) in tools.enumerated() {
      let id = canvas.add(
        Catalog.customTool, column: index % 2, row: 2 + index / 2,
        [
          "customToolName": .string(tool.name), "customToolDesc": .string(tool.about),
          "customToolFunc": .string(tool.code),
          "customToolSchema": .string(
            "[{\"id\":0,\"property\":\"value\",\"description\":\"what to look up\",\"type\":\"string\",\"required\":true}]"
          ),
        ])
      canvas.connect(id, agent, "tools")
    }
    let vectors = canvas.add(Catalog.embeddings, column: 0, row: 1)
    let store = canvas.add(
      Catalog.vectorStore, column: 1, row: 0, ["qdrantCollection": .string(collection)])
    let search = canvas.add(
      Catalog.retrieverTool, column: 1, row: 1,
      [
        "name": .string("search_\(collection)"),
        "description": .string("Search here before you answer from memory."),
      ])
    canvas.connect(vectors, store, "embeddings")
    canvas.connect(store, search, "retriever")
    canvas.connect(search, agent, "tools")
    canvas.connect(memory, agent, "memory")
    canvas.connect(chat, agent, "model")
    return canvas.flowData()
  }

  /// A supervisor and its workers.
  static func team(seed: UInt64, lead: String, workers: [(name: String, prompt: String)]) -> [UInt8]
  {
    var canvas = FlowCanvas(seed: seed)
    let chat = canvas.add(
      Catalog.chatModel, column: 0, row: 0,
      ["modelName": .string("gpt-4o"), "temperature": .number("0.4")])
    let supervisor = canvas.add(
      Catalog.supervisor, column: 1, row: 0,
      ["supervisorPrompt": .string(lead), "summarization": .boolean(true)])
    canvas.connect(chat, supervisor, "model")
    for (index, member) in workers.enumerated() {
      let worker = canvas.add(
        Catalog.worker, column: 2 + index % 2, row: index / 2,
        ["workerName": .string(member.name), "workerPrompt": .string(member.prompt)])
      canvas.connect(supervisor, worker, "supervisor")
      let tool = canvas.add(
        Catalog.customTool, column: 2 + index % 2, row: 3 + index / 2,
        [
          "customToolName": .string("notes_of_\(index)"),
          "customToolFunc": .string("return $flow.state.notes ?? '';"),
        ])
      canvas.connect(tool, worker, "tools")
    }
    canvas.note(
      "Add a worker: copy one, connect it to the supervisor, name it in the prompt.", column: 1,
      row: 1)
    return canvas.flowData()
  }
}
