import JSONText

// Nodes of Agentflow V2: control flow, not wiring.
extension ComponentCatalog {
  private static func node(
    _ name: String, _ label: String, color: String, _ description: String,
    _ parameters: [ComponentParameter], outputs: Int = 1
  ) -> Component {
    Component(
      name: "\(name)Agentflow", label: label, type: label.split(separator: " ").joined(),
      baseClasses: [],
      category: "Agent Flows", description: description, version: .number("1.1"),
      family: .agentFlow, color: color,
      parameters: parameters, outputCount: outputs, size: (190, 72))
  }

  private static let state = ComponentParameter.table(
    "Update Flow State", "updateState",
    "Values of the flow's state that change when this node is done",
    columns: ["key", "value"])

  private static let messages = ComponentParameter.table(
    "Messages", "messages",
    "What the model reads, in order; the role is system, assistant, developer or user",
    columns: ["role", "content"])

  private static let model = ComponentParameter.choice(
    "Model", "model", models, standard: "chatOpenAI")

  private static let modelConfig = ComponentParameter(
    label: "Model Configuration", name: "modelConfig", type: "asyncOptions",
    details: [("loadMethod", .string("listModels")), ("loadConfig", .boolean(true))],
    standard: .object([]))

  static let start = node(
    "start", "Start", color: "#7EE787", "Where a conversation begins",
    [
      .choice(
        "Input Type", "startInputType",
        [
          ("chatInput", "A message begins the flow"), ("formInput", "A form is shown first"),
          ("webhookTrigger", "Another program begins it"),
          ("scheduleInput", "It begins at set times"),
        ], standard: "chatInput"),
      .text("Form Title", "formTitle", "Shown above the form"),
      .text("Form Description", "formDescription", rows: 4),
      .table(
        "Form Input Types", "formInputTypes", "Fields of the form",
        columns: ["type", "label", "name", "options"]),
      .flag("Ephemeral Memory", "startEphemeralMemory", "Forget everything when the run ends"),
      .table(
        "Flow State", "startState", "Values that live as long as the run",
        columns: ["key", "value"]),
      .flag(
        "Persist State", "startPersistState", "Keep the state for the next message of the session"),
    ])

  static let llm = node(
    "llm", "LLM", color: "#64B5F6", "Asks a model once",
    [
      model, modelConfig, messages,
      .flag(
        "Enable Memory", "llmEnableMemory", "Show the model what was said before", standard: true),
      .choice(
        "Memory Type", "llmMemoryType",
        [
          ("All Messages", "Everything that was said"), ("Window Size", "The last few messages"),
          ("Conversation Summary", "A summary, made anew each time"),
          ("Conversation Summary Buffer", "A summary of the old, the new word for word"),
        ], standard: "allMessages"),
      .number("Window Size", "llmMemoryWindowSize", "How many messages", standard: "20"),
      .text(
        "Input Message", "llmUserMessage", rows: 4, "Added at the end as the user's message",
        takesVariables: true),
      .choice(
        "Return Response As", "llmReturnResponseAs",
        [
          ("User Message", "As if the user had said it"),
          ("Assistant Message", "As the assistant's own"),
        ],
        standard: "userMessage"),
      .table(
        "JSON Structured Output", "llmStructuredOutput", "Makes the model answer in this shape",
        columns: ["key", "type", "enumValues", "description"]), state,
    ])

  static let agent = node(
    "agent", "Agent", color: "#4DD0E1", "Asks a model that may use tools and documents",
    [
      model, modelConfig, messages,
      .table(
        "Tools", "agentTools", "What the agent may call",
        columns: ["tool", "config", "humanApproval"]),
      .table(
        "Knowledge (Document Stores)", "agentKnowledgeDocumentStores", "Where the agent may search",
        columns: ["store", "description", "returnSources"]),
      .table(
        "Knowledge (Vector Embeddings)", "agentKnowledgeVSEmbeddings",
        "Vector stores that stand outside of the flow",
        columns: ["vectorStore", "embeddingModel", "name", "description"]),
      .flag(
        "Enable Memory", "agentEnableMemory", "Show the model what was said before", standard: true),
      .text(
        "Input Message", "agentUserMessage", rows: 4, "Added at the end as the user's message",
        takesVariables: true),
      .choice(
        "Return Response As", "agentReturnResponseAs",
        [
          ("User Message", "As if the user had said it"),
          ("Assistant Message", "As the assistant's own"),
        ],
        standard: "userMessage"), state,
    ])

