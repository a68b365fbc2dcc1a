// name: neighbours
CALL () {
    MATCH (n:Document {id: $node}) RETURN n
    UNION MATCH (n:Section {id: $node}) RETURN n
    UNION MATCH (n:Task {id: $node}) RETURN n
    UNION MATCH (n:Agency {id: $node}) RETURN n
    UNION MATCH (n:Target {id: $node}) RETURN n
}
MATCH (n)-[r]-(m) WHERE NOT m:Name
OPTIONAL MATCH ()-[c:CITES {id: r.citation}]->()
WITH toLower(type(r)) AS relation, CASE WHEN startNode(r) = n THEN 'out' ELSE 'in' END AS direction,
     toLower(labels(m)[0]) AS kind, m.id AS id, coalesce(m.name, m.title, m.indicator, m.doc_number, m.id) AS name,
     coalesce(c.relation, r.relation) AS citation,
     CASE WHEN type(r) IN ['LEADS', 'SUPPORTS', 'RESPONSIBLE_FOR', 'CITES', 'RESTS_ON', 'HAS_TARGET']
         THEN coalesce(endNode(r).document, startNode(r).document, startNode(r).id) END AS document,
     CASE type(r) WHEN 'RESTS_ON' THEN properties(c) WHEN 'HAS_TARGET' THEN properties(endNode(r)) ELSE properties(r) END AS fact
ORDER BY fact.start
// Of the places that state the same edge, the first.
WITH relation, direction, kind, id, name, citation, document, collect(fact)[0] AS fact
OPTIONAL MATCH (d:Document {id: document})
RETURN relation, direction, kind, id, name, citation, document, d.source AS source,
       fact.start AS start, fact.end AS end, fact.rule AS rule
ORDER BY relation, direction, kind, id, citation
LIMIT $limit
