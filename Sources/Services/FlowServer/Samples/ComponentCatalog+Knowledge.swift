import JSONText

// Documents, search and tools.
extension ComponentCatalog {
  static let splitter = Component(
    name: "recursiveCharacterTextSplitter", label: "Recursive Character Text Splitter",
    type: "RecursiveCharacterTextSplitter", baseClasses: ["TextSplitter", "Runnable"],
    category: "Text Splitters",
    description: "Cuts long texts at paragraphs, then lines, then words",
    version: .integer(2),
    parameters: [
      .number("Chunk Size", "chunkSize", "Characters in a piece", standard: "1000"),
      .number(
        "Chunk Overlap", "chunkOverlap", "Characters that two neighbours share", standard: "200"),
      .text(
        "Custom Separators", "separators", rows: 4,
        "A JSON array of texts to cut at, the best first"),
    ], size: (300, 429))

  static let documents = Component(
    name: "pdfFile", label: "Pdf File", type: "Document", baseClasses: ["BaseDocument"],
    category: "Document Loaders", description: "Reads pages of PDF files",
    parameters: [
      .init(
        label: "Pdf File", name: "pdfFile", type: "file", details: [("fileType", .string(".pdf"))]),
      .choice(
        "Usage", "usage",
        [
          ("One document per page", "Keeps page numbers"),
          ("One document per file", "Keeps the flow of the text"),
        ],
        standard: "perPage"),
      .flag("Use Legacy Build", "legacyBuild", "For files that the current reader refuses"),
      .text("Additional Metadata", "metadata", "A JSON object added to every page"),
      .text(
        "Omit Metadata Keys", "omitMetadataKeys", rows: 4, "Keys to leave out, separated by commas"),
    ],
    anchors: [
      .init(label: "Text Splitter", name: "textSplitter", type: "TextSplitter", isOptional: true)
    ],
    size: (300, 532))

  static let embeddings = Component(
    name: "openAIEmbeddings", label: "OpenAI Embeddings", type: "OpenAIEmbeddings",
    baseClasses: ["Embeddings"],
    category: "Embeddings", description: "Turns texts into vectors of meaning",
    version: .integer(4),
    parameters: [
      .credential("openAIApi"),
      .choice(
        "Model Name", "modelName",
        [
          ("text-embedding-3-small", "1536 numbers a text"),
          ("text-embedding-3-large", "3072 numbers a text"),
        ],
        standard: "text-embedding-3-small"),
      .flag("Strip New Lines", "stripNewLines", "Join lines before they are measured"),
      .number("Batch Size", "batchSize", "Texts in one request", standard: "512"),
      .number("Timeout", "timeout", "Milliseconds until a request is given up"),
      .text("BasePath", "basepath"),
      .number("Dimensions", "dimensions", "Shorter vectors where the model can"),
    ], size: (300, 424))

  static let vectorStore = Component(
    name: "qdrant", label: "Qdrant", type: "Qdrant",
    baseClasses: ["VectorStoreRetriever", "BaseRetriever"],
    category: "Vector Stores", description: "Stores vectors and finds the nearest ones",
    version: .integer(5),
    parameters: [
      .credential("qdrantApi"),
      .text("Server URL", "qdrantServerUrl", standard: "http://localhost:6333"),
      .text("Collection Name", "qdrantCollection", isOptional: false),
      .number(
        "Vector Dimension", "qdrantVectorDimension", "As many as the embeddings give",
        standard: "1536"),
      .text("Content Key", "contentPayloadKey", standard: "content"),
      .text("Metadata Key", "metadataPayloadKey", standard: "metadata"),
      .number("Upsert Batch Size", "batchSize", "Points in one request"),
      .choice(
        "Similarity", "qdrantSimilarity",
        [("Cosine", "By angle"), ("Euclid", "By distance"), ("Dot", "By product")],
        standard: "Cosine"),
      .text(
        "Filter", "qdrantFilter", rows: 4, "A filter object; only matching points are searched"),
      .number("Top K", "topK", "How many pieces to hand on", standard: "4"),
      .secret("Gateway Key", "gatewayKey"),
    ],
    anchors: [
      .init(label: "Document", name: "document", type: "Document", isOptional: true, isList: true),
      .init(label: "Embeddings", name: "embeddings", type: "Embeddings"),
      .init(
        label: "Record Manager", name: "recordManager", type: "RecordManager", isOptional: true),
    ], size: (300, 654))

  static let retrievalChain = Component(
    name: "conversationalRetrievalQAChain", label: "Conversational Retrieval QA Chain",
    type: "ConversationalRetrievalQAChain", baseClasses: ["BaseChain", "Runnable"],
    category: "Chains",
    description: "Answers from documents and remembers what was said", version: .integer(3),
    parameters: [
      .flag(
        "Return Source Documents", "returnSourceDocuments", "Show where an answer comes from",
        standard: true),
      .text(
        "Rephrase Prompt", "rephrasePrompt", rows: 4,
        "Makes a question of its own out of a follow-up",
        standard:
          "Given the conversation below and a follow-up, write one question that stands alone.\n\n{chat_history}\nFollow-up: {question}\nQuestion:"
      ),
      .text(
        "Response Prompt", "responsePrompt", rows: 4, "Turns the found pieces into an answer",
        standard:
          "Answer from the context only. If it is not there, say that you could not find it.\n\n------------\n{context}\n------------"
      ),
    ],
    anchors: [
      .init(label: "Chat Model", name: "model", type: "BaseChatModel"),
      .init(label: "Vector Store Retriever", name: "vectorStoreRetriever", type: "BaseRetriever"),
      .init(label: "Memory", name: "memory", type: "BaseMemory", isOptional: true),
      .init(
        label: "Input Moderation", name: "inputModeration", type: "Moderation", isOptional: true,
        isList: true),
    ], size: (300, 532))

