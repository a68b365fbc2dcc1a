// name: documents_of_agencies
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE a.id IN $agencies
    AND CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END IN $roles
WITH t.document AS id, count(DISTINCT t.id) AS tasks
MATCH (d:Document {id: id})
RETURN id, d.title AS title, d.doc_number AS doc_number, d.issued AS issued, d.source AS source, tasks ORDER BY id

// name: documents_where
CALL () {
    MATCH (d:Document {jurisdiction: $place}) RETURN d
    UNION ALL
    UNWIND CASE WHEN $place IS NULL THEN $agencies END AS id WITH DISTINCT id
    MATCH (:Agency {id: id})-[:ISSUED]->(d:Document) RETURN DISTINCT d
    UNION ALL
    WITH 1 AS everywhere WHERE $place IS NULL AND $agencies IS NULL MATCH (d:Document) RETURN d
}
WITH d WHERE d.held
    AND ($year IS NULL OR d.issued >= right('000' + toString($year), 4) + '-' AND d.issued < right('000' + toString($year + 1), 4) + '-')
    AND ($kind IS NULL OR d.kind = $kind OR d.title CONTAINS $kind)
    AND ($text IS NULL OR d.title CONTAINS $text)
    AND ($agencies IS NULL OR EXISTS { MATCH (a:Agency)-[:ISSUED]->(d) WHERE a.id IN $agencies })
CALL (d) {
    OPTIONAL MATCH (a:Agency)-[r:ISSUED]->(d) RETURN a.level AS issuer_level ORDER BY r.position, a.id LIMIT 1
}
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.issued AS issued, d.jurisdiction AS jurisdiction,
       d.kind AS kind, d.period_from AS period_from, d.period_to AS period_to, d.effective_from AS effective_from,
       d.expires AS expires, d.source AS source, d.held AS held, d.sha256 AS sha256, COUNT { MATCH (t:Task {document: d.id}) } AS tasks, COUNT { MATCH (d)-[:CITES]->() } AS cites,
       COUNT { MATCH (d)<-[:CITES]-() } AS cited_by, COUNT { MATCH (n:Target {document: d.id}) } AS targets,
       issuer_level
ORDER BY id
