-- name: changes_of_documents
WITH chosen AS (
    SELECT row FROM document WHERE id IN (SELECT value FROM json_each(:documents))
    UNION ALL SELECT row FROM document WHERE :documents IS NULL)
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.issued AS citing_issued,
       citing.effective_from AS citing_effective, citing.source AS source,
       cited.id AS cited, citation.relation, citation.start, citation."end", citation.rule
FROM chosen
JOIN document AS cited ON cited.row = chosen.row
JOIN citation ON citation.cited = cited.row
JOIN document AS citing ON citing.row = citation.citing
WHERE citation.relation IN ('amends', 'repeals')
ORDER BY cited.id, citing.issued, citing.id, citation.start, citation.id;

-- name: days_of_documents
SELECT id, title, doc_number, held, issued, effective_from, expires
FROM document
WHERE :documents IS NULL OR id IN (SELECT value FROM json_each(:documents))
ORDER BY id;
