-- name: shared_tasks
SELECT document.id AS document, document.source AS source, document.title AS document_title,
       task.id AS task, task.number, task.title, task.start, task.text, task.deadline, task.deadline_text,
       mine.role AS role, mine.mention AS mention, mine.rule AS rule,
       mine.start AS mention_start, mine."end" AS mention_end, agency.id AS agency, agency.name AS agency_name,
       other.id AS other, other.name AS other_name, theirs.role AS other_role,
       theirs.mention AS other_mention, theirs.rule AS other_rule, theirs.start AS other_start, theirs."end" AS other_end
FROM agency
JOIN responsibility AS mine ON mine.agency = agency.row
JOIN responsibility AS theirs ON theirs.task = mine.task
JOIN agency AS other ON other.row = theirs.agency
JOIN task ON task.row = mine.task
JOIN document ON document.row = task.document
WHERE agency.id IN (SELECT value FROM json_each(:agencies))
    AND other.id IN (SELECT value FROM json_each(:others))
    AND other.row <> agency.row
    AND (:documents IS NULL OR document.id IN (SELECT value FROM json_each(:documents)))
ORDER BY document.id, task.position, agency.id, other.id, mine.role, theirs.role;

-- name: partners_of_agency
SELECT other.id, other.name, other.kind, other.jurisdiction,
       count(DISTINCT mine.task) AS tasks,
       count(DISTINCT CASE WHEN mine.role = 'lead' AND theirs.role = 'support' THEN mine.task END) AS led,
       count(DISTINCT CASE WHEN mine.role = 'support' AND theirs.role = 'lead' THEN mine.task END) AS supported
FROM agency
JOIN responsibility AS mine ON mine.agency = agency.row
JOIN responsibility AS theirs ON theirs.task = mine.task AND theirs.agency <> mine.agency
JOIN agency AS other ON other.row = theirs.agency
JOIN task ON task.row = mine.task
JOIN document ON document.row = task.document
WHERE agency.id IN (SELECT value FROM json_each(:agencies))
    AND (:documents IS NULL OR document.id IN (SELECT value FROM json_each(:documents)))
GROUP BY other.row
ORDER BY tasks DESC, led DESC, other.id;

-- name: ties
WITH chosen AS (
    SELECT row, jurisdiction, issued FROM document WHERE id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row, jurisdiction, issued FROM document WHERE :documents IS NULL AND jurisdiction = :place
    UNION ALL SELECT row, jurisdiction, issued FROM document WHERE :documents IS NULL AND :place IS NULL)
SELECT one.id AS agency, one.name AS agency_name, other.id AS other, other.name AS other_name,
       count(DISTINCT mine.task) AS tasks,
       count(DISTINCT CASE WHEN mine.role = 'lead' AND theirs.role = 'support' THEN mine.task END) AS led,
       count(DISTINCT CASE WHEN mine.role = 'support' AND theirs.role = 'lead' THEN mine.task END) AS supported
FROM chosen
CROSS JOIN task ON task.document = chosen.row -- in this order: from the documents to their few tasks
CROSS JOIN responsibility AS mine ON mine.task = task.row
JOIN responsibility AS theirs ON theirs.task = mine.task
JOIN agency AS one ON one.row = mine.agency
JOIN agency AS other ON other.row = theirs.agency
WHERE one.id < other.id
    AND (:place IS NULL OR chosen.jurisdiction = :place)
    AND (:since IS NULL OR chosen.issued >= :since) AND (:until IS NULL OR chosen.issued <= :until)
GROUP BY one.row, other.row
ORDER BY tasks DESC, one.id, other.id
LIMIT :limit;

-- name: fellow_agencies
WITH pair (agency, other) AS (
    SELECT DISTINCT mine.agency, theirs.agency
    FROM agency
    JOIN responsibility AS mine ON mine.agency = agency.row
    JOIN responsibility AS theirs ON theirs.task = mine.task AND theirs.agency <> mine.agency
    WHERE agency.id IN (SELECT value FROM json_each(:agencies)))
SELECT agency.id AS agency, other.id AS other
FROM pair JOIN agency ON agency.row = pair.agency JOIN agency AS other ON other.row = pair.other
ORDER BY agency.id, other.id;
