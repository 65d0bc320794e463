extension Schema {
  /// History, unsaved text, notices, the audit trail, and the computed state (sync.md 2.3.4).
  ///
  /// No function of the JSON or FTS extension in CHECK, DEFAULT, index, view or trigger: SQLite
  /// 3.40 calls `json_valid()` unsafe under `trusted_schema = OFF`, and every insert would fail.
  static let keptTables = """
    CREATE TABLE history (
      hid     INTEGER PRIMARY KEY AUTOINCREMENT,  -- the VERSION of the command line
      rid     INTEGER NOT NULL REFERENCES resource(rid),
      doc_id  INTEGER NOT NULL REFERENCES doc(id),
      source  TEXT NOT NULL CHECK (source IN
                ('pull','create','edit','import','pre-push','ack','merge','resolve','undo','redo',
                 'restore','discard','gone')),
      rev     TEXT, seq INTEGER REFERENCES op(seq) ON DELETE SET NULL, note TEXT,
      pinned  INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0,1)), at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX history_rid ON history(rid, hid DESC);
    CREATE INDEX history_doc ON history(doc_id);

    CREATE TABLE unsaved (  -- text still being typed: not acknowledged yet
      rid INTEGER NOT NULL REFERENCES resource(rid),
      -- one editor, so that two windows do not overwrite each other
      owner TEXT NOT NULL,
      from_version INTEGER NOT NULL, path TEXT NOT NULL, text BLOB NOT NULL, at_ms INTEGER NOT NULL,
      PRIMARY KEY (rid, owner)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE notice (  -- what a person should look at; closed by a key
      nid INTEGER PRIMARY KEY AUTOINCREMENT,
      rid INTEGER NOT NULL REFERENCES resource(rid),
      code TEXT NOT NULL CHECK (code IN
        ('undone-by-later-save','possible-duplicate','merged-by-itself','server-rewrote')),
      detail TEXT, at_ms INTEGER NOT NULL, closed_ms INTEGER
    ) STRICT;
    CREATE INDEX notice_open ON notice(rid) WHERE closed_ms IS NULL;

    -- audit trail: codes and ids, never bodies or headers
    CREATE TABLE event (
      eid INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL,
      server_no INTEGER, rid INTEGER, seq INTEGER, code TEXT NOT NULL, detail TEXT
    ) STRICT;

    -- reads resource, op and conflict only; one index probe each
    -- Reads resource, op and conflict only; one index probe each.
    CREATE VIEW item_state AS
    SELECT r.rid, r.server_no, r.luid, r.server_id, r.name,
      CASE
        WHEN r.quarantine IS NOT NULL THEN 'quarantined'
        WHEN EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = r.rid AND c.closed_ms IS NULL)
          THEN 'conflict'
        ELSE coalesce(
          (SELECT CASE min(CASE o.status
                    WHEN 'sending' THEN 1 WHEN 'unknown' THEN 2
                    WHEN 'failed' THEN 3 WHEN 'blocked' THEN 4
                    ELSE CASE o.verb
                      WHEN 'delete' THEN 5 WHEN 'create' THEN 6 WHEN 'update' THEN 7 ELSE 8 END
                    END)
                  WHEN 1 THEN 'pushing' WHEN 2 THEN 'in-doubt'
                  WHEN 3 THEN 'failed' WHEN 4 THEN 'blocked'
                  WHEN 5 THEN 'pending-delete' WHEN 6 THEN 'pending-create'
                  WHEN 7 THEN 'dirty' WHEN 8 THEN 'action-pending' END
           FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL),
          CASE
            WHEN r.presence = 'gone' THEN 'gone-on-server'
            WHEN r.presence = 'local' THEN
              CASE WHEN r.work_doc IS NULL THEN 'discarded' ELSE 'pending-create' END
            -- Must not happen without an op; never shown as clean.
            WHEN r.work_doc IS NOT r.base_doc THEN 'dirty'
            WHEN r.presence = 'missing' THEN 'missing'
            WHEN r.stub = 1 THEN 'stub'
            ELSE 'clean'
          END)
      END AS state
    FROM resource AS r;
    """
}
