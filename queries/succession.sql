-- name: successions_of_agencies
WITH RECURSIVE
later (row) AS (
    SELECT row FROM agency WHERE id IN (SELECT value FROM json_each(:agencies))
    UNION SELECT succession.new FROM later JOIN succession ON succession.old = later.row),
earlier (row) AS (
    SELECT row FROM agency WHERE id IN (SELECT value FROM json_each(:agencies))
    UNION SELECT succession.old FROM earlier JOIN succession ON succession.new = earlier.row)
SELECT old.id AS old, old.name AS old_name, new.id AS new, new.name AS new_name,
       succession.date, succession.kind, succession.source
FROM succession
JOIN agency AS old ON old.row = succession.old
JOIN agency AS new ON new.row = succession.new
WHERE succession.old IN (SELECT row FROM later) OR succession.new IN (SELECT row FROM earlier)
ORDER BY succession.date, old.id, new.id;

-- name: formerly_named
SELECT agency.id AS agency, agency.name AS agency_name, former_name.body, former_name.date, former_name.kind, former_name.source
FROM former_name JOIN agency ON agency.row = former_name.agency
WHERE former_name.name = :name
ORDER BY agency.id, former_name.body;
