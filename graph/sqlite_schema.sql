-- The policy graph as typed tables. `row` is inside (joins), `id` is outside (stable, the same in every run).
-- Offsets ("start", "end") are code points into document.text, end exclusive.

CREATE TABLE document (
    row          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    title        TEXT,
    doc_number   TEXT,
    issued       TEXT CHECK (issued IS NULL OR issued GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    jurisdiction TEXT,
    kind         TEXT,
    period_from  INTEGER,
    period_to    INTEGER CHECK (period_to IS NULL OR period_to >= period_from),
    effective_from TEXT,
    expires      TEXT,
    source       TEXT,
    held         INTEGER NOT NULL CHECK (held IN (0, 1)),
    sha256       TEXT,
    reader       TEXT,
    text         TEXT,
    CHECK (held = 0 OR (text IS NOT NULL AND source IS NOT NULL AND sha256 IS NOT NULL))
) STRICT;

CREATE INDEX document_jurisdiction ON document (jurisdiction);
CREATE INDEX document_issued ON document (issued);

-- Names under which a document is found: its own (number, title) and those by which others cite it.
CREATE TABLE document_name (
    document INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    name     TEXT NOT NULL,
    own      INTEGER NOT NULL CHECK (own IN (0, 1)),
    PRIMARY KEY (name, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_name_document ON document_name (document);

CREATE TABLE section (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    parent   INTEGER REFERENCES section (row) ON DELETE CASCADE,
    number   TEXT,
    title    TEXT NOT NULL,
    level    INTEGER NOT NULL CHECK (level >= 1),
    rule     TEXT NOT NULL,
    start    INTEGER NOT NULL CHECK (start >= 0),
    "end"    INTEGER NOT NULL CHECK ("end" >= start)
) STRICT;
CREATE INDEX section_document ON section (document);
CREATE INDEX section_parent ON section (parent);
CREATE INDEX section_title ON section (title);

CREATE TABLE task (
    row           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    document      INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    section       INTEGER REFERENCES section (row) ON DELETE CASCADE,
    position      INTEGER NOT NULL CHECK (position >= 1),
    number        TEXT,
    title         TEXT NOT NULL,
    text          TEXT NOT NULL,
    deadline      TEXT,
    deadline_text TEXT,
    rule          TEXT NOT NULL,
    start         INTEGER NOT NULL CHECK (start >= 0),
    "end"         INTEGER NOT NULL CHECK ("end" >= start)
) STRICT;
CREATE INDEX task_document ON task (document, position);
CREATE INDEX task_section ON task (section);
CREATE INDEX task_title ON task (title);
CREATE INDEX task_deadline ON task (deadline) WHERE deadline IS NOT NULL;

-- Every three characters in a row, for searching by any part of a text; the triggers keep it in step.
CREATE VIRTUAL TABLE task_search USING fts5 (
    title, text, content = 'task', content_rowid = 'row', tokenize = 'trigram case_sensitive 1');
CREATE TRIGGER task_search_put AFTER INSERT ON task BEGIN
    INSERT INTO task_search (rowid, title, text) VALUES (new.row, new.title, new.text);
END;
CREATE TRIGGER task_search_drop AFTER DELETE ON task BEGIN
    INSERT INTO task_search (task_search, rowid, title, text) VALUES ('delete', old.row, old.title, old.text);
END;

-- What stands in no task and is no heading, to be searched only.
CREATE TABLE paragraph (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    text     TEXT NOT NULL,
    start    INTEGER NOT NULL CHECK (start >= 0),
    "end"    INTEGER NOT NULL CHECK ("end" > start)
) STRICT;
CREATE INDEX paragraph_document ON paragraph (document, start);

CREATE VIRTUAL TABLE paragraph_search USING fts5 (
    text, content = 'paragraph', content_rowid = 'row', tokenize = 'trigram case_sensitive 1');
CREATE TRIGGER paragraph_search_put AFTER INSERT ON paragraph BEGIN
    INSERT INTO paragraph_search (rowid, text) VALUES (new.row, new.text);
END;
CREATE TRIGGER paragraph_search_drop AFTER DELETE ON paragraph BEGIN
    INSERT INTO paragraph_search (paragraph_search, rowid, text) VALUES ('delete', old.row, old.text);
END;

CREATE TABLE agency (
    row          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    jurisdiction TEXT,
    level        TEXT,
    valid_from   TEXT,
    valid_to     TEXT CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from),
    candidates   TEXT -- of an unresolved mention: full names with ； between them
) STRICT;

-- Every spelling of an agency: those that follow from the body itself, and (mentioned = 1) those only found in texts.
CREATE TABLE agency_name (
    agency    INTEGER NOT NULL REFERENCES agency (row) ON DELETE CASCADE,
    name      TEXT NOT NULL,
    mentioned INTEGER NOT NULL CHECK (mentioned IN (0, 1)),
    PRIMARY KEY (name, agency)
) STRICT, WITHOUT ROWID;
CREATE INDEX agency_name_agency ON agency_name (agency);

-- Which body took over from which. A day may be known to the month or the year only.
CREATE TABLE succession (
    old    INTEGER NOT NULL REFERENCES agency (row) ON DELETE CASCADE,
    new    INTEGER NOT NULL REFERENCES agency (row) ON DELETE CASCADE,
    date   TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('merged', 'renamed', 'split', 'abolished')),
    source TEXT NOT NULL,
    PRIMARY KEY (old, new),
    CHECK (old <> new)
) STRICT, WITHOUT ROWID;
CREATE INDEX succession_new ON succession (new);

-- Names of bodies that are no more, under which a body of today is found: a way to it, not a fact about it.
CREATE TABLE former_name (
    agency INTEGER NOT NULL REFERENCES agency (row) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    body   TEXT NOT NULL,
    date   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (name, agency, body)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_name_agency ON former_name (agency);

CREATE TABLE issued (
    agency   INTEGER NOT NULL REFERENCES agency (row),
    document INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (document, agency)
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_agency ON issued (agency);

CREATE TABLE responsibility (
    task    INTEGER NOT NULL REFERENCES task (row) ON DELETE CASCADE,
    agency  INTEGER NOT NULL REFERENCES agency (row),
    role    TEXT NOT NULL CHECK (role IN ('lead', 'support', 'responsible')),
    mention TEXT NOT NULL,
    rule    TEXT NOT NULL,
    start   INTEGER NOT NULL CHECK (start >= 0),
    "end"   INTEGER NOT NULL CHECK ("end" > start),
    PRIMARY KEY (task, agency, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX responsibility_agency ON responsibility (agency, role, task);
CREATE INDEX responsibility_mention ON responsibility (agency, mention);

CREATE TABLE citation (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    citing     INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    cited      INTEGER NOT NULL REFERENCES document (row),
    title      TEXT,
    doc_number TEXT,
    relation   TEXT NOT NULL CHECK (relation IN ('basis', 'implements', 'amends', 'repeals', 'cites')),
    task       INTEGER REFERENCES task (row) ON DELETE CASCADE,
    rule       TEXT NOT NULL,
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" > start),
    CHECK (title IS NOT NULL OR doc_number IS NOT NULL)
) STRICT;
CREATE INDEX citation_citing ON citation (citing);
CREATE INDEX citation_cited ON citation (cited);
CREATE INDEX citation_task ON citation (task);

-- A task rests on what it carries out or is grounded on (in Neo4j: the edge RESTS_ON).
CREATE VIEW rests_on AS
    SELECT task, cited AS document, id AS citation
    FROM citation WHERE task IS NOT NULL AND relation IN ('basis', 'implements');

CREATE TABLE target (
    row            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    document       INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    task           INTEGER REFERENCES task (row) ON DELETE CASCADE,
    indicator      TEXT NOT NULL,
    value          REAL NOT NULL,
    value_to       REAL,
    unit           TEXT NOT NULL,
    comparator     TEXT NOT NULL CHECK (comparator IN ('=', '>=', '<=', '>', '<', '~')),
    year           INTEGER,
    year_inherited INTEGER NOT NULL CHECK (year_inherited IN (0, 1)),
    baseline       REAL,
    text           TEXT NOT NULL,
    rule           TEXT NOT NULL,
    start          INTEGER NOT NULL CHECK (start >= 0),
    "end"          INTEGER NOT NULL CHECK ("end" > start)
) STRICT;
CREATE INDEX target_document ON target (document);
CREATE INDEX target_task ON target (task);

CREATE VIRTUAL TABLE target_search USING fts5 (
    indicator, text, content = 'target', content_rowid = 'row', tokenize = 'trigram case_sensitive 1');
CREATE TRIGGER target_search_put AFTER INSERT ON target BEGIN
    INSERT INTO target_search (rowid, indicator, text) VALUES (new.row, new.indicator, new.text);
END;
CREATE TRIGGER target_search_drop AFTER DELETE ON target BEGIN
    INSERT INTO target_search (target_search, rowid, indicator, text) VALUES ('delete', old.row, old.indicator, old.text);
END;
