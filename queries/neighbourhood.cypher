// name: neighbours
CALL () {
    MATCH (n:Document {id: $node}) RETURN n
    UNION MATCH (n:Section {id: $node}) RETURN n
    UNION MATCH (n:Task {id: $node}) RETURN n
    UNION MATCH (n:Agency {id: $node}) RETURN n
    UNION MATCH (n:Target {id: $node}) RETURN n
}
MATCH (n)-[r]-(m) WHERE NOT m:Name
RETURN DISTINCT toLower(type(r)) AS relation, CASE WHEN startNode(r) = n THEN 'out' ELSE 'in' END AS direction,
       toLower(labels(m)[0]) AS kind, m.id AS id, coalesce(m.name, m.title, m.indicator, m.doc_number, m.id) AS name
ORDER BY relation, direction, kind, id
LIMIT $limit