  static let toolAgent = Component(
    name: "toolAgent", label: "Tool Agent", type: "AgentExecutor",
    baseClasses: ["BaseChain", "Runnable"],
    category: "Agents", description: "Lets the model choose tools until the question is answered",
    version: .integer(2),
    parameters: [
      .text(
        "System Message", "systemMessage", rows: 4, "Who the agent is and when to use which tool"),
      .number("Max Iterations", "maxIterations", "Stop after so many tool calls"),
      .flag("Detailed Streaming", "enableDetailedStreaming", "Show tool calls while they happen"),
    ],
    anchors: [
      .init(label: "Tools", name: "tools", type: "Tool", isList: true),
      .init(label: "Memory", name: "memory", type: "BaseChatMemory"),
      .init(label: "Tool Calling Chat Model", name: "model", type: "BaseChatModel"),
      .init(
        label: "Chat Prompt Template", name: "chatPromptTemplate", type: "ChatPromptTemplate",
        isOptional: true),
    ], size: (300, 491))

  static let customTool = Component(
    name: "customTool", label: "Custom Tool", type: "CustomTool",
    baseClasses: ["Tool", "StructuredTool", "Runnable"],
    category: "Tools", description: "A function of your own that an agent may call",
    version: .integer(3),
    parameters: [
      .init(
        label: "Select Tool", name: "selectedTool", type: "asyncOptions",
        details: [("loadMethod", .string("listTools"))]),
      .flag(
        "Return Direct", "returnDirect", "Show the result as it is, without asking the model again"),
      .text("Tool Name", "customToolName", standard: "look_up"),
      .text("Tool Description", "customToolDesc", rows: 4, "When the agent should use it"),
      .text("Tool Schema", "customToolSchema", rows: 4, "The arguments as a JSON schema"),
      .code(
        "Tool Function", "customToolFunc",
        "Arguments stand as $name; what is returned goes to the model"),
    ], size: (300, 371))

  static let retrieverTool = Component(
    name: "retrieverTool", label: "Retriever Tool", type: "RetrieverTool",
    baseClasses: ["DynamicTool", "Tool"],
    category: "Tools", description: "Lets an agent search a document store", version: .integer(3),
    parameters: [
      .text("Retriever Name", "name", isOptional: false),
      .text(
        "Retriever Description", "description", rows: 3, "When the agent should search here",
        isOptional: false),
      .flag("Return Source Documents", "returnSourceDocuments"),
      .text(
        "Additional Metadata Filter", "retrieverToolMetadataFilter", rows: 4,
        "A JSON filter over metadata"),
    ], anchors: [.init(label: "Retriever", name: "retriever", type: "BaseRetriever")],
    size: (300, 602))

  static let supervisor = Component(
    name: "supervisor", label: "Supervisor", type: "Supervisor", baseClasses: [],
    category: "Multi Agents",
    description: "Reads the task, hands parts of it to workers, and ends when all is done",
    version: .integer(3),
    parameters: [
      .text("Supervisor Name", "supervisorName", standard: "Supervisor"),
      .text(
        "Supervisor Prompt", "supervisorPrompt", rows: 4,
        "How to choose the next worker; keep {team_members}"),
      .flag("Summarization", "summarization", "End with a summary of what the workers found"),
      .number("Recursion Limit", "recursionLimit", "Stop after so many turns", standard: "100"),
    ],
    anchors: [
      .init(label: "Tool Calling Chat Model", name: "model", type: "BaseChatModel"),
      .init(
        label: "Agent Memory", name: "agentMemory", type: "BaseCheckpointSaver", isOptional: true),
      .init(
        label: "Input Moderation", name: "inputModeration", type: "Moderation", isOptional: true,
        isList: true),
    ], size: (300, 431))

  static let worker = Component(
    name: "worker", label: "Worker", type: "Worker", baseClasses: [], category: "Multi Agents",
    description: "Does one kind of work when the supervisor asks for it", version: .integer(2),
    parameters: [
      .text("Worker Name", "workerName"),
      .text(
        "Worker Prompt", "workerPrompt", rows: 4, "What this worker is good at and how it answers"),
      .init(
        label: "Format Prompt Values", name: "promptValues", type: "json",
        details: [("optional", .boolean(true))]),
      .number("Max Iterations", "maxIterations", "Stop after so many tool calls"),
    ],
    anchors: [
      .init(label: "Tools", name: "tools", type: "Tool", isOptional: true, isList: true),
      .init(label: "Supervisor", name: "supervisor", type: "Supervisor"),
      .init(
        label: "Tool Calling Chat Model", name: "model", type: "BaseChatModel", isOptional: true),
    ], size: (300, 808))
}
