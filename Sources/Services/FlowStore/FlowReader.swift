import FlowModel

/// Reads the local copy. Lists never touch bodies.
package final class FlowReader {
  let database: Database

  init(database: Database) { self.database = database }
}
