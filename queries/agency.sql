-- name: agencies_by_name
SELECT agency.id, agency.name, agency.kind, agency.jurisdiction, agency.level, agency.valid_from, agency.valid_to
FROM agency_name JOIN agency ON agency.row = agency_name.agency
WHERE agency_name.name = :name
ORDER BY agency.id;

-- name: agency
SELECT id, name, kind, jurisdiction, level, valid_from, valid_to FROM agency WHERE id = :agency ORDER BY id;

-- name: agency_names
SELECT agency.id AS agency, agency_name.name AS name
FROM agency JOIN agency_name ON agency_name.agency = agency.row
WHERE agency.id IN (SELECT value FROM json_each(:agencies))
ORDER BY agency, name;

-- name: agency_mentions
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

-- name: all_agency_names
SELECT name FROM agency_name UNION SELECT name FROM former_name ORDER BY name;

-- name: agency_ranking
WITH held AS (
    SELECT agency, role, task FROM responsibility WHERE :documents IS NULL
    UNION ALL
    SELECT responsibility.agency, responsibility.role, responsibility.task
    FROM document
    JOIN task ON task.document = document.row
    JOIN responsibility ON responsibility.task = task.row
    WHERE document.id IN (SELECT value FROM json_each(:documents))),
counted AS (
    SELECT agency, sum(role = 'lead') AS lead, sum(role = 'support') AS support,
           sum(role = 'responsible') AS responsible, count(DISTINCT task) AS tasks
    FROM held GROUP BY agency)
SELECT agency.id, agency.name, agency.kind, agency.jurisdiction, agency.level,
       counted.lead, counted.support, counted.responsible, counted.tasks
FROM counted JOIN agency ON agency.row = counted.agency
ORDER BY counted.lead DESC, counted.support DESC, counted.responsible DESC, agency.id;

-- name: unresolved_agencies
SELECT agency.id, agency.name, agency.jurisdiction, count(DISTINCT responsibility.task) AS tasks, agency.candidates
FROM agency JOIN responsibility ON responsibility.agency = agency.row
WHERE agency.kind = 'unresolved'
GROUP BY agency.row
ORDER BY tasks DESC, agency.id;

-- name: agency_names_among
SELECT DISTINCT name FROM agency_name WHERE name IN (SELECT value FROM json_each(:names))
UNION SELECT name FROM former_name WHERE name IN (SELECT value FROM json_each(:names))
ORDER BY name;
