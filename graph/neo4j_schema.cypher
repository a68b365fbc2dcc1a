// Run once, before the first document: what is unique, and what is looked up.
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT section_id IF NOT EXISTS FOR (n:Section) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT task_id IF NOT EXISTS FOR (n:Task) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT agency_id IF NOT EXISTS FOR (n:Agency) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT target_id IF NOT EXISTS FOR (n:Target) REQUIRE n.id IS UNIQUE;
// A name leads to every agency or document that bears it.
CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT schema_id IF NOT EXISTS FOR (n:PolicyGraph) REQUIRE n.id IS UNIQUE;
CREATE INDEX section_document IF NOT EXISTS FOR (n:Section) ON (n.document);
CREATE INDEX task_document IF NOT EXISTS FOR (n:Task) ON (n.document);
CREATE INDEX target_document IF NOT EXISTS FOR (n:Target) ON (n.document);
CREATE INDEX cites_id IF NOT EXISTS FOR ()-[r:CITES]-() ON (r.id);
