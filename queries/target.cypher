// name: targets_of_document
MATCH (d:Document {id: $document})
MATCH (n:Target {document: d.id})
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(n)
CALL (d) {
    OPTIONAL MATCH (a:Agency)-[r:ISSUED]->(d) RETURN a.level AS issuer_level ORDER BY r.position, a.id LIMIT 1
}
RETURN d.id AS document, d.source AS source, d.title AS document_title, d.doc_number AS doc_number,
       d.issued AS issued, d.jurisdiction AS jurisdiction, issuer_level,
       n.id AS target, n.indicator AS indicator, n.value AS value, n.value_to AS value_to, n.unit AS unit, n.comparator AS comparator, n.year AS year,
       n.year_inherited AS year_inherited, n.baseline AS baseline, n.rule AS rule,
       n.start AS start, n.end AS end, t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY document, start, target

// name: targets_of_task
MATCH (t:Task {id: $task})-[:HAS_TARGET]->(n:Target)
MATCH (d:Document {id: n.document})
CALL (d) {
    OPTIONAL MATCH (a:Agency)-[r:ISSUED]->(d) RETURN a.level AS issuer_level ORDER BY r.position, a.id LIMIT 1
}
RETURN d.id AS document, d.source AS source, d.title AS document_title, d.doc_number AS doc_number,
       d.issued AS issued, d.jurisdiction AS jurisdiction, issuer_level,
       n.id AS target, n.indicator AS indicator, n.value AS value, n.value_to AS value_to, n.unit AS unit, n.comparator AS comparator, n.year AS year,
       n.year_inherited AS year_inherited, n.baseline AS baseline, n.rule AS rule,
       n.start AS start, n.end AS end, t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY document, start, target

// name: targets_of_agency
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE a.id IN $agencies AND ($documents IS NULL OR t.document IN $documents)
    AND CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END IN $roles
WITH DISTINCT t
MATCH (t)-[:HAS_TARGET]->(n:Target)
MATCH (d:Document {id: n.document})
CALL (d) {
    OPTIONAL MATCH (a:Agency)-[r:ISSUED]->(d) RETURN a.level AS issuer_level ORDER BY r.position, a.id LIMIT 1
}
RETURN d.id AS document, d.source AS source, d.title AS document_title, d.doc_number AS doc_number,
       d.issued AS issued, d.jurisdiction AS jurisdiction, issuer_level,
       n.id AS target, n.indicator AS indicator, n.value AS value, n.value_to AS value_to, n.unit AS unit, n.comparator AS comparator, n.year AS year,
       n.year_inherited AS year_inherited, n.baseline AS baseline, n.rule AS rule,
       n.start AS start, n.end AS end, t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY document, start, target

// name: overall_goals
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (d:Document {id: id}) RETURN d
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL MATCH (d:Document) RETURN d
}
MATCH (d)-[:HAS_TARGET]->(n:Target)
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(n)
CALL (d) {
    OPTIONAL MATCH (a:Agency)-[r:ISSUED]->(d) RETURN a.level AS issuer_level ORDER BY r.position, a.id LIMIT 1
}
RETURN d.id AS document, d.source AS source, d.title AS document_title, d.doc_number AS doc_number,
       d.issued AS issued, d.jurisdiction AS jurisdiction, issuer_level,
       n.id AS target, n.indicator AS indicator, n.value AS value, n.value_to AS value_to, n.unit AS unit, n.comparator AS comparator, n.year AS year,
       n.year_inherited AS year_inherited, n.baseline AS baseline, n.rule AS rule,
       n.start AS start, n.end AS end, t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY document, start, target

// name: goals_taken_up
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (d:Document {id: id}) RETURN d
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL MATCH (d:Document) RETURN d
}
MATCH (d)-[:HAS_TARGET]->(g:Target)
MATCH (t:Task {document: d.id})-[:HAS_TARGET]->(n:Target)
WHERE n.unit = g.unit AND (n.indicator CONTAINS g.indicator OR g.indicator CONTAINS n.indicator)
RETURN g.id AS goal, n.id AS target, t.id AS task
ORDER BY goal, n.start, target

// name: targets_by_indicator
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (n:Target {document: id})
    WHERE $indicator IS NULL OR n.indicator CONTAINS $indicator
    RETURN n
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL AND $indicator IS NOT NULL
    MATCH (n:Target) WHERE n.indicator CONTAINS $indicator RETURN n
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL AND $indicator IS NULL MATCH (n:Target) RETURN n
}
WITH n WHERE $year IS NULL OR n.year = $year
MATCH (d:Document {id: n.document})
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(n)
CALL (d) {
    OPTIONAL MATCH (a:Agency)-[r:ISSUED]->(d) RETURN a.level AS issuer_level ORDER BY r.position, a.id LIMIT 1
}
RETURN d.id AS document, d.source AS source, d.title AS document_title, d.doc_number AS doc_number,
       d.issued AS issued, d.jurisdiction AS jurisdiction, issuer_level,
       n.id AS target, n.indicator AS indicator, n.value AS value, n.value_to AS value_to, n.unit AS unit, n.comparator AS comparator, n.year AS year,
       n.year_inherited AS year_inherited, n.baseline AS baseline, n.rule AS rule,
       n.start AS start, n.end AS end, t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY document, start, target

// name: shared_indicators
MATCH (n:Target)
WITH n.indicator AS indicator, n.unit AS unit, count(DISTINCT n.document) AS documents, count(n) AS targets,
     min(n.value) AS lowest, max(n.value) AS highest
WHERE documents >= $at_least
RETURN indicator, unit, documents, targets, lowest, highest
ORDER BY documents DESC, targets DESC, indicator, unit
LIMIT $limit

// name: indicator_holds
RETURN EXISTS { MATCH (n:Target) WHERE n.indicator CONTAINS $text } AS held ORDER BY held
