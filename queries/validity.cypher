// name: changes_of_documents
MATCH (citing:Document)-[c:CITES]->(cited:Document)
WHERE c.relation IN ['amends', 'repeals'] AND cited.id >= coalesce($document, 'doc:') AND cited.id <= coalesce($document, 'doc;')
RETURN citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.issued AS citing_issued,
       citing.effective_from AS citing_effective, citing.source AS source,
       cited.id AS cited, c.relation AS relation, c.start AS start, c.end AS end, c.rule AS rule
ORDER BY cited, citing_issued IS NOT NULL, citing_issued, citing, start, c.id
