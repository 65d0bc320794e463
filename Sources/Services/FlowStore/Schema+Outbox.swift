extension Schema {
  /// Orders, pull runs, the journal of attempts, conflicts (sync.md 2.3.4).
  ///
  /// No function of the JSON or FTS extension in CHECK, DEFAULT, index, view or trigger: SQLite
  /// 3.40 calls `json_valid()` unsafe under `trusted_schema = OFF`, and every insert would fail.
  static let outboxTables = """
    CREATE TABLE op (  -- the outbox: intents, not patches
      seq           INTEGER PRIMARY KEY AUTOINCREMENT,
      rid           INTEGER NOT NULL REFERENCES resource(rid),
      verb          TEXT    NOT NULL CHECK (verb IN
                      ('create','update','delete','publish','activate','pause')),
      status        TEXT    NOT NULL CHECK (status IN
                      ('queued','sending','unknown','blocked','failed','done','cancelled')),
      after_seq     INTEGER REFERENCES op(seq) ON DELETE SET NULL,
      -- delete, publish: what the user saw when they gave the order
      pin_doc       INTEGER REFERENCES doc(id),
      -- its stamp, for servers that do not return the draft
      pin_rev       TEXT,
      -- activate: the newest version then; NULL: the one the publish before it makes
      pin_version   TEXT,
      -- create: the id the server gave; publish: the version it made
      made_id       TEXT,
      -- a person said yes (delete of a live item, teams emptied, order older than 24 h)
      confirmed_ms  INTEGER,
      attempts      INTEGER NOT NULL DEFAULT 0,
      not_before_ms INTEGER NOT NULL DEFAULT 0,
      -- why blocked or failed; redacted and capped, made visible where it is shown
      error_code    TEXT, error_text TEXT,
      created_ms    INTEGER NOT NULL, done_ms INTEGER,
      CHECK (after_seq IS NULL OR after_seq < seq),
      CHECK (verb NOT IN ('delete','publish') OR pin_doc IS NOT NULL),
      CHECK ((status IN ('done','cancelled')) = (done_ms IS NOT NULL)),
      CHECK (status NOT IN ('blocked','failed') OR error_code IS NOT NULL)
    ) STRICT;
    -- also what the view probes
    CREATE UNIQUE INDEX op_one_open      ON op(rid, verb) WHERE done_ms IS NULL;
    CREATE UNIQUE INDEX op_one_in_flight ON op(rid) WHERE status IN ('sending','unknown');
    CREATE INDEX op_flow  ON op(rid, seq);  -- settled ones too: the newest order of a flow
    CREATE INDEX op_ready ON op(status, not_before_ms, seq) WHERE done_ms IS NULL;
    CREATE INDEX op_pin   ON op(pin_doc) WHERE pin_doc IS NOT NULL;

    CREATE TABLE pull_run (  -- sync checkpoint
      id          INTEGER PRIMARY KEY AUTOINCREMENT,
      server_no   INTEGER NOT NULL REFERENCES server(server_no),
      mode        TEXT    NOT NULL CHECK (mode IN ('snapshot','paged','token')),
      started_ms  INTEGER NOT NULL, finished_ms INTEGER,
      -- only 1 may derive deletions
      complete    INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0,1)),
      pages       INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0, total INTEGER,
      -- digest of {id, rev}: two sweeps are equal when it is
      server_date TEXT, digest BLOB,
      CHECK (complete = 0 OR finished_ms IS NOT NULL)
    ) STRICT;
    CREATE TABLE pull_seen (
      run_id    INTEGER NOT NULL REFERENCES pull_run(id) ON DELETE CASCADE,
      server_id TEXT NOT NULL, rev TEXT,
      PRIMARY KEY (run_id, server_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attempt (  -- write-ahead journal of every write request
      id          INTEGER PRIMARY KEY AUTOINCREMENT,
      seq         INTEGER NOT NULL REFERENCES op(seq) ON DELETE CASCADE,
      method      TEXT    NOT NULL, target TEXT NOT NULL,
      pre_doc     INTEGER REFERENCES doc(id),  -- server copy read in the check
      pre_rev     TEXT,
      sent_doc    INTEGER REFERENCES doc(id),  -- the whole object as it must look afterwards
      sent_fields TEXT    NOT NULL DEFAULT '[]',  -- JSON array of names
      -- create: the complete list taken before it was sent (ids in pull_seen)
      fence_run   INTEGER REFERENCES pull_run(id),
      -- publish: JSON array of the version ids that stood before
      fence       TEXT,
      fence_date  TEXT,  -- the server's own Date header at the check
      phase       TEXT    NOT NULL CHECK (phase IN ('intent','answered','settled')),
      bytes_out   INTEGER NOT NULL DEFAULT 0,
      http_status INTEGER,
      verdict     TEXT CHECK (verdict IN ('applied','not-applied','superseded','in-doubt')),
      t_intent_ms INTEGER NOT NULL,
      -- last byte out, or restart after a crash: waits count from here
      t_quiet_ms  INTEGER,
      t_settled_ms INTEGER,
      CHECK ((phase = 'settled') = (verdict IS NOT NULL AND verdict <> 'in-doubt'))
    ) STRICT;
    CREATE INDEX attempt_seq  ON attempt(seq, id);
    CREATE INDEX attempt_pre  ON attempt(pre_doc)  WHERE pre_doc  IS NOT NULL;
    CREATE INDEX attempt_sent ON attempt(sent_doc) WHERE sent_doc IS NOT NULL;
    CREATE INDEX attempt_run  ON attempt(fence_run) WHERE fence_run IS NOT NULL;

    CREATE TABLE conflict (
      cid         INTEGER PRIMARY KEY AUTOINCREMENT,
      rid         INTEGER NOT NULL REFERENCES resource(rid),
      seq         INTEGER REFERENCES op(seq) ON DELETE SET NULL,
      kind        TEXT NOT NULL CHECK (kind IN
                    ('edit-edit','edit-gone','delete-edit','create-twin','live-merge','pin-changed',
                     'write-race')),
      base_doc    INTEGER REFERENCES doc(id),
      local_doc   INTEGER REFERENCES doc(id),
      remote_doc  INTEGER REFERENCES doc(id),
      remote_rev  TEXT,
      paths       TEXT NOT NULL DEFAULT '[]',  -- JSON array of the clashing paths
      -- JSON object path -> mine | theirs | base | own text, as chosen so far
      choices     TEXT NOT NULL DEFAULT '{}',
      opened_ms   INTEGER NOT NULL, closed_ms INTEGER,
      resolution  TEXT CHECK (resolution IN ('local','remote','merged','keep-both','dropped')),
      CHECK ((closed_ms IS NULL) = (resolution IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX conflict_one_open ON conflict(rid) WHERE closed_ms IS NULL;
    """
}
