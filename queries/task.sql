-- name: tasks
WITH chosen AS (
    SELECT row FROM task
    WHERE id IN (SELECT value FROM json_each(:tasks)) AND (:text IS NULL OR instr(text, :text) > 0 OR instr(title, :text) > 0)
    UNION ALL SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE :tasks IS NULL AND document.id IN (SELECT value FROM json_each(:documents))
        AND (:text IS NULL OR instr(task.text, :text) > 0 OR instr(task.title, :text) > 0)
    UNION ALL SELECT rowid FROM task_search
    WHERE :tasks IS NULL AND :documents IS NULL AND length(:text) > 2 AND instr(:text, char(0)) = 0
        AND task_search MATCH '"' || replace(:text, '"', '""') || '"'
    UNION ALL SELECT row FROM task
    WHERE :tasks IS NULL AND :documents IS NULL AND (:text IS NULL OR (length(:text) < 3 OR instr(:text, char(0)) > 0)
        AND (instr(text, :text) > 0 OR instr(title, :text) > 0)))
SELECT document.id AS document, document.source AS source, document.title AS document_title,
       task.id AS task, task.number, task.title, task.start, task."end", task.text, task.deadline, task.deadline_text,
       task.rule, section.id AS section, section.title AS section_title
FROM chosen
JOIN task ON task.row = chosen.row
JOIN document ON document.row = task.document
LEFT JOIN section ON section.row = task.section
WHERE :roles IS NULL OR EXISTS (
    SELECT 1 FROM responsibility
    WHERE responsibility.task = task.row AND responsibility.role IN (SELECT value FROM json_each(:roles)))
ORDER BY document.id, task.position, task.id;

-- name: tasks_known
SELECT id AS task FROM task WHERE id IN (SELECT value FROM json_each(:tasks)) ORDER BY task;

-- name: tasks_by_number
WITH chosen AS (
    SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE document.id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM task WHERE :documents IS NULL)
SELECT task.id AS task
FROM chosen JOIN task ON task.row = chosen.row JOIN document ON document.row = task.document
WHERE task.number IN (SELECT value FROM json_each(:numbers))
ORDER BY document.id, task.position, task.id;

-- name: tasks_by_title
WITH chosen AS (
    SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE document.id IN (SELECT value FROM json_each(:documents)) AND instr(task.title, :title) > 0
    UNION ALL SELECT rowid FROM task_search
    WHERE :documents IS NULL AND length(:title) > 2 AND instr(:title, char(0)) = 0
        AND task_search MATCH 'title : "' || replace(:title, '"', '""') || '"'
    UNION ALL SELECT row FROM task
    WHERE :documents IS NULL AND (length(:title) < 3 OR instr(:title, char(0)) > 0) AND instr(title, :title) > 0)
SELECT task.id AS task, task.title = :title AS exact
FROM chosen JOIN task ON task.row = chosen.row JOIN document ON document.row = task.document
ORDER BY document.id, task.position, task.id;

-- name: task_titles_among
SELECT DISTINCT title FROM task WHERE title IN (SELECT value FROM json_each(:names)) ORDER BY title;

-- name: tasks_without_role
WITH chosen AS (
    SELECT row FROM task WHERE id IN (SELECT value FROM json_each(:tasks))
    UNION ALL SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE :tasks IS NULL AND document.id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM task WHERE :tasks IS NULL AND :documents IS NULL)
SELECT task.id AS task
FROM chosen JOIN task ON task.row = chosen.row JOIN document ON document.row = task.document
WHERE NOT EXISTS (SELECT 1 FROM responsibility
    WHERE responsibility.task = task.row AND role IN (SELECT value FROM json_each(:roles)))
ORDER BY document.id, task.position, task.id;

-- name: tasks_with_agencies
WITH chosen AS (
    SELECT row FROM task WHERE id IN (SELECT value FROM json_each(:tasks))
    UNION ALL SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE :tasks IS NULL AND document.id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM task WHERE :tasks IS NULL AND :documents IS NULL)
SELECT task.id AS task, sized.agencies
FROM (
    SELECT task, count(DISTINCT agency) AS agencies FROM responsibility WHERE task IN (SELECT row FROM chosen)
    GROUP BY task HAVING agencies >= :at_least AND (:at_most IS NULL OR agencies <= :at_most)) AS sized
JOIN task ON task.row = sized.task
JOIN document ON document.row = task.document
ORDER BY sized.agencies DESC, document.id, task.position, task.id;

-- name: tasks_by_deadline
WITH chosen AS (
    SELECT row FROM task
    WHERE id IN (SELECT value FROM json_each(:tasks)) AND deadline >= :after AND deadline <= :before
    UNION ALL SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE :tasks IS NULL AND document.id IN (SELECT value FROM json_each(:documents))
        AND task.deadline >= :after AND task.deadline <= :before
    UNION ALL SELECT row FROM task
    WHERE :tasks IS NULL AND :documents IS NULL AND deadline >= :after AND deadline <= :before)
SELECT task.id AS task, task.deadline
FROM chosen JOIN task ON task.row = chosen.row JOIN document ON document.row = task.document
ORDER BY task.deadline, document.id, task.position, task.id;

-- name: tasks_without_deadline
WITH chosen AS (
    SELECT row FROM task WHERE id IN (SELECT value FROM json_each(:tasks))
    UNION ALL SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE :tasks IS NULL AND document.id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM task WHERE :tasks IS NULL AND :documents IS NULL)
SELECT task.id AS task
FROM chosen JOIN task ON task.row = chosen.row JOIN document ON document.row = task.document
WHERE task.deadline IS NULL AND task.deadline_text IS NULL
ORDER BY document.id, task.position, task.id;

-- name: tasks_without_target
WITH chosen AS (
    SELECT row FROM task WHERE id IN (SELECT value FROM json_each(:tasks))
    UNION ALL SELECT task.row FROM document JOIN task ON task.document = document.row
    WHERE :tasks IS NULL AND document.id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM task WHERE :tasks IS NULL AND :documents IS NULL)
SELECT task.id AS task
FROM chosen JOIN task ON task.row = chosen.row JOIN document ON document.row = task.document
WHERE NOT EXISTS (SELECT 1 FROM target WHERE target.task = task.row)
ORDER BY document.id, task.position, task.id;

-- name: task_holds
SELECT EXISTS (
    SELECT 1 FROM task_search WHERE length(:text) > 2 AND instr(:text, char(0)) = 0 AND task_search MATCH '"' || replace(:text, '"', '""') || '"'
    UNION ALL SELECT 1 FROM task WHERE (length(:text) < 3 OR instr(:text, char(0)) > 0) AND (instr(text, :text) > 0 OR instr(title, :text) > 0)) AS held
ORDER BY held;

-- name: task_title_holds
SELECT EXISTS (
    SELECT 1 FROM task_search
    WHERE length(:title) > 2 AND instr(:title, char(0)) = 0 AND task_search MATCH 'title : "' || replace(:title, '"', '""') || '"'
    UNION ALL SELECT 1 FROM task WHERE (length(:title) < 3 OR instr(:title, char(0)) > 0) AND instr(title, :title) > 0) AS held
ORDER BY held;
