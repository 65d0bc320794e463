import FlowModel
import TestKit

@testable import Workbench

/// The graph of "Support triage" over the whole screen.
func openedGraph(
  columns: Int = 120, rows: Int = 36, profile: SampleProfile = SampleProfile()
) -> AppDriver {
  var app = AppDriver(columns: columns, rows: rows, profile: profile)
  app.type("G g G")
  return app
}

/// The name of the node under the cursor.
func focusedNode(_ app: AppDriver) -> String? {
  guard let graph = app.state.graph, let focus = graph.focus else { return nil }
  return graph.content?.graph.nodes[focus].node.label
}
