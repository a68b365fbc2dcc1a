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

-- name: most_cited
SELECT document.id, document.title, document.doc_number, document.source, document.held,
       count(DISTINCT citation.citing) AS citing, count(*) AS citations
FROM citation JOIN document ON document.row = citation.cited
WHERE :held IS NULL OR document.held = :held
GROUP BY document.row
ORDER BY citing DESC, citations DESC, document.id
LIMIT :limit;

-- name: documents_cited_from
SELECT DISTINCT citing.id AS citing, cited.id AS cited, cited.title, cited.doc_number, cited.source, cited.held
FROM document AS citing
JOIN citation ON citation.citing = citing.row
JOIN document AS cited ON cited.row = citation.cited
WHERE citing.id IN (SELECT value FROM json_each(:documents))
ORDER BY citing.id, cited.id;

-- name: citation_pairs
SELECT DISTINCT citing.id AS citing, citing.issued AS citing_issued, cited.id AS cited, cited.issued AS cited_issued
FROM citation
JOIN document AS citing ON citing.row = citation.citing
JOIN document AS cited ON cited.row = citation.cited
ORDER BY citing.id, cited.id;

-- name: cited_together
SELECT other.id, other.title, other.doc_number, other.source, other.held, count(DISTINCT mine.citing) AS citing
FROM document
JOIN citation AS mine ON mine.cited = document.row
JOIN citation AS theirs ON theirs.citing = mine.citing AND theirs.cited <> mine.cited
JOIN document AS other ON other.row = theirs.cited
WHERE document.id = :document
GROUP BY other.row
ORDER BY citing DESC, other.id;

-- name: cited_though_repealed
SELECT cited.id AS document, cited.title, cited.doc_number, repealing.id AS repealed_by, repealing.title AS repealed_by_title,
       coalesce(repealing.effective_from, repealing.issued) AS repealed,
       citing.id AS citing, citing.title AS citing_title, citing.issued AS citing_issued, citing.source AS source,
       citation.relation, citation.rule, citation.start, citation."end"
FROM citation AS repeal
JOIN document AS repealing ON repealing.row = repeal.citing
JOIN document AS cited ON cited.row = repeal.cited
JOIN citation ON citation.cited = cited.row AND citation.relation NOT IN ('repeals', 'amends')
JOIN document AS citing ON citing.row = citation.citing
WHERE repeal.relation = 'repeals' AND citing.issued >= coalesce(repealing.effective_from, repealing.issued)
ORDER BY cited.id, repealing.id, citing.id, citation.start, citation.id;
