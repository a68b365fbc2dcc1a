-- name: counts
SELECT (SELECT count(*) FROM document WHERE held = 1) AS documents,
       (SELECT count(*) FROM document WHERE held = 0) AS cited_only,
       (SELECT count(*) FROM section) AS sections,
       (SELECT count(*) FROM task) AS tasks,
       (SELECT count(DISTINCT agency) FROM responsibility) AS agencies,
       (SELECT count(*) FROM agency WHERE kind = 'unresolved') AS unresolved,
       (SELECT count(*) FROM responsibility) AS responsibilities,
       (SELECT count(*) FROM citation) AS citations,
       (SELECT count(*) FROM target) AS targets
ORDER BY 1;

-- name: documents
SELECT document.id, document.title, document.doc_number, document.issued, document.jurisdiction, document.kind,
       document.period_from, document.period_to, document.effective_from, document.expires, document.source, document.held, document.sha256,
       (SELECT count(*) FROM task WHERE task.document = document.row) AS tasks,
       (SELECT count(*) FROM citation WHERE citation.citing = document.row) AS cites,
       (SELECT count(*) FROM citation WHERE citation.cited = document.row) AS cited_by,
       (SELECT count(*) FROM target WHERE target.document = document.row) AS targets
FROM document
WHERE :held IS NULL OR document.held = :held
ORDER BY document.id;

-- name: document
SELECT document.id, document.title, document.doc_number, document.issued, document.jurisdiction, document.kind,
       document.period_from, document.period_to, document.effective_from, document.expires, document.source, document.held, document.sha256,
       (SELECT count(*) FROM task WHERE task.document = document.row) AS tasks,
       (SELECT count(*) FROM citation WHERE citation.citing = document.row) AS cites,
       (SELECT count(*) FROM citation WHERE citation.cited = document.row) AS cited_by,
       (SELECT count(*) FROM target WHERE target.document = document.row) AS targets
FROM document
WHERE document.id = :document
ORDER BY document.id;

-- name: documents_known
SELECT id FROM document WHERE id IN (SELECT value FROM json_each(:documents)) ORDER BY id;

-- name: documents_by_name
SELECT document.id
FROM document_name JOIN document ON document.row = document_name.document
WHERE document_name.name = :name
ORDER BY document.id;

-- name: documents_by_part
SELECT DISTINCT document.id
FROM document_name JOIN document ON document.row = document_name.document
WHERE instr(document_name.name, :text) > 0 AND document_name.name IS NOT document.doc_number
ORDER BY document.id;

-- name: fingerprints
SELECT id, source, sha256, reader FROM document WHERE held = 1 ORDER BY id;

-- name: document_names
SELECT document.id AS document, document_name.name AS name
FROM document_name JOIN document ON document.row = document_name.document
ORDER BY document, name;

-- name: document_text
SELECT id, text FROM document WHERE id = :document AND held = 1 ORDER BY id;

-- name: document_texts
SELECT id, text FROM document WHERE held = 1 AND id IN (SELECT value FROM json_each(:documents)) ORDER BY id;

-- name: issuers_of_document
SELECT agency.id, agency.name
FROM document JOIN issued ON issued.document = document.row JOIN agency ON agency.row = issued.agency
WHERE document.id = :document
ORDER BY issued.position, agency.id;

-- name: sections_of_document
SELECT section.id, parent.id AS parent, section.number, section.title, section.level, section.start, section."end", section.rule
FROM section
JOIN document ON document.row = section.document
LEFT JOIN section AS parent ON parent.row = section.parent
WHERE document.id = :document
ORDER BY section.start, section.level, section.id;

-- name: search_documents
SELECT document.id, document.title, document.doc_number, document.source, document.held
FROM document
WHERE instr(document.title, :text) > 0 OR instr(document.doc_number, :text) > 0
ORDER BY document.held DESC, document.id
LIMIT :limit;

-- name: search_tasks
-- What many tasks hold, and what the index of three characters does not have, is looked for in the order of the answer
-- until there is enough of it.
WITH way (indexed, often) AS (
    SELECT length(:text) > 2 AND instr(:text, char(0)) = 0, (
        SELECT count(*) > 1000 FROM (
            SELECT 1 FROM task_search
            WHERE length(:text) > 2 AND instr(:text, char(0)) = 0 AND task_search MATCH '"' || replace(:text, '"', '""') || '"'
            LIMIT 1001)))
