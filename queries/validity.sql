-- name: changes_of_documents
WITH chosen AS (
    SELECT row FROM document WHERE id = :document
    UNION ALL SELECT row FROM document WHERE :document IS NULL)
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.issued AS citing_issued,
       citing.effective_from AS citing_effective, citing.source AS source,
       cited.id AS cited, citation.relation, citation.start, citation."end", citation.rule
FROM chosen
JOIN document AS cited ON cited.row = chosen.row
JOIN citation ON citation.cited = cited.row
JOIN document AS citing ON citing.row = citation.citing
WHERE citation.relation IN ('amends', 'repeals')
ORDER BY cited.id, citing.issued, citing.id, citation.start, citation.id;
