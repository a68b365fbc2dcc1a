-- name: cites
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.source AS source,
       citing.issued AS citing_issued, citing.jurisdiction AS citing_jurisdiction,
       cited.id AS cited, cited.title AS cited_title, cited.doc_number AS cited_number, cited.held AS cited_held,
       cited.source AS cited_source, cited.issued AS cited_issued, cited.jurisdiction AS cited_jurisdiction,
       citation.relation, citation.rule, citation.start, citation."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM document AS citing
JOIN citation ON citation.citing = citing.row
JOIN document AS cited ON cited.row = citation.cited
LEFT JOIN task ON task.row = citation.task
WHERE citing.id = :document
ORDER BY citing.id, citation.start, cited.id, citation.id;

-- name: cited_by
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.source AS source,
       citing.issued AS citing_issued, citing.jurisdiction AS citing_jurisdiction,
       cited.id AS cited, cited.title AS cited_title, cited.doc_number AS cited_number, cited.held AS cited_held,
       cited.source AS cited_source, cited.issued AS cited_issued, cited.jurisdiction AS cited_jurisdiction,
       citation.relation, citation.rule, citation.start, citation."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM document AS cited
JOIN citation ON citation.cited = cited.row
JOIN document AS citing ON citing.row = citation.citing
LEFT JOIN task ON task.row = citation.task
WHERE cited.id = :document
ORDER BY citing.id, citation.start, cited.id, citation.id;

-- name: citation_links
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.source AS source,
       citing.issued AS citing_issued, citing.jurisdiction AS citing_jurisdiction,
       cited.id AS cited, cited.title AS cited_title, cited.doc_number AS cited_number, cited.held AS cited_held,
       cited.source AS cited_source, cited.issued AS cited_issued, cited.jurisdiction AS cited_jurisdiction,
       citation.relation, citation.rule, citation.start, citation."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM citation
JOIN document AS citing ON citing.row = citation.citing
JOIN document AS cited ON cited.row = citation.cited
LEFT JOIN task ON task.row = citation.task
ORDER BY citing.id, citation.start, cited.id, citation.id
LIMIT :limit;

-- name: tasks_citing
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.source AS source,
       citing.issued AS citing_issued, citing.jurisdiction AS citing_jurisdiction,
       cited.id AS cited, cited.title AS cited_title, cited.doc_number AS cited_number, cited.held AS cited_held,
       cited.source AS cited_source, cited.issued AS cited_issued, cited.jurisdiction AS cited_jurisdiction,
       citation.relation, citation.rule, citation.start, citation."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM document AS cited
JOIN citation ON citation.cited = cited.row
JOIN document AS citing ON citing.row = citation.citing
JOIN task ON task.row = citation.task
WHERE cited.id = :document
ORDER BY citing.id, citation.start, cited.id, citation.id;

-- name: citations_of_task
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.source AS source,
       citing.issued AS citing_issued, citing.jurisdiction AS citing_jurisdiction,
       cited.id AS cited, cited.title AS cited_title, cited.doc_number AS cited_number, cited.held AS cited_held,
       cited.source AS cited_source, cited.issued AS cited_issued, cited.jurisdiction AS cited_jurisdiction,
       citation.relation, citation.rule, citation.start, citation."end",
       task.id AS task, task.number AS task_number, task.title AS task_title
FROM task
JOIN citation ON citation.task = task.row
JOIN document AS citing ON citing.row = citation.citing
JOIN document AS cited ON cited.row = citation.cited
WHERE task.id = :task
ORDER BY citing.id, citation.start, cited.id, citation.id;
