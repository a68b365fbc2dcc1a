// name: tasks
CALL () {
    UNWIND $tasks AS id WITH DISTINCT id MATCH (t:Task {id: id}) RETURN t
    UNION ALL
    UNWIND CASE WHEN $tasks IS NULL THEN $documents END AS id WITH DISTINCT id MATCH (t:Task {document: id}) RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $tasks IS NULL AND $documents IS NULL MATCH (t:Task) RETURN t
}
WITH t
WHERE ($text IS NULL OR t.text CONTAINS $text OR t.title CONTAINS $text)
    AND ($roles IS NULL OR EXISTS {
        MATCH (:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
        WHERE CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END IN $roles
    })
MATCH (d:Document {id: t.document})
OPTIONAL MATCH (s:Section)-[:CONTAINS]->(t)
RETURN d.id AS document, d.source AS source, d.title AS document_title,
       t.id AS task, t.number AS number, t.title AS title, t.start AS start, t.end AS end, t.text AS text,
       t.deadline AS deadline, t.deadline_text AS deadline_text, t.rule AS rule,
       s.id AS section, s.title AS section_title
ORDER BY document, t.position, task

// name: tasks_known
MATCH (t:Task) WHERE t.id IN $tasks
RETURN t.id AS task ORDER BY task

// name: tasks_by_number
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (t:Task {document: id}) RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL MATCH (t:Task) RETURN t
}
WITH t WHERE t.number IN $numbers
RETURN t.id AS task ORDER BY t.document, t.position, task

// name: tasks_by_title
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (t:Task {document: id}) WHERE t.title CONTAINS $title RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL MATCH (t:Task) WHERE t.title CONTAINS $title RETURN t
}
RETURN t.id AS task, t.title = $title AS exact ORDER BY t.document, t.position, task

// name: task_titles_among
MATCH (t:Task) WHERE t.title IN $names
RETURN DISTINCT t.title AS title ORDER BY title

// name: tasks_without_role
CALL () {
    UNWIND $tasks AS id WITH DISTINCT id MATCH (t:Task {id: id}) RETURN t
    UNION ALL
    UNWIND CASE WHEN $tasks IS NULL THEN $documents END AS id WITH DISTINCT id MATCH (t:Task {document: id}) RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $tasks IS NULL AND $documents IS NULL MATCH (t:Task) RETURN t
}
WITH t WHERE NOT EXISTS {
    MATCH (:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
    WHERE CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END IN $roles
}
RETURN t.id AS task ORDER BY t.document, t.position, task

// name: tasks_with_agencies
CALL () {
    UNWIND $tasks AS id WITH DISTINCT id MATCH (t:Task {id: id}) RETURN t
    UNION ALL
    UNWIND CASE WHEN $tasks IS NULL THEN $documents END AS id WITH DISTINCT id MATCH (t:Task {document: id}) RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $tasks IS NULL AND $documents IS NULL MATCH (t:Task) RETURN t
}
MATCH (a:Agency)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
WITH t, count(DISTINCT a) AS agencies
WHERE agencies >= $at_least AND ($at_most IS NULL OR agencies <= $at_most)
RETURN t.id AS task, agencies ORDER BY agencies DESC, t.document, t.position, task

// name: tasks_by_deadline
CALL () {
    UNWIND $tasks AS id WITH DISTINCT id MATCH (t:Task {id: id}) WHERE t.deadline >= $after AND t.deadline <= $before RETURN t
    UNION ALL
    UNWIND CASE WHEN $tasks IS NULL THEN $documents END AS id WITH DISTINCT id
    MATCH (t:Task {document: id}) WHERE t.deadline >= $after AND t.deadline <= $before RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $tasks IS NULL AND $documents IS NULL
    MATCH (t:Task) WHERE t.deadline >= $after AND t.deadline <= $before RETURN t
}
RETURN t.id AS task, t.deadline AS deadline ORDER BY deadline, t.document, t.position, task

// name: tasks_without_deadline
CALL () {
    UNWIND $tasks AS id WITH DISTINCT id MATCH (t:Task {id: id}) RETURN t
    UNION ALL
    UNWIND CASE WHEN $tasks IS NULL THEN $documents END AS id WITH DISTINCT id MATCH (t:Task {document: id}) RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $tasks IS NULL AND $documents IS NULL MATCH (t:Task) RETURN t
}
WITH t WHERE t.deadline IS NULL AND t.deadline_text IS NULL
RETURN t.id AS task ORDER BY t.document, t.position, task

// name: tasks_without_target
CALL () {
    UNWIND $tasks AS id WITH DISTINCT id MATCH (t:Task {id: id}) RETURN t
    UNION ALL
    UNWIND CASE WHEN $tasks IS NULL THEN $documents END AS id WITH DISTINCT id MATCH (t:Task {document: id}) RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $tasks IS NULL AND $documents IS NULL MATCH (t:Task) RETURN t
}
WITH t WHERE NOT EXISTS { MATCH (t)-[:HAS_TARGET]->(:Target) }
RETURN t.id AS task ORDER BY t.document, t.position, task

// name: task_holds
RETURN EXISTS { MATCH (t:Task) WHERE t.text CONTAINS $text OR t.title CONTAINS $text } AS held ORDER BY held

// name: task_title_holds
RETURN EXISTS { MATCH (t:Task) WHERE t.title CONTAINS $title } AS held ORDER BY held
