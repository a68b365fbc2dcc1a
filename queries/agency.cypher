// name: agencies_by_name
MATCH (:Name {id: $name})-[:NAMES]->(a:Agency)
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.jurisdiction AS jurisdiction, a.level AS level,
       a.valid_from AS valid_from, a.valid_to AS valid_to
ORDER BY id

// name: agency
MATCH (a:Agency {id: $agency})
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.jurisdiction AS jurisdiction, a.level AS level,
       a.valid_from AS valid_from, a.valid_to AS valid_to
ORDER BY id

// name: agency_names
MATCH (n:Name)-[:NAMES]->(a:Agency) WHERE a.id IN $agencies
RETURN a.id AS agency, n.id AS name
ORDER BY agency, name

// name: agency_mentions
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task) WHERE a.id IN $agencies
RETURN DISTINCT a.id AS agency, r.mention AS mention
ORDER BY agency, mention

// name: all_agency_names
MATCH (n:Name)-[:NAMES|FORMERLY_NAMED]->(:Agency)
RETURN DISTINCT n.id AS name
ORDER BY name

// name: agency_ranking
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (t:Task {document: id}) RETURN t
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL MATCH (t:Task) RETURN t
}
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.jurisdiction AS jurisdiction, a.level AS level,
       count(DISTINCT CASE type(r) WHEN 'LEADS' THEN t.id END) AS lead,
       count(DISTINCT CASE type(r) WHEN 'SUPPORTS' THEN t.id END) AS support,
       count(DISTINCT CASE type(r) WHEN 'RESPONSIBLE_FOR' THEN t.id END) AS responsible,
       count(DISTINCT t.id) AS tasks
ORDER BY lead DESC, support DESC, responsible DESC, id

// name: unresolved_agencies
MATCH (a:Agency {kind: 'unresolved'})-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
RETURN a.id AS id, a.name AS name, a.jurisdiction AS jurisdiction, count(DISTINCT t.id) AS tasks,
       a.candidates AS candidates
ORDER BY tasks DESC, id

// name: agency_names_among
MATCH (n:Name)-[:NAMES|FORMERLY_NAMED]->(:Agency) WHERE n.id IN $names
RETURN DISTINCT n.id AS name
ORDER BY name
