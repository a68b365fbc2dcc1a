// name: successions_of_agencies
MATCH (a:Agency) WHERE a.id IN $agencies
CALL (a) {
    MATCH (a)-[:SUCCEEDED_BY*0..]->(old:Agency)-[s:SUCCEEDED_BY]->(new:Agency) RETURN old, s, new
    UNION
    MATCH (old:Agency)-[s:SUCCEEDED_BY]->(new:Agency)-[:SUCCEEDED_BY*0..]->(a) RETURN old, s, new
}
RETURN DISTINCT old.id AS old, old.name AS old_name, new.id AS new, new.name AS new_name,
       s.date AS date, s.kind AS kind, s.source AS source
ORDER BY date, old, new

// name: formerly_named
MATCH (:Name {id: $name})-[r:FORMERLY_NAMED]->(a:Agency)
RETURN a.id AS agency, a.name AS agency_name, r.body AS body, r.date AS date, r.kind AS kind, r.source AS source
ORDER BY agency, body
