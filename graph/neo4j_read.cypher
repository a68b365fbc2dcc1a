// What a replacement reads before it writes; the same names stand in sqlite_read.sql.

// name: agencies_named_by
MATCH (a:Agency)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task {document: $document}) RETURN a.id AS id
UNION
MATCH (a:Agency)-[:ISSUED]->(:Document {id: $document}) RETURN a.id AS id

// name: mentions_in
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task {document: $document})
RETURN DISTINCT a.id AS agency, r.mention AS mention ORDER BY agency, mention

// name: cited_by_document
MATCH (:Document {id: $document})-[r:CITES]->(d:Document)
RETURN DISTINCT d.id AS cited, r.title AS title, r.doc_number AS doc_number ORDER BY cited, title, doc_number

// name: documents_sharing_names
MATCH (n:Name)-[:NAMES]->(d:Document) WHERE n.id IN $names
RETURN DISTINCT d.id AS id ORDER BY id

// name: documents_sharing_names_with
MATCH (:Document {id: $document})<-[:NAMES]-(n:Name)
MATCH (n)-[:NAMES]->(d:Document)
RETURN DISTINCT d.id AS id ORDER BY id

// name: held_under_names
MATCH (n:Name)-[:NAMES {own: true}]->(d:Document {held: true}) WHERE n.id IN $names
RETURN n.id AS name, d.id AS id, d.doc_number AS doc_number ORDER BY name, id

// name: citations_of
MATCH (:Document)-[r:CITES]->(d:Document) WHERE d.id IN $documents
RETURN r.id AS id, d.id AS cited, r.title AS title, r.doc_number AS doc_number ORDER BY id

// name: cited_as
MATCH (:Document)-[r:CITES]->(d:Document) WHERE d.id IN $documents
RETURN DISTINCT d.id AS document, r.title AS title, r.doc_number AS doc_number ORDER BY document, title, doc_number

// name: names_of
MATCH (n:Name)-[:NAMES]->(d:Document) WHERE d.id IN $documents
RETURN d.id AS document, n.id AS name ORDER BY document, name

// name: document_states
MATCH (d:Document) WHERE d.id IN $documents
RETURN d.id AS id, d.held AS held, d.title AS title, d.doc_number AS doc_number ORDER BY id

// name: heirs_of
MATCH (a:Agency) WHERE a.id IN $agencies
MATCH (a)-[:SUCCEEDED_BY*0..]->(h:Agency)
RETURN DISTINCT h.id AS id ORDER BY id

// name: unused_agencies
MATCH (a:Agency) WHERE a.id IN $agencies
    AND NOT EXISTS { MATCH (a)<-[:SUCCEEDED_BY*0..]-(f:Agency)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR|ISSUED]->() }
RETURN a.id AS id ORDER BY id

// name: mentions_of
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task) WHERE a.id IN $agencies
RETURN DISTINCT a.id AS agency, r.mention AS mention ORDER BY agency, mention

// name: spellings_of
MATCH (n:Name)-[:NAMES {mentioned: false}]->(a:Agency) WHERE a.id IN $agencies
RETURN a.id AS agency, n.id AS name ORDER BY agency, name
