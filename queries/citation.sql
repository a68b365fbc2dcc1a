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
-- Of the places where one cites the other, the first.
SELECT citing, citing_source, cited, title, doc_number, source, held, relation, rule, start, "end"
FROM (
    SELECT citing.id AS citing, citing.source AS citing_source, cited.id AS cited, cited.title, cited.doc_number, cited.source,
           cited.held, citation.relation, citation.rule, citation.start, citation."end",
           row_number() OVER (PARTITION BY citing.row, cited.row ORDER BY citation.start, citation.id) AS place
    FROM document AS citing
    JOIN citation ON citation.citing = citing.row
    JOIN document AS cited ON cited.row = citation.cited
    WHERE citing.id IN (SELECT value FROM json_each(:documents)))
WHERE place = 1
ORDER BY citing, cited;

-- name: citation_pairs
SELECT DISTINCT citing.id AS citing, citing.issued AS citing_issued, cited.id AS cited, cited.issued AS cited_issued
FROM citation
JOIN document AS citing ON citing.row = citation.citing
JOIN document AS cited ON cited.row = citation.cited
ORDER BY citing.id, cited.id;

-- name: cited_together
-- With the first place, by document, where the other is cited beside it: what stands beside min() is of that row.
SELECT other.id, other.title, other.doc_number, other.source, other.held, pair.citing,
       pair.document, pair.citing_source, pair.relation, pair.rule, pair.start, pair."end"
FROM (
    SELECT theirs.cited AS other, count(DISTINCT citing.row) AS citing, citing.id AS document, citing.source AS citing_source,
           theirs.relation, theirs.rule, theirs.start, theirs."end",
           min(citing.id || char(0) || printf('%09d', theirs.start) || theirs.id) AS place
    FROM (SELECT DISTINCT mine.cited, mine.citing FROM document JOIN citation AS mine ON mine.cited = document.row
          WHERE document.id = :document) AS mine
    JOIN document AS citing ON citing.row = mine.citing
    JOIN citation AS theirs ON theirs.citing = citing.row AND theirs.cited <> mine.cited
    GROUP BY theirs.cited) AS pair
JOIN document AS other ON other.row = pair.other
ORDER BY pair.citing DESC, other.id;

-- name: cited_though_repealed
WITH repeal AS (SELECT DISTINCT citing, cited FROM citation WHERE relation = 'repeals')
SELECT cited.id AS document, cited.title, cited.doc_number, repealing.id AS repealed_by, repealing.title AS repealed_by_title,
       coalesce(repealing.effective_from, repealing.issued) AS repealed,
       citing.id AS citing, citing.title AS citing_title, citing.issued AS citing_issued, citing.source AS citing_source,
       citing.issued >= coalesce(repealing.effective_from, repealing.issued) AS afterwards,
       citation.relation, citation.rule, citation.start, citation."end"
FROM repeal
JOIN document AS repealing ON repealing.row = repeal.citing
JOIN document AS cited ON cited.row = repeal.cited
JOIN citation ON citation.cited = cited.row AND citation.relation NOT IN ('repeals', 'amends')
JOIN document AS citing ON citing.row = citation.citing
WHERE citing.row <> repealing.row AND NOT EXISTS (SELECT 1 FROM repeal AS gone WHERE gone.cited = citing.row)
ORDER BY cited.id, repealing.id, citing.id, citation.start, citation.id;
