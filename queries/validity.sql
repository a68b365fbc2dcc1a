-- name: changes_of_documents
SELECT citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.issued AS citing_issued,
       citing.effective_from AS citing_effective, citing.source AS source,
       cited.id AS cited, citation.relation, citation.start, citation."end", citation.rule
FROM citation
JOIN document AS citing ON citing.row = citation.citing
JOIN document AS cited ON cited.row = citation.cited
WHERE citation.relation IN ('amends', 'repeals') AND (:document IS NULL OR cited.id = :document)
ORDER BY cited.id, citing.issued, citing.id, citation.start, citation.id;
