// What changes the store, one statement a name; `graph/replacement.py` says in which order.
// The same names stand in sqlite_write.sql. Each statement takes all rows at once as $rows.

// name: clear_targets
UNWIND $rows AS row
MATCH (n:Target {document: row.document}) DETACH DELETE n

// name: clear_citations
UNWIND $rows AS row
MATCH (:Document {id: row.document})-[r:CITES]->() DELETE r

// name: clear_responsibilities
UNWIND $rows AS row
MATCH (:Agency)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task {document: row.document}) DELETE r

// name: clear_tasks
UNWIND $rows AS row
MATCH (n:Task {document: row.document}) DETACH DELETE n

// name: clear_sections
UNWIND $rows AS row
MATCH (n:Section {document: row.document}) DETACH DELETE n

// name: clear_paragraphs
UNWIND $rows AS row
MATCH (n:Paragraph {document: row.document}) DELETE n

// name: clear_issued
UNWIND $rows AS row
MATCH (:Agency)-[r:ISSUED]->(:Document {id: row.document}) DELETE r

// name: clear_document_names
UNWIND $rows AS row
MATCH (n:Name)-[r:NAMES]->(:Document {id: row.document})
DELETE r
WITH DISTINCT n WHERE NOT EXISTS { MATCH (n)-->() }
DELETE n

// name: put_document
UNWIND $rows AS row
MERGE (d:Document {id: row.id})
SET d = row

// name: put_document_name
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
MERGE (n:Name {id: row.name})
CREATE (n)-[:NAMES {own: row.own}]->(d)

// name: put_section
UNWIND $rows AS row
CREATE (s:Section {id: row.id, document: row.document, number: row.number, title: row.title, level: row.level,
                   rule: row.rule, start: row.start, end: row.end})
WITH s, row
MATCH (d:Document {id: row.document})
OPTIONAL MATCH (p:Section {id: row.parent})
FOREACH (_ IN CASE WHEN p IS NULL THEN [1] ELSE [] END | CREATE (d)-[:CONTAINS]->(s))
FOREACH (_ IN CASE WHEN p IS NULL THEN [] ELSE [1] END | CREATE (p)-[:CONTAINS]->(s))

// name: put_task
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
OPTIONAL MATCH (s:Section {id: row.section})
CREATE (t:Task {id: row.id, document: row.document, position: row.position, number: row.number, title: row.title,
                text: row.text, deadline: row.deadline, deadline_text: row.deadline_text,
                rule: row.rule, start: row.start, end: row.end})
FOREACH (_ IN CASE WHEN s IS NULL THEN [1] ELSE [] END | CREATE (d)-[:CONTAINS]->(t))
FOREACH (_ IN CASE WHEN s IS NULL THEN [] ELSE [1] END | CREATE (s)-[:CONTAINS]->(t))

// name: put_paragraph
UNWIND $rows AS row
CREATE (p:Paragraph {id: row.id, document: row.document, text: row.text, start: row.start, end: row.end})

// name: put_agency
UNWIND $rows AS row
MERGE (a:Agency {id: row.id})
SET a = row

// name: clear_agency_names
UNWIND $rows AS row
MATCH (n:Name)-[r:NAMES]->(:Agency {id: row.id})
DELETE r
WITH DISTINCT n WHERE NOT EXISTS { MATCH (n)-->() }
DELETE n

// name: put_agency_name
UNWIND $rows AS row
MATCH (a:Agency {id: row.agency})
MERGE (n:Name {id: row.name})
MERGE (n)-[r:NAMES]->(a)
ON CREATE SET r.mentioned = row.mentioned

// name: clear_mentions
UNWIND $rows AS row
MATCH (n:Name)-[r:NAMES {mentioned: true}]->(:Agency {id: row.id})
DELETE r
WITH DISTINCT n WHERE NOT EXISTS { MATCH (n)-->() }
DELETE n

// name: put_succession
UNWIND $rows AS row
MATCH (a:Agency {id: row.old})
MATCH (b:Agency {id: row.new})
MERGE (a)-[r:SUCCEEDED_BY]->(b)
SET r = {date: row.date, kind: row.kind, source: row.source}

