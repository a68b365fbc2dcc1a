// name: shared_tasks
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[x:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b:Agency)
WHERE a.id IN $agencies AND b.id IN $others AND a.id <> b.id AND ($documents IS NULL OR t.document IN $documents)
MATCH (d:Document {id: t.document})
RETURN d.id AS document, d.source AS source, d.title AS document_title,
       t.id AS task, t.number AS number, t.title AS title, t.start AS start, t.text AS text, t.deadline AS deadline,
       t.deadline_text AS deadline_text,
       CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS role,
       r.mention AS mention, r.rule AS rule, r.start AS mention_start, r.end AS mention_end,
       a.id AS agency, a.name AS agency_name, b.id AS other, b.name AS other_name,
       CASE type(x) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS other_role,
       x.mention AS other_mention, x.rule AS other_rule, x.start AS other_start, x.end AS other_end
ORDER BY document, t.position, agency, other, role, other_role

// name: partners_of_agency
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[x:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b:Agency)
WHERE a.id IN $agencies AND a.id <> b.id AND ($documents IS NULL OR t.document IN $documents)
RETURN b.id AS id, b.name AS name, b.kind AS kind, b.jurisdiction AS jurisdiction,
       count(DISTINCT t.id) AS tasks,
       count(DISTINCT CASE WHEN type(r) = 'LEADS' AND type(x) = 'SUPPORTS' THEN t.id END) AS led,
       count(DISTINCT CASE WHEN type(r) = 'SUPPORTS' AND type(x) = 'LEADS' THEN t.id END) AS supported
ORDER BY tasks DESC, led DESC, id

// name: ties
CALL () {
    UNWIND $documents AS id WITH DISTINCT id MATCH (d:Document {id: id}) RETURN d
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL AND $place IS NOT NULL MATCH (d:Document {jurisdiction: $place}) RETURN d
    UNION ALL
    WITH 1 AS everywhere WHERE $documents IS NULL AND $place IS NULL MATCH (d:Document) RETURN d
}
WITH d WHERE ($place IS NULL OR d.jurisdiction = $place)
    AND ($since IS NULL OR d.issued >= $since) AND ($until IS NULL OR d.issued <= $until)
MATCH (t:Task {document: d.id})
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)<-[x:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b:Agency)
WHERE a.id < b.id
WITH a, b, t, max(CASE WHEN type(r) = 'LEADS' AND type(x) = 'SUPPORTS' THEN 1 ELSE 0 END) AS led,
     max(CASE WHEN type(r) = 'SUPPORTS' AND type(x) = 'LEADS' THEN 1 ELSE 0 END) AS supported
WITH a, b, count(t) AS tasks, sum(led) AS led, sum(supported) AS supported
RETURN a.id AS agency, a.name AS agency_name, b.id AS other, b.name AS other_name, tasks, led, supported
ORDER BY tasks DESC, agency, other
LIMIT $limit

// name: fellow_agencies
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[x:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b:Agency)
WHERE a.id IN $agencies AND a <> b
WITH DISTINCT a, b
RETURN a.id AS agency, b.id AS other
ORDER BY agency, other
