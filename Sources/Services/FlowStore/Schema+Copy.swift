extension Schema {
  /// Servers, documents and flows: what the lists show (sync.md 2.3.4).
  ///
  /// No function of the JSON or FTS extension in CHECK, DEFAULT, index, view or trigger: SQLite
  /// 3.40 calls `json_valid()` unsafe under `trusted_schema = OFF`, and every insert would fail.
  static let copyTables = """
    -- one row per server of the profile: at most one of each service
    CREATE TABLE server (
      server_no    INTEGER PRIMARY KEY,
      server_kind  TEXT    NOT NULL UNIQUE CHECK (server_kind IN ('flowise','flownally')),
      -- scheme://host[:port], lower case, without a default port
      origin       TEXT    NOT NULL,
      -- '/api/v1', '', '/v1' ...: learnt by asking; NULL before first contact
      base_path    TEXT,
      -- learnt from the first full pull; then fixed; NULL where rows carry none
      workspace_id TEXT,
      version_text TEXT,  -- what the server last said of itself
      -- of the last complete snapshot; 304 means nothing changed
      list_etag    TEXT,
      -- last good and last bad contact: what status shows offline
      reached_ms   INTEGER, failed_ms INTEGER, failed_code TEXT,
      pulled_ms    INTEGER,  -- end of the last complete pull
      created_ms   INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE doc (  -- immutable bytes, content-addressed
      id    INTEGER PRIMARY KEY,
      hash  BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),  -- SHA-256(cover || bytes)
      -- semantic hash, 2.4; NULL until first compared
      sem   BLOB    CHECK (sem IS NULL OR length(sem) = 32),
      -- partial: from a list that leaves fields out
      cover TEXT    NOT NULL CHECK (cover IN ('full','partial')),
      -- the JSON object exactly as received / edited
      bytes BLOB    NOT NULL
    ) STRICT;

    -- a chatflow (server_kind flowise) or a chatbot (flownally)
    CREATE TABLE resource (
      -- local identity, never reused, rowid of the search index
      rid          INTEGER PRIMARY KEY AUTOINCREMENT,
      server_no    INTEGER NOT NULL REFERENCES server(server_no),
      -- UUIDv7, stable before and after the server gives an id
      luid         TEXT    NOT NULL UNIQUE,
      server_id    TEXT,
      presence     TEXT    NOT NULL CHECK (presence IN
                     ('local','listed','unlisted','missing','gone')),
      missing_runs INTEGER NOT NULL DEFAULT 0,  -- 404s by id in separate complete runs
      missing_ms   INTEGER,  -- time of the first of them
      gone_ms      INTEGER,  -- when it became gone; kept 30 days from here
      base_doc     INTEGER REFERENCES doc(id),  -- last copy known to be on the server
      -- updatedDate/updatedAt, exact text, an opaque token
      base_rev     TEXT,
      base_etag    TEXT,  -- of the last GET by id
      base_racy    INTEGER NOT NULL DEFAULT 0 CHECK (base_racy IN (0,1)),
      -- what the user sees; = base_doc when nothing is edited;
      work_doc     INTEGER REFERENCES doc(id),
      -- kept while a delete waits; NULL only for a discarded local item
      work_version INTEGER NOT NULL DEFAULT 0,  -- compare-and-swap counter for editors
      -- reason code when the server object is not understood
      quarantine   TEXT,
      -- projection for lists, from work_doc (or base_doc); rebuildable at any time:
      -- lists and counts never read doc
      -- name_key: folded, for sorting and filtering
      name TEXT NOT NULL DEFAULT '', name_key TEXT NOT NULL DEFAULT '',
      -- texts as the server sent them
      subtype TEXT, category TEXT, status TEXT, updated_text TEXT,
      live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0,1)),
      -- base_doc is partial: full read outstanding
      stub INTEGER NOT NULL DEFAULT 0 CHECK (stub IN (0,1)),
      -- NULL: unknown
      nodes INTEGER, edges INTEGER, teams INTEGER, bytes INTEGER NOT NULL DEFAULT 0,
      -- last change seen, here or there; for AGE and order only
      changed_ms   INTEGER NOT NULL,
      CHECK ((presence = 'local') = (base_doc IS NULL)),
      CHECK ((presence = 'local') = (server_id IS NULL)),
      CHECK (presence = 'local' OR work_doc IS NOT NULL),
      CHECK ((presence = 'gone') = (gone_ms IS NOT NULL)),
      CHECK (presence <> 'missing' OR missing_ms IS NOT NULL)
    ) STRICT;
    CREATE UNIQUE INDEX resource_server ON resource(server_no, server_id)
      WHERE server_id IS NOT NULL;
    -- A list query repeats the two terms of the WHERE clause word for word, or the index is unused.
    -- The columns behind rid let a filter pass over the list without touching the rows. All go up,
    -- so that a window may begin behind (key, rid) in either direction.
    CREATE INDEX resource_by_change
      ON resource(server_no, changed_ms, rid, name_key, subtype, status)
      WHERE presence <> 'gone' AND work_doc IS NOT NULL;
    CREATE INDEX resource_by_name ON resource(server_no, name_key, rid, subtype, status)
      WHERE presence <> 'gone' AND work_doc IS NOT NULL;
    CREATE INDEX resource_by_size ON resource(server_no, bytes, rid, name_key, subtype, status)
      WHERE presence <> 'gone' AND work_doc IS NOT NULL;
    CREATE INDEX resource_hidden ON resource(server_no) WHERE presence = 'gone' OR work_doc IS NULL;
    CREATE INDEX resource_missing   ON resource(server_no) WHERE presence = 'missing';
    CREATE INDEX resource_odd       ON resource(server_no) WHERE quarantine IS NOT NULL;
    CREATE INDEX resource_stub      ON resource(server_no) WHERE stub = 1;
    -- for the sweep of doc: foreign keys need them
    CREATE INDEX resource_base      ON resource(base_doc);
    CREATE INDEX resource_work      ON resource(work_doc);

    -- rows that lists show, so that no screen counts them
    CREATE TABLE tally (
      server_no INTEGER PRIMARY KEY REFERENCES server(server_no),
      listed    INTEGER NOT NULL DEFAULT 0 CHECK (listed >= 0)
    ) STRICT;
    CREATE TRIGGER tally_server AFTER INSERT ON server BEGIN
      INSERT INTO tally (server_no) VALUES (new.server_no);
    END;
    CREATE TRIGGER tally_insert AFTER INSERT ON resource
    WHEN new.presence <> 'gone' AND new.work_doc IS NOT NULL BEGIN
      UPDATE tally SET listed = listed + 1 WHERE server_no = new.server_no;
    END;
    CREATE TRIGGER tally_update AFTER UPDATE OF presence, work_doc ON resource
    WHEN (new.presence <> 'gone' AND new.work_doc IS NOT NULL)
      <> (old.presence <> 'gone' AND old.work_doc IS NOT NULL) BEGIN
      UPDATE tally
      SET listed = listed + iif(new.presence <> 'gone' AND new.work_doc IS NOT NULL, 1, -1)
      WHERE server_no = new.server_no;
    END;
    CREATE TRIGGER tally_delete AFTER DELETE ON resource
    WHEN old.presence <> 'gone' AND old.work_doc IS NOT NULL BEGIN
      UPDATE tally SET listed = listed - 1 WHERE server_no = old.server_no;
    END;
    """
}
