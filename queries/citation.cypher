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

// name: most_cited
MATCH (a:Document)-[r:CITES]->(d:Document) WHERE $held IS NULL OR d.held = $held
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.source AS source, d.held AS held,
       count(DISTINCT a) AS citing, count(r) AS citations
ORDER BY citing DESC, citations DESC, id
LIMIT $limit

// name: documents_cited_from
// Of the places where one cites the other, the first.
MATCH (a:Document)-[r:CITES]->(b:Document) WHERE a.id IN $documents
WITH a, b, r ORDER BY r.start, r.id
WITH a, b, collect(r)[0] AS r
RETURN a.id AS citing, a.source AS citing_source, b.id AS cited, b.title AS title, b.doc_number AS doc_number,
       b.source AS source, b.held AS held, r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end
ORDER BY citing, cited

// name: citation_pairs
MATCH (a:Document)-[:CITES]->(b:Document)
RETURN DISTINCT a.id AS citing, a.issued AS citing_issued, b.id AS cited, b.issued AS cited_issued
ORDER BY citing, cited

// name: cited_together
// With the first place, by document, where the other is cited beside it.
MATCH (d:Document {id: $document})<-[:CITES]-(a:Document)
WITH DISTINCT d, a
MATCH (a)-[r:CITES]->(b:Document) WHERE b.id <> d.id
WITH a, r, b ORDER BY a.id, r.start, r.id
WITH b, count(DISTINCT a) AS citing, collect(r)[0] AS r
RETURN b.id AS id, b.title AS title, b.doc_number AS doc_number, b.source AS source, b.held AS held, citing,
       startNode(r).id AS document, startNode(r).source AS citing_source,
       r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end
ORDER BY citing DESC, id

// name: cited_though_repealed
MATCH (n:Document)-[:CITES {relation: 'repeals'}]->(d:Document)
WITH DISTINCT n, d
MATCH (d)<-[r:CITES]-(a:Document)
WHERE NOT r.relation IN ['repeals', 'amends'] AND a <> n AND NOT EXISTS { MATCH (:Document)-[:CITES {relation: 'repeals'}]->(a) }
RETURN d.id AS document, d.title AS title, d.doc_number AS doc_number, n.id AS repealed_by, n.title AS repealed_by_title,
       coalesce(n.effective_from, n.issued) AS repealed,
       a.id AS citing, a.title AS citing_title, a.issued AS citing_issued, a.source AS citing_source,
       a.issued >= coalesce(n.effective_from, n.issued) AS afterwards,
       r.relation AS relation, r.rule AS rule, r.start AS start, r.end AS end
ORDER BY document, repealed_by, citing, start, r.id
