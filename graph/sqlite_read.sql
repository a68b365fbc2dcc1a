-- What a replacement reads before it writes; the same names stand in neo4j_read.cypher.

-- name: agencies_named_by
SELECT DISTINCT agency.id AS id
FROM agency
WHERE agency.row IN (
    SELECT responsibility.agency FROM responsibility JOIN task ON task.row = responsibility.task
    JOIN document ON document.row = task.document WHERE document.id = :document
    UNION SELECT issued.agency FROM issued JOIN document ON document.row = issued.document WHERE document.id = :document)
ORDER BY id;

-- name: mentions_in
SELECT DISTINCT agency.id AS agency, responsibility.mention AS mention
FROM document
JOIN task ON task.document = document.row
JOIN responsibility ON responsibility.task = task.row
JOIN agency ON agency.row = responsibility.agency
WHERE document.id = :document
ORDER BY agency, mention;

-- name: cited_by_document
SELECT DISTINCT cited.id AS cited, citation.title AS title, citation.doc_number AS doc_number
FROM citation
JOIN document AS citing ON citing.row = citation.citing
JOIN document AS cited ON cited.row = citation.cited
WHERE citing.id = :document
ORDER BY cited, title, doc_number;

-- name: documents_sharing_names
SELECT DISTINCT document.id AS id
FROM document_name JOIN document ON document.row = document_name.document
WHERE document_name.name IN (SELECT value FROM json_each(:names))
ORDER BY id;

-- name: documents_sharing_names_with
SELECT DISTINCT other.id AS id
FROM document
JOIN document_name AS mine ON mine.document = document.row
JOIN document_name AS theirs ON theirs.name = mine.name
JOIN document AS other ON other.row = theirs.document
WHERE document.id = :document
ORDER BY id;

-- name: held_under_names
SELECT document_name.name AS name, document.id AS id, document.doc_number AS doc_number
FROM document_name JOIN document ON document.row = document_name.document
WHERE document_name.own = 1 AND document.held = 1
    AND document_name.name IN (SELECT value FROM json_each(:names))
ORDER BY name, id;

-- name: citations_of
SELECT citation.id AS id, cited.id AS cited, citation.title AS title, citation.doc_number AS doc_number
FROM citation JOIN document AS cited ON cited.row = citation.cited
WHERE cited.id IN (SELECT value FROM json_each(:documents))
ORDER BY id;

-- name: cited_as
SELECT DISTINCT cited.id AS document, citation.title AS title, citation.doc_number AS doc_number
FROM citation JOIN document AS cited ON cited.row = citation.cited
WHERE cited.id IN (SELECT value FROM json_each(:documents))
ORDER BY document, title, doc_number;

-- name: names_of
SELECT document.id AS document, document_name.name AS name
FROM document JOIN document_name ON document_name.document = document.row
WHERE document.id IN (SELECT value FROM json_each(:documents))
ORDER BY document, name;

-- name: document_states
SELECT id, held, title, doc_number FROM document WHERE id IN (SELECT value FROM json_each(:documents)) ORDER BY id;

-- name: heirs_of
WITH RECURSIVE heir (row) AS (
    SELECT row FROM agency WHERE id IN (SELECT value FROM json_each(:agencies))
    UNION SELECT succession.new FROM heir JOIN succession ON succession.old = heir.row)
SELECT agency.id AS id FROM heir JOIN agency ON agency.row = heir.row ORDER BY id;

-- name: unused_agencies
SELECT id FROM agency
WHERE id IN (SELECT value FROM json_each(:agencies)) AND NOT EXISTS (
    WITH RECURSIVE forebear (row) AS (
        SELECT agency.row
        UNION SELECT succession.old FROM forebear JOIN succession ON succession.new = forebear.row)
    SELECT 1 FROM forebear
    WHERE EXISTS (SELECT 1 FROM responsibility WHERE responsibility.agency = forebear.row)
        OR EXISTS (SELECT 1 FROM issued WHERE issued.agency = forebear.row))
ORDER BY id;

-- name: mentions_of
-- From each mention to the next in the index: there are few, and many responsibilities.
WITH RECURSIVE told (agency, mention) AS (
    SELECT agency.row, (SELECT min(mention) FROM responsibility WHERE responsibility.agency = agency.row)
    FROM agency WHERE agency.id IN (SELECT value FROM json_each(:agencies))
    UNION ALL
    SELECT told.agency, (SELECT min(responsibility.mention) FROM responsibility
                         WHERE responsibility.agency = told.agency AND responsibility.mention > told.mention)
    FROM told WHERE told.mention IS NOT NULL)
SELECT agency.id AS agency, told.mention AS mention
FROM told JOIN agency ON agency.row = told.agency
WHERE told.mention IS NOT NULL
ORDER BY agency, mention;

-- name: spellings_of
SELECT agency.id AS agency, agency_name.name AS name
FROM agency JOIN agency_name ON agency_name.agency = agency.row
WHERE agency_name.mentioned = 0 AND agency.id IN (SELECT value FROM json_each(:agencies))
ORDER BY agency, name;
