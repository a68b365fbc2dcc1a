-- What changes the store, one statement a name; `graph/replacement.py` says in which order.
-- The same names stand in neo4j_write.cypher. Each statement takes rows, and runs once a row.

-- name: clear_targets
DELETE FROM target WHERE document = (SELECT row FROM document WHERE id = :document);

-- name: clear_citations
DELETE FROM citation WHERE citing = (SELECT row FROM document WHERE id = :document);

-- name: clear_responsibilities
DELETE FROM responsibility WHERE task IN (
    SELECT task.row FROM task JOIN document ON document.row = task.document WHERE document.id = :document);

-- name: clear_tasks
DELETE FROM task WHERE document = (SELECT row FROM document WHERE id = :document);

-- name: clear_sections
DELETE FROM section WHERE document = (SELECT row FROM document WHERE id = :document);

-- name: clear_paragraphs
DELETE FROM paragraph WHERE document = (SELECT row FROM document WHERE id = :document);

-- name: clear_issued
DELETE FROM issued WHERE document = (SELECT row FROM document WHERE id = :document);

-- name: clear_document_names
DELETE FROM document_name WHERE document = (SELECT row FROM document WHERE id = :document);

-- name: put_document
INSERT INTO document (id, title, doc_number, issued, jurisdiction, kind, period_from, period_to, effective_from, expires,
                      source, held, sha256, reader, text)
VALUES (:id, :title, :doc_number, :issued, :jurisdiction, :kind, :period_from, :period_to, :effective_from, :expires,
        :source, :held, :sha256, :reader, :text)
ON CONFLICT (id) DO UPDATE SET
    title = excluded.title, doc_number = excluded.doc_number, issued = excluded.issued,
    jurisdiction = excluded.jurisdiction, kind = excluded.kind,
    period_from = excluded.period_from, period_to = excluded.period_to,
    effective_from = excluded.effective_from, expires = excluded.expires,
    source = excluded.source, held = excluded.held, sha256 = excluded.sha256, reader = excluded.reader, text = excluded.text;

-- name: put_document_name
INSERT INTO document_name (document, name, own)
VALUES ((SELECT row FROM document WHERE id = :document), :name, :own);

-- name: put_section
INSERT INTO section (id, document, parent, number, title, level, rule, start, "end")
VALUES (:id, (SELECT row FROM document WHERE id = :document), (SELECT row FROM section WHERE id = :parent),
        :number, :title, :level, :rule, :start, :end);

-- name: put_task
INSERT INTO task (id, document, section, position, number, title, text, deadline, deadline_text, rule, start, "end")
VALUES (:id, (SELECT row FROM document WHERE id = :document), (SELECT row FROM section WHERE id = :section),
        :position, :number, :title, :text, :deadline, :deadline_text, :rule, :start, :end);

-- name: put_paragraph
INSERT INTO paragraph (id, document, text, start, "end")
VALUES (:id, (SELECT row FROM document WHERE id = :document), :text, :start, :end);

-- name: put_agency
INSERT INTO agency (id, name, kind, jurisdiction, level, valid_from, valid_to, candidates)
VALUES (:id, :name, :kind, :jurisdiction, :level, :valid_from, :valid_to, :candidates)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, kind = excluded.kind, jurisdiction = excluded.jurisdiction, level = excluded.level,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to, candidates = excluded.candidates;

-- name: clear_agency_names
DELETE FROM agency_name WHERE agency = (SELECT row FROM agency WHERE id = :id);

-- name: put_agency_name
INSERT INTO agency_name (agency, name, mentioned)
VALUES ((SELECT row FROM agency WHERE id = :agency), :name, :mentioned)
ON CONFLICT (name, agency) DO NOTHING;

-- name: clear_mentions
DELETE FROM agency_name WHERE mentioned = 1 AND agency = (SELECT row FROM agency WHERE id = :id);

-- name: put_succession
INSERT INTO succession (old, new, date, kind, source)
VALUES ((SELECT row FROM agency WHERE id = :old), (SELECT row FROM agency WHERE id = :new), :date, :kind, :source)
ON CONFLICT (old, new) DO UPDATE SET date = excluded.date, kind = excluded.kind, source = excluded.source;

-- name: clear_successions
DELETE FROM succession WHERE old = (SELECT row FROM agency WHERE id = :id);

-- name: clear_former_names
DELETE FROM former_name WHERE agency = (SELECT row FROM agency WHERE id = :id);

-- name: put_former_name
INSERT INTO former_name (agency, name, body, date, kind, source)
VALUES ((SELECT row FROM agency WHERE id = :agency), :name, :body, :date, :kind, :source)
ON CONFLICT (name, agency, body) DO NOTHING;

-- name: put_issued
INSERT INTO issued (agency, document, position)
VALUES ((SELECT row FROM agency WHERE id = :agency), (SELECT row FROM document WHERE id = :document), :position)
ON CONFLICT (document, agency) DO NOTHING;

-- name: put_responsibility
INSERT INTO responsibility (task, agency, role, mention, rule, start, "end")
VALUES ((SELECT row FROM task WHERE id = :task), (SELECT row FROM agency WHERE id = :agency),
        :role, :mention, :rule, :start, :end);

-- name: put_citation
INSERT INTO citation (id, citing, cited, title, doc_number, relation, task, rule, start, "end")
VALUES (:id, (SELECT row FROM document WHERE id = :citing), (SELECT row FROM document WHERE id = :cited),
        :title, :doc_number, :relation, (SELECT row FROM task WHERE id = :task), :rule, :start, :end);

-- name: put_target
INSERT INTO target (id, document, task, indicator, value, value_to, unit, comparator, year, year_inherited, baseline,
                    text, rule, start, "end")
VALUES (:id, (SELECT row FROM document WHERE id = :document), (SELECT row FROM task WHERE id = :task),
        :indicator, :value, :value_to, :unit, :comparator, :year, :year_inherited, :baseline,
        :text, :rule, :start, :end);

-- name: move_citation
UPDATE citation SET cited = (SELECT row FROM document WHERE id = :cited) WHERE id = :id;

-- name: drop_agency
DELETE FROM agency WHERE id = :id;

-- name: drop_document
DELETE FROM document WHERE id = :document;
