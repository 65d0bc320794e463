extension Schema {
  /// What filters ask of records, so that they are read once and not once for each start.
  static let contentsTable = """
    -- Rebuildable at any time. Where a row is missing, nobody has looked at the document yet.
    CREATE TABLE contents (
      doc_id      INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,
      -- the same bytes could be a chatflow and a chatbot
      server_kind TEXT    NOT NULL CHECK (server_kind IN ('flowise','flownally')),
      deployed    INTEGER NOT NULL CHECK (deployed IN (0,1)),
      -- components and labels of the nodes in lower case, a line each
      nodes       TEXT    NOT NULL,
      PRIMARY KEY (doc_id, server_kind)
    ) STRICT, WITHOUT ROWID;
    """
}
