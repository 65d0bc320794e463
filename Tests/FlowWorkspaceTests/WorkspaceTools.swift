import FlowModel
import FlowSync
import FlowWorkspace
import JSONText
import TestKit
import Testing

extension Workspace {
  /// The id of the flow with this name.
  func id(of name: String) async throws -> FlowID { try await find(name).id }

  func state(of name: String) async throws -> SyncState { try await find(name).state }

  /// The record as it stands here.
  func record(of id: FlowID) async throws -> String {
    String(decoding: try await flow(id).record, as: UTF8.self)
  }

  func body(of id: FlowID) async throws -> String {
    String(decoding: try await fieldText("flowData", of: id), as: UTF8.self)
  }

  /// Sets a value written as JSON.
  @discardableResult
  func set(_ path: String, _ json: String, of id: FlowID) async throws -> SaveOutcome {
    try await setValue(at: path, to: Array(json.utf8), of: id)
  }

  /// Pulls and expects that every server answered.
  func pullAll(acceptDeletions: Bool = false) async throws {
    for server in try await pull(acceptDeletions: acceptDeletions).servers {
      #expect(server.error == nil)
    }
  }
}

/// A path that every sample body has, and its value there.
enum Place {
  static let temperature = "flowData.nodes[0].data.inputs.temperature"
  static let label = "flowData.nodes[0].data.label"
}
