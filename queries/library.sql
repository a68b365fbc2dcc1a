-- name: documents_of_agencies
SELECT document.id, document.title, document.doc_number, document.issued, document.source, count(DISTINCT task.row) AS tasks
FROM agency
JOIN responsibility ON responsibility.agency = agency.row
JOIN task ON task.row = responsibility.task
JOIN document ON document.row = task.document
WHERE agency.id IN (SELECT value FROM json_each(:agencies))
    AND responsibility.role IN (SELECT value FROM json_each(:roles))
GROUP BY document.row
ORDER BY document.id;

-- name: documents_where
WITH chosen AS (
    SELECT row FROM document WHERE jurisdiction = :place
    UNION ALL SELECT DISTINCT issued.document FROM agency JOIN issued ON issued.agency = agency.row
        WHERE :place IS NULL AND agency.id IN (SELECT value FROM json_each(:agencies))
    UNION ALL SELECT row FROM document
        WHERE :place IS NULL AND :agencies IS NULL AND issued >= printf('%04d-', :year) AND issued < printf('%04d-', :year + 1)
    UNION ALL SELECT row FROM document WHERE :place IS NULL AND :agencies IS NULL AND :year IS NULL)
SELECT document.id, document.title, document.doc_number, document.issued, document.jurisdiction, document.kind,
       document.period_from, document.period_to, document.effective_from, document.expires, document.source, document.held, document.sha256,
       (SELECT count(*) FROM task WHERE task.document = document.row) AS tasks,
       (SELECT count(*) FROM citation WHERE citation.citing = document.row) AS cites,
       (SELECT count(*) FROM citation WHERE citation.cited = document.row) AS cited_by,
       (SELECT count(*) FROM target WHERE target.document = document.row) AS targets,
       (SELECT agency.level FROM issued JOIN agency ON agency.row = issued.agency
        WHERE issued.document = document.row ORDER BY issued.position, agency.id LIMIT 1) AS issuer_level
FROM chosen JOIN document ON document.row = chosen.row
WHERE document.held = 1
    AND (:year IS NULL OR document.issued >= printf('%04d-', :year) AND document.issued < printf('%04d-', :year + 1))
    AND (:kind IS NULL OR document.kind = :kind OR instr(document.title, :kind) > 0)
    AND (:text IS NULL OR instr(document.title, :text) > 0)
    AND (:agencies IS NULL OR EXISTS (SELECT 1 FROM issued JOIN agency ON agency.row = issued.agency
        WHERE issued.document = document.row AND agency.id IN (SELECT value FROM json_each(:agencies))))
ORDER BY document.id;