  static let tool = node(
    "tool", "Tool", color: "#D4A373", "Calls one tool, always",
    [
      .init(
        label: "Tool", name: "toolAgentflowSelectedTool", type: "asyncOptions",
        details: [("loadMethod", .string("listTools")), ("loadConfig", .boolean(true))]),
      .table(
        "Tool Input Arguments", "toolInputArgs", "Names and values of the call",
        columns: ["inputArgName", "inputArgValue"]),
      state,
    ])

  static let condition = node(
    "condition", "Condition", color: "#FFB938", "Takes one of two ways by comparing values",
    [
      .table(
        "Conditions", "conditions", "All that hold lead to the first way, else the last is taken",
        columns: ["type", "value1", "operation", "value2"])
    ], outputs: 2)

  static let conditionAgent = node(
    "conditionAgent", "Condition Agent", color: "#ff8fab", "Lets a model choose the way",
    [
      model, modelConfig,
      .text(
        "Instructions", "conditionAgentInstructions", rows: 4, "How to choose", takesVariables: true
      ),
      .text(
        "Input", "conditionAgentInput", rows: 4, "What to judge", standard: "<p>{{ question }}</p>",
        takesVariables: true),
      .table("Scenarios", "conditionAgentScenarios", "One way each", columns: ["scenario"]),
      .flag("Override System Prompt", "conditionAgentOverrideSystemPrompt"),
    ], outputs: 3)

  static let humanInput = node(
    "humanInput", "Human Input", color: "#6E6EFD", "Waits until a person says yes or no",
    [
      .choice(
        "Description Type", "humanInputDescriptionType",
        [("Fixed", "The text below"), ("Dynamic", "A model writes what is to be decided")],
        standard: "fixed"),
      .text(
        "Description", "humanInputDescription", rows: 4, "What the person reads",
        takesVariables: true),
      .flag(
        "Enable Feedback", "humanInputEnableFeedback", "Let the person write why", standard: true),
    ], outputs: 2)

  static let httpRequest = node(
    "http", "HTTP", color: "#FF7F7F", "Sends one request to another service",
    [
      .choice(
        "Method", "method",
        [
          ("GET", "reads"), ("POST", "creates"), ("PUT", "replaces"), ("DELETE", "removes"),
          ("PATCH", "changes"),
        ],
        standard: "GET"),
      .text("URL", "url", isOptional: false, takesVariables: true),
      .table("Headers", "headers", "Sent along", columns: ["key", "value"]),
      .table("Query Params", "queryParams", "Behind the question mark", columns: ["key", "value"]),
      .choice(
        "Body Type", "bodyType",
        [("JSON", "application/json"), ("Raw", "as it is"), ("Form Data", "multipart")],
        standard: "json"),
      .text("Body", "body", rows: 4, takesVariables: true),
    ])

  static let customFunction = node(
    "customFunction", "Custom Function", color: "#E4B7FF", "Runs a few lines of JavaScript",
    [
      .table(
        "Input Variables", "customFunctionInputVariables", "Stand as $name in the code",
        columns: ["variableName", "variableValue"]),
      .code(
        "Javascript Function", "customFunctionJavascriptFunction",
        "What is returned goes to the next node"), state,
    ])

  static let reply = node(
    "directReply", "Direct Reply", color: "#4DDBBB", "Answers and ends",
    [
      .text(
        "Message", "directReplyMessage", rows: 4, "What the user reads", isOptional: false,
        takesVariables: true)
    ])
}
