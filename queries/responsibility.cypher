// name: tasks_of_agency
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE a.id IN $agencies AND ($documents IS NULL OR t.document IN $documents)
WITH a, r, t, CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS role
WHERE role IN $roles
MATCH (d:Document {id: t.document})
RETURN d.id AS document, d.source AS source, d.title AS document_title,
       t.id AS task, t.number AS number, t.title AS title, t.start AS start, t.text AS text, t.deadline AS deadline,
       t.deadline_text AS deadline_text, a.id AS agency, a.name AS agency_name, role, r.mention AS mention,
       r.rule AS rule, r.start AS mention_start, r.end AS mention_end
ORDER BY document, t.position, mention_start, agency, role

// name: agencies_of_task
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task {id: $task})
MATCH (d:Document {id: t.document})
RETURN d.id AS document, d.source AS source, d.title AS document_title,
       t.id AS task, t.number AS number, t.title AS title, t.start AS start, t.text AS text, t.deadline AS deadline,
       t.deadline_text AS deadline_text, a.id AS agency, a.name AS agency_name,
       CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS role,
       r.mention AS mention, r.rule AS rule, r.start AS mention_start, r.end AS mention_end
ORDER BY mention_start, agency, role

// name: agencies_of_tasks
MATCH (a:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WHERE t.id IN $tasks
RETURN t.id AS task, a.id AS agency, a.name AS agency_name, a.kind AS kind,
       CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS role,
       r.mention AS mention, r.rule AS rule, r.start AS mention_start, r.end AS mention_end
ORDER BY task, mention_start, agency, role

// name: responsibilities
MATCH (t:Task {document: $document})<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(a:Agency)
RETURN t.document AS document, t.id AS task, t.number AS number, t.title AS title, a.id AS agency, a.name AS agency_name,
       CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS role
ORDER BY document, t.position, task, r.start, agency, role
