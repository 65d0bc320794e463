import JSONText

extension SampleRecipes {
  private typealias Catalog = ComponentCatalog

  static func messages(_ system: String, user: String = "") -> JSONValue {
    var rows: [JSONValue] = [
      .object([("role", .string("system")), ("content", .string("<p>\(system)</p>"))])
    ]
    if !user.isEmpty {
      rows.append(.object([("role", .string("user")), ("content", .string("<p>\(user)</p>"))]))
    }
    return .array(rows)
  }

  static func modelConfig(_ model: String, temperature: String) -> JSONValue {
    .object([
      ("modelName", .string(model)), ("temperature", .number(temperature)),
      ("streaming", .boolean(true)), ("maxTokens", .string("")), ("topP", .string("")),
      ("FLOWISE_CREDENTIAL_ID", .string("2f7d1c90-55ab-4d1e-9c3f-8a60be71d4f2")),
    ])
  }

  /// Sorts messages and answers each sort in its own way; a person looks at the hard ones.
  static func triage(
    seed: UInt64, instructions: String, scenarios: [String], prompts: [String], note: String
  ) -> [UInt8] {
    var canvas = FlowCanvas(seed: seed)
    let start = canvas.add(
      Catalog.start, column: 0, row: 1,
      [
        "startState": .array([
          .object([("key", .string("urgency")), ("value", .string("normal"))]),
          .object([("key", .string("language")), ("value", .string(""))]),
        ]), "startPersistState": .boolean(true),
      ])
    let sort = canvas.add(
      Catalog.conditionAgent, column: 1, row: 1, label: "What is it about?",
      [
        "model": .string("chatOpenAI"),
        "conditionAgentInstructions": .string("<p>\(instructions)</p>"),
        "conditionAgentScenarios": .array(scenarios.map { .object([("scenario", .string($0))]) }),
        "modelConfig": modelConfig("gpt-4o-mini", temperature: "0"),
      ])
    canvas.connect(start, sort)
    for (index, prompt) in prompts.enumerated() {
      let writer = canvas.add(
        index == 0 ? Catalog.agent : Catalog.llm, column: 2, row: index, label: scenarios[index],
        [
          "messages": messages(prompt), "model": .string("chatOpenAI"),
          "modelConfig": modelConfig("gpt-4o", temperature: "0.5"),
          index == 0 ? "agentUserMessage" : "llmUserMessage":
            .string(
              "<p><span class=\"variable\" data-type=\"mention\" data-id=\"question\">{{ question }}</span></p>"
            ),
        ])
      canvas.connect(sort, writer, branch: index)
      let reply = canvas.add(
        Catalog.reply, column: 4, row: index,
        ["directReplyMessage": .string("<p>{{ \(writer) }}</p>")])
      guard index == 0 else {
        canvas.connect(writer, reply)
        continue
      }
      let person = canvas.add(
        Catalog.humanInput, column: 3, row: 0, label: "Ask a colleague",
        ["humanInputDescription": .string("<p>Send this answer?</p><p>{{ \(writer) }}</p>")])
      canvas.connect(writer, person)
      canvas.connect(person, reply, branch: 0)
      canvas.connect(person, writer, branch: 1)
    }
    canvas.note(note, column: 1, row: 3, isAgentFlow: true)
    return canvas.flowData()
  }

  /// Asks another service, decides by its answer, writes about it.
  static func lookup(
    seed: UInt64, url: String, code: String,
    condition: (value: String, operation: String, limit: String),
    prompt: String, otherwise: String, note: String
  ) -> [UInt8] {
    var canvas = FlowCanvas(seed: seed)
    let start = canvas.add(
      Catalog.start, column: 0, row: 0,
      [
        "startInputType": .string("formInput"), "formTitle": .string("Your number"),
        "formInputTypes": .array([
          .object([
            ("type", .string("string")), ("label", .string("Number")), ("name", .string("number")),
            ("options", .string("")),
          ])
        ]),
      ])
    let request = canvas.add(
      Catalog.httpRequest, column: 1, row: 0,
      [
        "url": .string(url),
        "headers": .array([
          .object([("key", .string("Accept")), ("value", .string("application/json"))])
        ]),
        "queryParams": .array([
          .object([("key", .string("number")), ("value", .string("{{ $form.number }}"))])
        ]),
      ])
    let function = canvas.add(
      Catalog.customFunction, column: 2, row: 0, label: "Pick what matters",
      [
        "customFunctionJavascriptFunction": .string(code),
        "customFunctionInputVariables": .array([
          .object([
            ("variableName", .string("answer")),
            ("variableValue", .string("{{ httpAgentflow_0 }}")),
          ])
        ]),
      ])
    let branch = canvas.add(
      Catalog.condition, column: 3, row: 0,
      [
        "conditions": .array([
          .object([
            ("type", .string("number")), ("value1", .string(condition.value)),
            ("operation", .string(condition.operation)), ("value2", .string(condition.limit)),
          ])
        ])
      ])
    let writer = canvas.add(
      Catalog.llm, column: 4, row: 0,
      [
        "messages": messages(prompt, user: "{{ customFunctionAgentflow_0 }}"),
        "modelConfig": modelConfig("gpt-4o-mini", temperature: "0.7"),
      ])
    let good = canvas.add(
      Catalog.reply, column: 5, row: 0, ["directReplyMessage": .string("<p>{{ \(writer) }}</p>")])
    let bad = canvas.add(
      Catalog.reply, column: 4, row: 1, ["directReplyMessage": .string(otherwise)])
    canvas.connect(start, request)
    canvas.connect(request, function)
    canvas.connect(function, branch)
    canvas.connect(branch, writer, branch: 0)
    canvas.connect(branch, bad, branch: 1)
    canvas.connect(writer, good)
    canvas.note(note, column: 2, row: 2, isAgentFlow: true)
    return canvas.flowData()
  }
}
