-- name: targets_of_document
SELECT document.id AS document, document.source AS source, target.id AS target, target.indicator, target.value,
       target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
LEFT JOIN task ON task.row = target.task
WHERE document.id = :document
ORDER BY document.id, target.start, target.id;

-- name: targets_of_task
SELECT document.id AS document, document.source AS source, target.id AS target, target.indicator, target.value,
       target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
JOIN task ON task.row = target.task
WHERE task.id = :task
ORDER BY document.id, target.start, target.id;

-- name: targets_of_agency
SELECT document.id AS document, document.source AS source, target.id AS target, target.indicator, target.value,
       target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
JOIN task ON task.row = target.task
WHERE EXISTS (
        SELECT 1 FROM responsibility JOIN agency ON agency.row = responsibility.agency
        WHERE responsibility.task = task.row
            AND agency.id IN (SELECT value FROM json_each(:agencies))
            AND responsibility.role IN (SELECT value FROM json_each(:roles)))
    AND (:document IS NULL OR document.id = :document)
ORDER BY document.id, target.start, target.id;

-- name: overall_goals
SELECT document.id AS document, document.source AS source, target.id AS target, target.indicator, target.value,
       target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
LEFT JOIN task ON task.row = target.task
WHERE target.task IS NULL AND (:document IS NULL OR document.id = :document)
ORDER BY document.id, target.start, target.id;

-- name: goals_taken_up
SELECT goal.id AS goal, target.id AS target, task.id AS task
FROM target AS goal
JOIN document ON document.row = goal.document
JOIN target ON target.document = goal.document AND target.unit = goal.unit
    AND (instr(target.indicator, goal.indicator) > 0 OR instr(goal.indicator, target.indicator) > 0)
JOIN task ON task.row = target.task
WHERE goal.task IS NULL AND (:document IS NULL OR document.id = :document)
ORDER BY goal.id, target.start, target.id;

-- name: targets_by_indicator
SELECT document.id AS document, document.source AS source, target.id AS target, target.indicator, target.value,
       target.value_to, target.unit, target.comparator, target.year, target.year_inherited, target.baseline,
       target.rule, target.start, target."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM target
JOIN document ON document.row = target.document
LEFT JOIN task ON task.row = target.task
WHERE (:indicator IS NULL OR instr(target.indicator, :indicator) > 0) AND (:year IS NULL OR target.year = :year)
    AND (:document IS NULL OR document.id = :document)
ORDER BY document.id, target.start, target.id;