SELECT id, number, title, text, start, document, source
FROM (
    SELECT task.id AS id, task.number, task.title, task.text, task.start, document.id AS document, document.source, task.position
    FROM way CROSS JOIN task_search JOIN task ON task.row = task_search.rowid JOIN document ON document.row = task.document
    WHERE way.indexed AND NOT way.often AND task_search MATCH '"' || replace(:text, '"', '""') || '"'
    UNION ALL
    SELECT * FROM (
        SELECT task.id, task.number, task.title, task.text, task.start, document.id AS document, document.source, task.position
        FROM document CROSS JOIN task ON task.document = document.row
        WHERE CASE WHEN (SELECT indexed FROM way)
            THEN task.row IN (SELECT rowid FROM task_search WHERE task_search MATCH '"' || replace(:text, '"', '""') || '"')
            ELSE instr(task.text, :text) > 0 OR instr(task.title, :text) > 0 END
        ORDER BY document.id, task.position, task.id
        LIMIT (SELECT CASE WHEN indexed AND NOT often THEN 0 ELSE :limit END FROM way)))
ORDER BY document, position, id
LIMIT :limit;

-- name: search_sections
SELECT section.id, section.number, section.title, section.start, document.id AS document, document.title AS document_title,
       document.source
FROM (SELECT row FROM section WHERE instr(title, :text) > 0) AS found
JOIN section ON section.row = found.row
JOIN document ON document.row = section.document
ORDER BY document, section.start, section.id
LIMIT :limit;

-- name: search_paragraphs
-- As search_tasks does.
WITH way (indexed, often) AS (
    SELECT length(:text) > 2 AND instr(:text, char(0)) = 0, (
        SELECT count(*) > 1000 FROM (
            SELECT 1 FROM paragraph_search
            WHERE length(:text) > 2 AND instr(:text, char(0)) = 0
                AND paragraph_search MATCH '"' || replace(:text, '"', '""') || '"'
            LIMIT 1001)))
SELECT id, text, start, document, document_title, source
FROM (
    SELECT paragraph.id AS id, paragraph.text, paragraph.start AS start, document.id AS document,
           document.title AS document_title, document.source
    FROM way CROSS JOIN paragraph_search JOIN paragraph ON paragraph.row = paragraph_search.rowid
    JOIN document ON document.row = paragraph.document
    WHERE way.indexed AND NOT way.often AND paragraph_search MATCH '"' || replace(:text, '"', '""') || '"'
    UNION ALL
    SELECT * FROM (
        SELECT paragraph.id, paragraph.text, paragraph.start, document.id AS document, document.title, document.source
        FROM document CROSS JOIN paragraph ON paragraph.document = document.row
        WHERE CASE WHEN (SELECT indexed FROM way)
            THEN paragraph.row IN (
                SELECT rowid FROM paragraph_search WHERE paragraph_search MATCH '"' || replace(:text, '"', '""') || '"')
            ELSE instr(paragraph.text, :text) > 0 END
        ORDER BY document.id, paragraph.start, paragraph.id
        LIMIT (SELECT CASE WHEN indexed AND NOT often THEN 0 ELSE :limit END FROM way)))
ORDER BY document, start, id
LIMIT :limit;

-- name: search_agencies
SELECT DISTINCT agency.id, agency.name, agency.kind, agency.jurisdiction
FROM agency JOIN agency_name ON agency_name.agency = agency.row
WHERE instr(agency_name.name, :text) > 0
ORDER BY agency.id
LIMIT :limit;

-- name: search_targets
SELECT id, indicator, value, value_to, unit, comparator, year, start, document, source, task
FROM (
    SELECT target.id AS id, target.indicator, target.value, target.value_to, target.unit, target.comparator, target.year,
           target.start AS start, document.id AS document, document.source, task.id AS task
    FROM target_search JOIN target ON target.row = target_search.rowid
    JOIN document ON document.row = target.document LEFT JOIN task ON task.row = target.task
    WHERE length(:text) > 2 AND instr(:text, char(0)) = 0 AND target_search MATCH '"' || replace(:text, '"', '""') || '"'
    UNION ALL
    SELECT target.id, target.indicator, target.value, target.value_to, target.unit, target.comparator, target.year,
           target.start, document.id, document.source, task.id
    FROM document CROSS JOIN target ON target.document = document.row LEFT JOIN task ON task.row = target.task
    WHERE (length(:text) < 3 OR instr(:text, char(0)) > 0)
        AND (instr(target.indicator, :text) > 0 OR instr(target.text, :text) > 0)
    ORDER BY document, start, id
    LIMIT :limit)
ORDER BY document, start, id;

-- name: document_names_among
SELECT DISTINCT name FROM document_name WHERE name IN (SELECT value FROM json_each(:names)) ORDER BY name;

-- name: document_heads
SELECT id, title, doc_number, issued, jurisdiction, kind, held FROM document ORDER BY id;

-- name: place_holds
SELECT EXISTS (SELECT 1 FROM document WHERE jurisdiction = :place) AS held ORDER BY held;

-- name: places
-- From each place to the next in the index: there are few places, and many documents.
WITH RECURSIVE found (place) AS (
    SELECT min(jurisdiction) FROM document
    UNION ALL SELECT (SELECT min(jurisdiction) FROM document WHERE jurisdiction > place) FROM found WHERE place IS NOT NULL)
SELECT place FROM found WHERE place IS NOT NULL ORDER BY place;
