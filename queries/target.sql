-- name: targets_of_document
SELECT document.id AS document, document.source AS source, document.title AS document_title, document.doc_number,
       document.issued, document.jurisdiction,
       (SELECT agency.level FROM issued JOIN agency ON agency.row = issued.agency
        WHERE issued.document = document.row ORDER BY issued.position, agency.id LIMIT 1) AS issuer_level,
       target.id AS target, target.indicator, target.value, target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
LEFT JOIN task ON task.row = target.task
WHERE document.id = :document
ORDER BY document.id, target.start, target.id;

-- name: targets_of_task
SELECT document.id AS document, document.source AS source, document.title AS document_title, document.doc_number,
       document.issued, document.jurisdiction,
       (SELECT agency.level FROM issued JOIN agency ON agency.row = issued.agency
        WHERE issued.document = document.row ORDER BY issued.position, agency.id LIMIT 1) AS issuer_level,
       target.id AS target, target.indicator, target.value, target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
JOIN task ON task.row = target.task
WHERE task.id = :task
ORDER BY document.id, target.start, target.id;

-- name: targets_of_agency
SELECT document.id AS document, document.source AS source, document.title AS document_title, document.doc_number,
       document.issued, document.jurisdiction,
       (SELECT agency.level FROM issued JOIN agency ON agency.row = issued.agency
        WHERE issued.document = document.row ORDER BY issued.position, agency.id LIMIT 1) AS issuer_level,
       target.id AS target, target.indicator, target.value, target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
JOIN task ON task.row = target.task
WHERE target.task IN (
        SELECT responsibility.task FROM responsibility JOIN agency ON agency.row = responsibility.agency
        WHERE agency.id IN (SELECT value FROM json_each(:agencies))
            AND responsibility.role IN (SELECT value FROM json_each(:roles)))
    AND (:documents IS NULL OR document.id IN (SELECT value FROM json_each(:documents)))
ORDER BY document.id, target.start, target.id;

-- name: overall_goals
WITH chosen AS (
    SELECT row FROM document WHERE id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM document WHERE :documents IS NULL)
SELECT document.id AS document, document.source AS source, document.title AS document_title, document.doc_number,
       document.issued, document.jurisdiction,
       (SELECT agency.level FROM issued JOIN agency ON agency.row = issued.agency
        WHERE issued.document = document.row ORDER BY issued.position, agency.id LIMIT 1) AS issuer_level,
       target.id AS target, target.indicator, target.value, target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM chosen
JOIN document ON document.row = chosen.row
JOIN target ON target.document = document.row
LEFT JOIN task ON task.row = target.task
WHERE +target.task IS NULL
ORDER BY document.id, target.start, target.id;

-- name: goals_taken_up
WITH chosen AS (
    SELECT row FROM document WHERE id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM document WHERE :documents IS NULL)
SELECT goal.id AS goal, target.id AS target, task.id AS task
FROM chosen
JOIN target AS goal ON goal.document = chosen.row
JOIN target ON target.document = goal.document AND target.unit = goal.unit
    AND (instr(target.indicator, goal.indicator) > 0 OR instr(goal.indicator, target.indicator) > 0)
JOIN task ON task.row = target.task
WHERE +goal.task IS NULL
ORDER BY goal.id, target.start, target.id;

-- name: targets_by_indicator
WITH chosen AS (
    SELECT target.row FROM document JOIN target ON target.document = document.row
    WHERE document.id IN (SELECT value FROM json_each(:documents))
        AND (:indicator IS NULL OR instr(target.indicator, :indicator) > 0)
    UNION ALL SELECT rowid FROM target_search
    WHERE :documents IS NULL AND length(:indicator) > 2 AND instr(:indicator, char(0)) = 0
        AND target_search MATCH 'indicator : "' || replace(:indicator, '"', '""') || '"'
    UNION ALL SELECT row FROM target
    WHERE :documents IS NULL AND (:indicator IS NULL
        OR (length(:indicator) < 3 OR instr(:indicator, char(0)) > 0) AND instr(indicator, :indicator) > 0))
SELECT document.id AS document, document.source AS source, document.title AS document_title, document.doc_number,
       document.issued, document.jurisdiction,
       (SELECT agency.level FROM issued JOIN agency ON agency.row = issued.agency
        WHERE issued.document = document.row ORDER BY issued.position, agency.id LIMIT 1) AS issuer_level,
       target.id AS target, target.indicator, target.value, target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM chosen
JOIN target ON target.row = chosen.row
JOIN document ON document.row = target.document
LEFT JOIN task ON task.row = target.task
WHERE (:year IS NULL OR target.year = :year)
ORDER BY document.id, target.start, target.id;

-- name: shared_indicators
SELECT target.indicator, target.unit, count(DISTINCT target.document) AS documents, count(*) AS targets,
       min(target.value) AS lowest, max(target.value) AS highest
FROM target
GROUP BY target.indicator, target.unit
HAVING documents >= :at_least
ORDER BY documents DESC, targets DESC, target.indicator, target.unit
LIMIT :limit;

-- name: indicator_holds
SELECT EXISTS (
    SELECT 1 FROM target_search
    WHERE length(:text) > 2 AND instr(:text, char(0)) = 0 AND target_search MATCH 'indicator : "' || replace(:text, '"', '""') || '"'
    UNION ALL SELECT 1 FROM target WHERE (length(:text) < 3 OR instr(:text, char(0)) > 0) AND instr(indicator, :text) > 0) AS held
ORDER BY held;
