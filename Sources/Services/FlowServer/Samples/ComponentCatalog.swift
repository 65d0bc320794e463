import JSONText

/// The components that sample flows are made of: the common ones of both families, described in our
/// own words.
enum ComponentCatalog {
  static let chatModel = Component(
    name: "chatOpenAI", label: "ChatOpenAI", type: "ChatOpenAI",
    baseClasses: ["BaseChatModel", "BaseLanguageModel", "Runnable"], category: "Chat Models",
    description: "Talks to a hosted chat model through its chat completion endpoint",
    version: .number("8.3"),
    parameters: [
      .credential("openAIApi"),
      .choice("Model Name", "modelName", models, standard: "gpt-4o-mini"),
      .number(
        "Temperature", "temperature", step: "0.1",
        "How freely the model picks words: 0 always the likeliest, 1 with imagination",
        standard: "0.9"
      ),
      .flag("Streaming", "streaming", "Send words as they come", standard: true),
      .number(
        "Max Tokens", "maxTokens", "The longest answer, in tokens; empty for the model's own limit"),
      .number(
        "Top Probability", "topP", step: "0.1", "Choose only among words that make up this share"),
      .number(
        "Frequency Penalty", "frequencyPenalty", step: "0.1", "Above 0: fewer repeated words"),
      .number("Presence Penalty", "presencePenalty", step: "0.1", "Above 0: more new subjects"),
      .number("Timeout", "timeout", "Milliseconds until a request is given up"),
      .text("Base Path", "basepath", "Another host that speaks the same protocol"),
      .text("Proxy Url", "proxyUrl"),
      .text(
        "Stop Sequence", "stopSequence", rows: 4, "Texts that end an answer, separated by commas"),
      .text("Base Options", "baseOptions", "Further headers or options as a JSON object"),
      .flag("Allow Image Uploads", "allowImageUploads", "Pass uploaded pictures to the model"),
      .choice(
        "Image Resolution", "imageResolution",
        [
          ("Low", "Few tokens, rough"), ("High", "Many tokens, exact"),
          ("Auto", "The model chooses"),
        ],
        standard: "low"),
      .choice("Reasoning Effort", "reasoningEffort", efforts, standard: "medium"),
    ], anchors: [.init(label: "Cache", name: "cache", type: "BaseCache", isOptional: true)],
    size: (300, 670))

  static let models: [(String, String)] = [
    ("gpt-4o-mini", "small, fast, cheap; enough for sorting and short answers"),
    ("gpt-4o", "the all-round one, sees pictures"),
    ("gpt-4.1", "long context, follows long instructions"),
    ("gpt-4.1-mini", "long context at a lower price"),
    ("o3-mini", "thinks before it answers; slow"),
    ("claude-sonnet-4", "careful with long documents and code"),
    ("claude-haiku-3-5", "short answers within a second"),
    ("mistral-large", "hosted in Europe"),
    ("gemini-2.0-flash", "very long context, fast"),
    ("llama-3.3-70b", "open weights, for hosts of your own"),
  ]

  static let efforts = [
    ("Low", "Few hidden steps"), ("Medium", "A balance of time and care"),
    ("High", "As many steps as it takes"),
  ]

  static let memory = Component(
    name: "bufferMemory", label: "Buffer Memory", type: "BufferMemory",
    baseClasses: ["BaseChatMemory", "BaseMemory"], category: "Memory",
    description: "Keeps the messages of a conversation and hands them to the chain",
    version: .integer(2),
    parameters: [
      .text("Session Id", "sessionId", "Whose conversation; empty lets the server make one up"),
      .text(
        "Memory Key", "memoryKey", "The name under which prompts find it", standard: "chat_history"),
    ], size: (300, 250))

  static let conversationChain = Component(
    name: "conversationChain", label: "Conversation Chain", type: "ConversationChain",
    baseClasses: ["LLMChain", "BaseChain", "Runnable"], category: "Chains",
    description: "A chat model with a memory and one instruction", version: .integer(3),
    parameters: [
      .text(
        "System Message", "systemMessagePrompt", rows: 4,
        "Who the assistant is, what it may and may not do. With a prompt template connected this is ignored.",
        standard: "You are a patient assistant. Say so when you do not know.")
    ],
    anchors: [
      .init(label: "Chat Model", name: "model", type: "BaseChatModel"),
      .init(label: "Memory", name: "memory", type: "BaseMemory"),
      .init(
        label: "Chat Prompt Template", name: "chatPromptTemplate", type: "ChatPromptTemplate",
        isOptional: true),
      .init(
        label: "Input Moderation", name: "inputModeration", type: "Moderation", isOptional: true,
        isList: true),
    ], size: (300, 435))

  static let promptTemplate = Component(
    name: "promptTemplate", label: "Prompt Template", type: "PromptTemplate",
    baseClasses: ["BaseStringPromptTemplate", "BasePromptTemplate", "Runnable"],
    category: "Prompts",
    description: "A text with blanks to fill in",
    parameters: [
      .text(
        "Template", "template", rows: 4, "Names in braces are filled from the values below",
        isOptional: false),
      .init(
        label: "Format Prompt Values", name: "promptValues", type: "json",
        details: [
          ("optional", .boolean(true)), ("acceptVariable", .boolean(true)),
          ("list", .boolean(true)),
        ]),
    ], size: (300, 513))

  static let llmChain = Component(
    name: "llmChain", label: "LLM Chain", type: "LLMChain", baseClasses: ["BaseChain", "Runnable"],
    category: "Chains", description: "Fills a prompt, asks the model, gives the answer on",
    version: .integer(3),
    parameters: [.text("Chain Name", "chainName", "Shown in logs")],
    anchors: [
      .init(label: "Language Model", name: "model", type: "BaseLanguageModel"),
      .init(label: "Prompt", name: "prompt", type: "BasePromptTemplate"),
      .init(
        label: "Output Parser", name: "outputParser", type: "BaseLLMOutputParser", isOptional: true),
      .init(
        label: "Input Moderation", name: "inputModeration", type: "Moderation", isOptional: true,
        isList: true),
    ], size: (300, 508))

  static let classic = [
    chatModel, memory, conversationChain, promptTemplate, llmChain, splitter, documents, embeddings,
    vectorStore, retrievalChain, toolAgent, customTool, retrieverTool, supervisor, worker,
  ]
  static let agentFlow = [
    start, llm, agent, tool, condition, conditionAgent, humanInput, httpRequest, customFunction,
    reply,
  ]
}
