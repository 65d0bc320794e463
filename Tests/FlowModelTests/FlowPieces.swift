/// Small flows of the tests.
enum FlowPieces {
  /// A classic chatflow with everything that names a node: anchors, an edge with handles, references.
  static let chatflow = #"""
    {"nodes": [
      {"id": "chatOpenAI_0", "type": "customNode", "data": {
        "id": "chatOpenAI_0", "label": "ChatOpenAI", "name": "chatOpenAI", "credential": "cred-1",
        "inputParams": [{"name": "modelName", "id": "chatOpenAI_0-input-modelName-options"}],
        "inputAnchors": [], "inputs": {"modelName": "gpt-4o"},
        "outputAnchors": [{"id": "chatOpenAI_0-output-chatOpenAI-ChatOpenAI|Runnable"}]}},
      {"id": "llmChain_0", "type": "customNode", "data": {
        "id": "llmChain_0", "label": "Answer", "name": "llmChain",
        "inputParams": [], "inputAnchors": [{"id": "llmChain_0-input-model-BaseChatModel"}],
        "inputs": {"model": "{{chatOpenAI_0.data.instance}}",
          "promptValues": "{\"q\":\"{{question}}\",\"h\":\"{{chat_history}} {{$flow.state.x}} {{$vars.y}}\"}",
          "FLOWISE_CREDENTIAL_ID": "cred-1"},
        "outputAnchors": [{"name": "output", "options": [
          {"id": "llmChain_0-output-llmChain-LLMChain"},
          {"id": "llmChain_0-output-outputPrediction-string|json"}]}]}}],
     "edges": [{
        "source": "chatOpenAI_0", "sourceHandle": "chatOpenAI_0-output-chatOpenAI-ChatOpenAI|Runnable",
        "target": "llmChain_0", "targetHandle": "llmChain_0-input-model-BaseChatModel",
        "type": "buttonedge", "id": "e1"}]}
    """#

  /// An agentflow v2: mentions, a loop, an iteration with a child, target handles that are ids.
  static let agentflow = #"""
    {"nodes": [
      {"id": "startAgentflow_0", "data": {"id": "startAgentflow_0", "label": "Start",
        "name": "startAgentflow", "inputs": {},
        "outputAnchors": [{"id": "startAgentflow_0-output-startAgentflow"}]}},
      {"id": "agentAgentflow_0", "parentNode": "iterationAgentflow_0", "data": {
        "label": "Billing agent", "name": "agentAgentflow",
        "inputs": {"agentMessages": [{"role": "system", "content":
          "<p>Use <span class=\"variable\" data-type=\"mention\" data-id=\"startAgentflow_0\" data-label=\"startAgentflow_0\">{{ startAgentflow_0 }}</span> {{ $iteration.item }} {{ output.next }}</p>"}],
          "agentModelConfig": {"FLOWISE_CREDENTIAL_ID": "cred-2"}}}},
      {"id": "iterationAgentflow_0", "data": {"label": "Each", "name": "iterationAgentflow"}},
      {"id": "loopAgentflow_0", "data": {"label": "Again", "name": "loopAgentflow",
        "inputs": {"loopBackToNode": "agentAgentflow_0-Billing agent"}}}],
     "edges": [
      {"source": "startAgentflow_0", "sourceHandle": "startAgentflow_0-output-startAgentflow",
       "target": "agentAgentflow_0", "targetHandle": "agentAgentflow_0", "id": "a"},
      {"source": "agentAgentflow_0", "sourceHandle": "agentAgentflow_0-output-agentAgentflow",
       "target": "loopAgentflow_0", "targetHandle": "loopAgentflow_0", "id": "b"}]}
    """#

  /// A chatbot as seed 002 shows it: edges have no ids, texts have variables.
  static let chatbot = #"""
    {"nodes": [{"id": "start", "type": "start", "data": {}},
      {"id": "ask_1", "type": "question", "data": {"text": "Hello {{name}}, {{step_1}}?"}}],
     "edges": [{"source": "start", "target": "ask_1"}]}
    """#

  /// One change of a flow; empty when the place is not there.
  static func replacing(_ old: String, _ new: String, in text: String) -> String {
    text.contains(old) ? text.replacing(old, with: new, maxReplacements: 1) : ""
  }
}
