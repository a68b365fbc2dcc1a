// Run once, before the first document: what is unique, and what is looked up.
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT section_id IF NOT EXISTS FOR (n:Section) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT task_id IF NOT EXISTS FOR (n:Task) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT agency_id IF NOT EXISTS FOR (n:Agency) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT target_id IF NOT EXISTS FOR (n:Target) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT paragraph_id IF NOT EXISTS FOR (n:Paragraph) REQUIRE n.id IS UNIQUE;
// A name leads to every agency or document that bears it.
CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT schema_id IF NOT EXISTS FOR (n:PolicyGraph) REQUIRE n.id IS UNIQUE;
CREATE INDEX section_document IF NOT EXISTS FOR (n:Section) ON (n.document);
CREATE INDEX task_document IF NOT EXISTS FOR (n:Task) ON (n.document);
CREATE INDEX paragraph_document IF NOT EXISTS FOR (n:Paragraph) ON (n.document);
CREATE INDEX target_document IF NOT EXISTS FOR (n:Target) ON (n.document);
CREATE INDEX cites_id IF NOT EXISTS FOR ()-[r:CITES]-() ON (r.id);
CREATE INDEX task_title IF NOT EXISTS FOR (n:Task) ON (n.title);
CREATE INDEX task_deadline IF NOT EXISTS FOR (n:Task) ON (n.deadline);
CREATE INDEX document_jurisdiction IF NOT EXISTS FOR (n:Document) ON (n.jurisdiction);
CREATE INDEX document_issued IF NOT EXISTS FOR (n:Document) ON (n.issued);
// What is searched by any part of it (CONTAINS).
CREATE TEXT INDEX task_title_text IF NOT EXISTS FOR (n:Task) ON (n.title);
CREATE TEXT INDEX task_text_text IF NOT EXISTS FOR (n:Task) ON (n.text);
CREATE TEXT INDEX target_indicator_text IF NOT EXISTS FOR (n:Target) ON (n.indicator);
CREATE TEXT INDEX target_text_text IF NOT EXISTS FOR (n:Target) ON (n.text);
CREATE TEXT INDEX section_title_text IF NOT EXISTS FOR (n:Section) ON (n.title);
CREATE TEXT INDEX paragraph_text_text IF NOT EXISTS FOR (n:Paragraph) ON (n.text);
CREATE TEXT INDEX document_title_text IF NOT EXISTS FOR (n:Document) ON (n.title);
CREATE TEXT INDEX name_text IF NOT EXISTS FOR (n:Name) ON (n.id);
