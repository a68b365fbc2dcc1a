// name: counts
RETURN COUNT { MATCH (:Document {held: true}) } AS documents,
       COUNT { MATCH (:Document {held: false}) } AS cited_only,
       COUNT { MATCH (:Section) } AS sections,
       COUNT { MATCH (:Task) } AS tasks,
       COUNT { MATCH (a:Agency) WHERE EXISTS { (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->() } } AS agencies,
       COUNT { MATCH (:Agency {kind: 'unresolved'}) } AS unresolved,
       COUNT { MATCH (:Agency)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task) } AS responsibilities,
       COUNT { MATCH (:Document)-[:CITES]->(:Document) } AS citations,
       COUNT { MATCH (:Target) } AS targets
ORDER BY documents

// name: documents
MATCH (d:Document) WHERE $held IS NULL OR d.held = $held
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.issued AS issued, d.jurisdiction AS jurisdiction,
       d.kind AS kind, d.period_from AS period_from, d.period_to AS period_to, d.effective_from AS effective_from,
       d.expires AS expires, d.source AS source, d.held AS held, d.sha256 AS sha256, COUNT { MATCH (t:Task {document: d.id}) } AS tasks, COUNT { MATCH (d)-[:CITES]->() } AS cites,
       COUNT { MATCH (d)<-[:CITES]-() } AS cited_by, COUNT { MATCH (n:Target {document: d.id}) } AS targets
ORDER BY id

// name: document
MATCH (d:Document {id: $document})
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.issued AS issued, d.jurisdiction AS jurisdiction,
       d.kind AS kind, d.period_from AS period_from, d.period_to AS period_to, d.effective_from AS effective_from,
       d.expires AS expires, d.source AS source, d.held AS held, d.sha256 AS sha256, COUNT { MATCH (t:Task {document: d.id}) } AS tasks, COUNT { MATCH (d)-[:CITES]->() } AS cites,
       COUNT { MATCH (d)<-[:CITES]-() } AS cited_by, COUNT { MATCH (n:Target {document: d.id}) } AS targets
ORDER BY id

// name: documents_known
MATCH (d:Document) WHERE d.id IN $documents
RETURN d.id AS id ORDER BY id

// name: documents_by_name
MATCH (:Name {id: $name})-[:NAMES]->(d:Document)
RETURN d.id AS id ORDER BY id

// name: documents_by_part
MATCH (n:Name)-[:NAMES]->(d:Document) WHERE n.id CONTAINS $text AND n.id <> coalesce(d.doc_number, '')
RETURN DISTINCT d.id AS id ORDER BY id

// name: fingerprints
MATCH (d:Document {held: true})
RETURN d.id AS id, d.source AS source, d.sha256 AS sha256, d.reader AS reader ORDER BY id

// name: document_names
MATCH (n:Name)-[:NAMES]->(d:Document)
RETURN d.id AS document, n.id AS name ORDER BY document, name

// name: document_text
MATCH (d:Document {id: $document, held: true})
RETURN d.id AS id, d.text AS text ORDER BY id

// name: document_texts
MATCH (d:Document) WHERE d.id IN $documents AND d.held
RETURN d.id AS id, d.text AS text ORDER BY id

// name: issuers_of_document
MATCH (a:Agency)-[r:ISSUED]->(:Document {id: $document})
RETURN a.id AS id, a.name AS name ORDER BY r.position, id

// name: sections_of_document
MATCH (s:Section {document: $document})
OPTIONAL MATCH (p:Section)-[:CONTAINS]->(s)
RETURN s.id AS id, p.id AS parent, s.number AS number, s.title AS title, s.level AS level, s.start AS start, s.end AS end, s.rule AS rule
ORDER BY start, level, id

// name: search_documents
MATCH (d:Document) WHERE d.title CONTAINS $text OR d.doc_number CONTAINS $text
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.source AS source, d.held AS held
ORDER BY held DESC, id LIMIT $limit

// name: search_tasks
MATCH (t:Task) WHERE t.text CONTAINS $text OR t.title CONTAINS $text
WITH t ORDER BY t.document, t.position, t.id LIMIT $limit
MATCH (d:Document {id: t.document})
RETURN t.id AS id, t.number AS number, t.title AS title, t.text AS text, t.start AS start, d.id AS document, d.source AS source
ORDER BY document, t.position, id

// name: search_sections
MATCH (s:Section) WHERE s.title CONTAINS $text
WITH s ORDER BY s.document, s.start, s.id LIMIT $limit
MATCH (d:Document {id: s.document})
RETURN s.id AS id, s.number AS number, s.title AS title, s.start AS start, d.id AS document,
       d.title AS document_title, d.source AS source
ORDER BY document, start, id

// name: search_paragraphs
MATCH (p:Paragraph) WHERE p.text CONTAINS $text
WITH p ORDER BY p.document, p.start, p.id LIMIT $limit
MATCH (d:Document {id: p.document})
RETURN p.id AS id, p.text AS text, p.start AS start, d.id AS document, d.title AS document_title,
       d.source AS source
ORDER BY document, start, id

// name: search_agencies
MATCH (n:Name)-[:NAMES]->(a:Agency) WHERE n.id CONTAINS $text
RETURN DISTINCT a.id AS id, a.name AS name, a.kind AS kind, a.jurisdiction AS jurisdiction
ORDER BY id LIMIT $limit

// name: search_targets
MATCH (n:Target) WHERE n.indicator CONTAINS $text OR n.text CONTAINS $text
WITH n ORDER BY n.document, n.start, n.id LIMIT $limit
MATCH (d:Document {id: n.document})
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(n)
RETURN n.id AS id, n.indicator AS indicator, n.value AS value, n.value_to AS value_to, n.unit AS unit,
       n.comparator AS comparator, n.year AS year, n.start AS start, d.id AS document, d.source AS source, t.id AS task
ORDER BY document, start, id

// name: document_names_among
MATCH (n:Name)-[:NAMES]->(:Document) WHERE n.id IN $names
RETURN DISTINCT n.id AS name ORDER BY name

// name: document_heads
MATCH (d:Document)
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.issued AS issued, d.jurisdiction AS jurisdiction,
       d.kind AS kind, d.held AS held
ORDER BY id

// name: place_holds
RETURN EXISTS { MATCH (d:Document {jurisdiction: $place}) } AS held ORDER BY held

// name: places
MATCH (d:Document) WHERE d.jurisdiction IS NOT NULL
RETURN DISTINCT d.jurisdiction AS place ORDER BY place
