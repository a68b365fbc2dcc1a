// name: export_document_ids
MATCH (d:Document) RETURN d.id AS id ORDER BY id

// name: export_documents
MATCH (d:Document) WHERE d.id IN $documents
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.issued AS issued, d.jurisdiction AS jurisdiction,
       d.kind AS kind, d.period_from AS period_from, d.period_to AS period_to, d.effective_from AS effective_from,
       d.expires AS expires, d.source AS source, d.held AS held, d.sha256 AS sha256, d.text AS text
ORDER BY id

// name: export_sections
MATCH (s:Section) WHERE s.document IN $documents
OPTIONAL MATCH (p:Section)-[:CONTAINS]->(s)
RETURN s.id AS id, s.document AS document, p.id AS parent, s.number AS number, s.title AS title, s.level AS level,
       s.rule AS rule, s.start AS start, s.end AS end
ORDER BY document, start, level, id

// name: export_tasks
MATCH (t:Task) WHERE t.document IN $documents
OPTIONAL MATCH (s:Section)-[:CONTAINS]->(t)
RETURN t.id AS id, t.document AS document, s.id AS section, t.position AS position, t.number AS number,
       t.title AS title, t.text AS text, t.deadline AS deadline, t.deadline_text AS deadline_text,
       t.rule AS rule, t.start AS start, t.end AS end
ORDER BY document, position, id

// name: export_targets
MATCH (n:Target) WHERE n.document IN $documents
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(n)
RETURN n.id AS id, n.document AS document, t.id AS task, n.indicator AS indicator, n.value AS value,
       n.value_to AS value_to, n.unit AS unit, n.comparator AS comparator, n.year AS year,
       n.year_inherited AS year_inherited, n.baseline AS baseline, n.text AS text, n.rule AS rule,
       n.start AS start, n.end AS end
ORDER BY document, start, id

// name: export_responsibilities
MATCH (t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(a:Agency) WHERE t.document IN $documents
RETURN t.document AS document, t.id AS task, a.id AS agency,
       CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS role,
       r.mention AS mention, r.rule AS rule, r.start AS start, r.end AS end
ORDER BY document, task, start, agency, role

// name: export_citations
MATCH (a:Document)-[r:CITES]->(b:Document) WHERE a.id IN $documents
RETURN r.id AS id, a.id AS citing, b.id AS cited, r.title AS title, r.doc_number AS doc_number,
       r.relation AS relation, r.task AS task, r.rule AS rule, r.start AS start, r.end AS end
ORDER BY citing, start, id

// name: export_issuers
MATCH (a:Agency)-[r:ISSUED]->(d:Document) WHERE d.id IN $documents
RETURN d.id AS document, a.id AS agency, r.position AS position
ORDER BY document, position, agency

// name: export_agencies
MATCH (a:Agency) WHERE a.id IN $agencies
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.jurisdiction AS jurisdiction, a.level AS level,
       a.valid_from AS valid_from, a.valid_to AS valid_to, a.candidates AS candidates
ORDER BY id
