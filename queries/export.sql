-- name: export_document_ids
SELECT id FROM document ORDER BY id;

-- name: export_documents
SELECT id, title, doc_number, issued, jurisdiction, kind, period_from, period_to, effective_from, expires,
       source, held, sha256, text
FROM document
WHERE id IN (SELECT value FROM json_each(:documents))
ORDER BY id;

-- name: export_sections
SELECT section.id, document.id AS document, parent.id AS parent, section.number, section.title, section.level,
       section.rule, section.start, section."end"
FROM document
JOIN section ON section.document = document.row
LEFT JOIN section AS parent ON parent.row = section.parent
WHERE document.id IN (SELECT value FROM json_each(:documents))
ORDER BY document, section.start, section.level, section.id;

-- name: export_tasks
SELECT task.id, document.id AS document, section.id AS section, task.position, task.number, task.title, task.text,
       task.deadline, task.deadline_text, task.rule, task.start, task."end"
FROM document
JOIN task ON task.document = document.row
LEFT JOIN section ON section.row = task.section
WHERE document.id IN (SELECT value FROM json_each(:documents))
ORDER BY document, task.position, task.id;

-- name: export_targets
SELECT target.id, document.id AS document, task.id AS task, target.indicator, target.value, target.value_to, target.unit,
       target.comparator, target.year, target.year_inherited, target.baseline, target.text, target.rule,
       target.start, target."end"
FROM document
JOIN target ON target.document = document.row
LEFT JOIN task ON task.row = target.task
WHERE document.id IN (SELECT value FROM json_each(:documents))
ORDER BY document, target.start, target.id;

-- name: export_responsibilities
SELECT document.id AS document, task.id AS task, agency.id AS agency, responsibility.role, responsibility.mention,
       responsibility.rule, responsibility.start, responsibility."end"
FROM document
JOIN task ON task.document = document.row
JOIN responsibility ON responsibility.task = task.row
JOIN agency ON agency.row = responsibility.agency
WHERE document.id IN (SELECT value FROM json_each(:documents))
ORDER BY document, task, responsibility.start, agency, responsibility.role;

-- name: export_citations
SELECT citation.id, citing.id AS citing, cited.id AS cited, citation.title, citation.doc_number, citation.relation,
       task.id AS task, citation.rule, citation.start, citation."end"
FROM document AS citing
JOIN citation ON citation.citing = citing.row
JOIN document AS cited ON cited.row = citation.cited
LEFT JOIN task ON task.row = citation.task
WHERE citing.id IN (SELECT value FROM json_each(:documents))
ORDER BY citing, citation.start, citation.id;

-- name: export_issuers
SELECT document.id AS document, agency.id AS agency, issued.position
FROM document
JOIN issued ON issued.document = document.row
JOIN agency ON agency.row = issued.agency
WHERE document.id IN (SELECT value FROM json_each(:documents))
ORDER BY document, issued.position, agency;

-- name: export_agencies
SELECT id, name, kind, jurisdiction, level, valid_from, valid_to, candidates
FROM agency
WHERE id IN (SELECT value FROM json_each(:agencies))
ORDER BY id;
