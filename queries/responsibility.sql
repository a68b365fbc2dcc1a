-- name: tasks_of_agency
SELECT document.id AS document, document.source AS source, document.title AS document_title,
       task.id AS task, task.number, task.title, task.start, task.text, task.deadline, task.deadline_text,
       agency.id AS agency, agency.name AS agency_name, responsibility.role, responsibility.mention,
       responsibility.rule, responsibility.start AS mention_start, responsibility."end" AS mention_end
FROM agency
JOIN responsibility ON responsibility.agency = agency.row
JOIN task ON task.row = responsibility.task
JOIN document ON document.row = task.document
WHERE agency.id IN (SELECT value FROM json_each(:agencies))
    AND responsibility.role IN (SELECT value FROM json_each(:roles))
    AND (:documents IS NULL OR document.id IN (SELECT value FROM json_each(:documents)))
ORDER BY document.id, task.position, responsibility.start, agency.id, responsibility.role;

-- name: agencies_of_task
SELECT document.id AS document, document.source AS source, document.title AS document_title,
       task.id AS task, task.number, task.title, task.start, task.text, task.deadline, task.deadline_text,
       agency.id AS agency, agency.name AS agency_name, responsibility.role, responsibility.mention,
       responsibility.rule, responsibility.start AS mention_start, responsibility."end" AS mention_end
FROM task
JOIN document ON document.row = task.document
JOIN responsibility ON responsibility.task = task.row
JOIN agency ON agency.row = responsibility.agency
WHERE task.id = :task
ORDER BY responsibility.start, agency.id, responsibility.role;

-- name: agencies_of_tasks
SELECT task.id AS task, agency.id AS agency, agency.name AS agency_name, agency.kind AS kind,
       responsibility.role, responsibility.mention, responsibility.rule,
       responsibility.start AS mention_start, responsibility."end" AS mention_end
FROM task
JOIN responsibility ON responsibility.task = task.row
JOIN agency ON agency.row = responsibility.agency
WHERE task.id IN (SELECT value FROM json_each(:tasks))
ORDER BY task.id, responsibility.start, agency.id, responsibility.role;

-- name: responsibilities
SELECT document.id AS document, task.id AS task, task.number, task.title, agency.id AS agency, agency.name AS agency_name,
       responsibility.role
FROM document
JOIN task ON task.document = document.row
JOIN responsibility ON responsibility.task = task.row
JOIN agency ON agency.row = responsibility.agency
WHERE document.id = :document
ORDER BY document.id, task.position, task.id, responsibility.start, agency.id, responsibility.role;
