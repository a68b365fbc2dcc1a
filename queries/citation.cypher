// name: cites
MATCH (a:Document {id: $document})-[r:CITES]->(b:Document)
OPTIONAL MATCH (t:Task {id: r.task})
RETURN a.id AS citing, a.title AS citing_title, a.doc_number AS citing_number, a.source AS source,
       a.issued AS citing_issued, a.jurisdiction AS citing_jurisdiction,
       b.id AS cited, b.title AS cited_title, b.doc_number AS cited_number, b.held AS cited_held,
       b.source AS cited_source, b.issued AS cited_issued, b.jurisdiction AS cited_jurisdiction,
       r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end,
       t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY citing, start, cited, r.id

// name: cited_by
MATCH (a:Document)-[r:CITES]->(b:Document {id: $document})
OPTIONAL MATCH (t:Task {id: r.task})
RETURN a.id AS citing, a.title AS citing_title, a.doc_number AS citing_number, a.source AS source,
       a.issued AS citing_issued, a.jurisdiction AS citing_jurisdiction,
       b.id AS cited, b.title AS cited_title, b.doc_number AS cited_number, b.held AS cited_held,
       b.source AS cited_source, b.issued AS cited_issued, b.jurisdiction AS cited_jurisdiction,
       r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end,
       t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY citing, start, cited, r.id

// name: citation_links
MATCH (a:Document)-[r:CITES]->(b:Document)
OPTIONAL MATCH (t:Task {id: r.task})
RETURN a.id AS citing, a.title AS citing_title, a.doc_number AS citing_number, a.source AS source,
       a.issued AS citing_issued, a.jurisdiction AS citing_jurisdiction,
       b.id AS cited, b.title AS cited_title, b.doc_number AS cited_number, b.held AS cited_held,
       b.source AS cited_source, b.issued AS cited_issued, b.jurisdiction AS cited_jurisdiction,
       r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end,
       t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY citing, start, cited, r.id
LIMIT $limit

// name: tasks_citing
MATCH (a:Document)-[r:CITES]->(b:Document {id: $document})
MATCH (t:Task {id: r.task})
RETURN a.id AS citing, a.title AS citing_title, a.doc_number AS citing_number, a.source AS source,
       a.issued AS citing_issued, a.jurisdiction AS citing_jurisdiction,
       b.id AS cited, b.title AS cited_title, b.doc_number AS cited_number, b.held AS cited_held,
       b.source AS cited_source, b.issued AS cited_issued, b.jurisdiction AS cited_jurisdiction,
       r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end,
       t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY citing, start, cited, r.id

// name: citations_of_task
MATCH (t:Task {id: $task})
MATCH (a:Document {id: t.document})-[r:CITES {task: t.id}]->(b:Document)
RETURN a.id AS citing, a.title AS citing_title, a.doc_number AS citing_number, a.source AS source,
       a.issued AS citing_issued, a.jurisdiction AS citing_jurisdiction,
       b.id AS cited, b.title AS cited_title, b.doc_number AS cited_number, b.held AS cited_held,
       b.source AS cited_source, b.issued AS cited_issued, b.jurisdiction AS cited_jurisdiction,
       r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end,
       t.id AS task, t.number AS task_number, t.title AS task_title
ORDER BY citing, start, cited, r.id
