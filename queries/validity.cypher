// name: changes_of_documents
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (cited:Document {id: id}) RETURN cited
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL MATCH (cited:Document) RETURN cited
}
MATCH (citing:Document)-[c:CITES]->(cited) WHERE c.relation IN ['amends', 'repeals']
RETURN citing.id AS citing, citing.title AS citing_title, citing.doc_number AS citing_number, citing.issued AS citing_issued,
       citing.effective_from AS citing_effective, citing.source AS source,
       cited.id AS cited, c.relation AS relation, c.start AS start, c.end AS end, c.rule AS rule
ORDER BY cited, citing_issued IS NOT NULL, citing_issued, citing, start, c.id

// name: days_of_documents
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (d:Document {id: id}) RETURN d
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL MATCH (d:Document) RETURN d
}
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.held AS held, d.issued AS issued,
       d.effective_from AS effective_from, d.expires AS expires
ORDER BY id