// name: clear_successions
UNWIND $rows AS row
MATCH (:Agency {id: row.id})-[r:SUCCEEDED_BY]->() DELETE r

// name: clear_former_names
UNWIND $rows AS row
MATCH (n:Name)-[r:FORMERLY_NAMED]->(:Agency {id: row.id})
DELETE r
WITH DISTINCT n WHERE NOT EXISTS { MATCH (n)-->() }
DELETE n

// name: put_former_name
UNWIND $rows AS row
MATCH (a:Agency {id: row.agency})
MERGE (n:Name {id: row.name})
MERGE (n)-[r:FORMERLY_NAMED {body: row.body}]->(a)
ON CREATE SET r.date = row.date, r.kind = row.kind, r.source = row.source

// name: put_issued
UNWIND $rows AS row
MATCH (a:Agency {id: row.agency})
MATCH (d:Document {id: row.document})
MERGE (a)-[r:ISSUED]->(d)
ON CREATE SET r.position = row.position

// name: put_responsibility
UNWIND $rows AS row
MATCH (a:Agency {id: row.agency})
MATCH (t:Task {id: row.task})
FOREACH (_ IN CASE row.role WHEN 'lead' THEN [1] ELSE [] END |
    CREATE (a)-[:LEADS {mention: row.mention, rule: row.rule, start: row.start, end: row.end}]->(t))
FOREACH (_ IN CASE row.role WHEN 'support' THEN [1] ELSE [] END |
    CREATE (a)-[:SUPPORTS {mention: row.mention, rule: row.rule, start: row.start, end: row.end}]->(t))
FOREACH (_ IN CASE row.role WHEN 'responsible' THEN [1] ELSE [] END |
    CREATE (a)-[:RESPONSIBLE_FOR {mention: row.mention, rule: row.rule, start: row.start, end: row.end}]->(t))

// name: put_citation
UNWIND $rows AS row
MATCH (a:Document {id: row.citing})
MATCH (b:Document {id: row.cited})
CREATE (a)-[:CITES {id: row.id, title: row.title, doc_number: row.doc_number, relation: row.relation, task: row.task,
                    rule: row.rule, start: row.start, end: row.end}]->(b)
WITH row, b WHERE row.relation IN ['basis', 'implements']
MATCH (t:Task {id: row.task})
CREATE (t)-[:RESTS_ON {citation: row.id}]->(b)

// name: put_target
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
OPTIONAL MATCH (t:Task {id: row.task})
CREATE (n:Target {id: row.id, document: row.document, indicator: row.indicator, value: row.value, value_to: row.value_to,
                  unit: row.unit, comparator: row.comparator, year: row.year, year_inherited: row.year_inherited,
                  baseline: row.baseline, text: row.text, rule: row.rule, start: row.start, end: row.end})
FOREACH (_ IN CASE WHEN t IS NULL THEN [1] ELSE [] END | CREATE (d)-[:HAS_TARGET]->(n))
FOREACH (_ IN CASE WHEN t IS NULL THEN [] ELSE [1] END | CREATE (t)-[:HAS_TARGET]->(n))

// name: move_citation
UNWIND $rows AS row
MATCH (a:Document)-[r:CITES {id: row.id}]->(:Document)
MATCH (b:Document {id: row.cited})
CREATE (a)-[n:CITES]->(b)
SET n = properties(r)
DELETE r
WITH row, b
MATCH (t:Task)-[x:RESTS_ON {citation: row.id}]->(:Document)
CREATE (t)-[:RESTS_ON {citation: row.id}]->(b)
DELETE x

// name: drop_agency
UNWIND $rows AS row
MATCH (a:Agency {id: row.id})
OPTIONAL MATCH (n:Name)-[:NAMES|FORMERLY_NAMED]->(a)
WITH a, collect(DISTINCT n) AS names
DETACH DELETE a
WITH names
UNWIND names AS n
WITH DISTINCT n WHERE NOT EXISTS { MATCH (n)-->() }
DELETE n

// name: drop_document
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
DETACH DELETE d
