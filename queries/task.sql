-- name: tasks
SELECT document.id AS document, document.source AS source, document.title AS document_title,
       task.id AS task, task.number, task.title, task.start, task."end", task.text, task.deadline, task.deadline_text,
       task.rule, section.id AS section, section.title AS section_title
FROM task
JOIN document ON document.row = task.document
LEFT JOIN section ON section.row = task.section
WHERE (:document IS NULL OR document.id = :document)
    AND (:text IS NULL OR instr(task.text, :text) > 0 OR instr(task.title, :text) > 0)
    AND (:agencies IS NULL AND :roles IS NULL OR EXISTS (
        SELECT 1 FROM responsibility JOIN agency ON agency.row = responsibility.agency
        WHERE responsibility.task = task.row
            AND (:agencies IS NULL OR agency.id IN (SELECT value FROM json_each(:agencies)))
            AND (:roles IS NULL OR responsibility.role IN (SELECT value FROM json_each(:roles)))))
ORDER BY document.id, task.position, task.id;

-- name: task
SELECT document.id AS document, document.source AS source, document.title AS document_title,
       task.id AS task, task.number, task.title, task.start, task."end", task.text, task.deadline, task.deadline_text,
       task.rule, section.id AS section, section.title AS section_title
FROM task
JOIN document ON document.row = task.document
LEFT JOIN section ON section.row = task.section
WHERE task.id = :task
ORDER BY document.id, task.position, task.id;

-- name: tasks_by_number
SELECT task.id AS task
FROM task JOIN document ON document.row = task.document
WHERE task.number IN (SELECT value FROM json_each(:numbers)) AND (:document IS NULL OR document.id = :document)
ORDER BY document.id, task.position, task.id;

-- name: tasks_by_title
SELECT task.id AS task, task.title = :title AS exact
FROM task JOIN document ON document.row = task.document
WHERE instr(task.title, :title) > 0 AND (:document IS NULL OR document.id = :document)
ORDER BY document.id, task.position, task.id;
