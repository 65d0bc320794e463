/// Which product a server speaks.
package enum Service: String, Sendable, CaseIterable {
  case flowise, flownally

  /// What this service calls its flows.
  package var kind: FlowKind { self == .flowise ? .chatflow : .chatbot }

  /// The product's own spelling, for people.
  package var title: String { self == .flowise ? "Flowise" : "FlowNally" }
}

/// What a flow is: a chatflow lives on a Flowise server, a chatbot on a FlowNally server.
package enum FlowKind: String, Sendable, CaseIterable {
  case chatflow, chatbot

  package var service: Service { self == .chatflow ? .flowise : .flownally }

  /// The record's field that holds the nodes and edges: a JSON string in Flowise, an object in
  /// FlowNally (seeds 001 and 002).
  package var bodyField: String { self == .chatflow ? "flowData" : "draft" }

  /// The record's field that marks a version of it on the server.
  package var stampField: String { self == .chatflow ? "updatedDate" : "updatedAt" }
}

/// The four types of a chatflow (flowise-api.md 2). Others are shown as text and never made here.
package enum ChatflowType: String, Sendable, CaseIterable {
  case chatflow = "CHATFLOW"
  case agentflow = "AGENTFLOW"
  case multiagent = "MULTIAGENT"
  case assistant = "ASSISTANT"
}
