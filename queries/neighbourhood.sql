-- name: neighbours
-- Of the places that state the same edge, the first.
SELECT relation, direction, kind, id, name, citation, document, source, min(start) AS start, "end", rule
FROM (
    SELECT 'contains' AS relation, 'out' AS direction, 'section' AS kind, section.id AS id, section.title AS name,
           NULL AS citation, NULL AS document, NULL AS source, NULL AS start, NULL AS "end", NULL AS rule
    FROM document JOIN section ON section.document = document.row AND section.parent IS NULL
    WHERE document.id = :node
    UNION ALL
    SELECT 'contains', 'out', 'task', task.id, task.title,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM document JOIN task ON task.document = document.row AND task.section IS NULL
    WHERE document.id = :node
    UNION ALL
    SELECT 'contains', 'out', 'section', inner_section.id, inner_section.title,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM section JOIN section AS inner_section ON inner_section.parent = section.row
    WHERE section.id = :node
    UNION ALL
    SELECT 'contains', 'out', 'task', task.id, task.title,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM section JOIN task ON task.section = section.row
    WHERE section.id = :node
    UNION ALL
    SELECT 'contains', 'in', 'document', document.id, coalesce(document.title, document.doc_number, document.id),
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM section JOIN document ON document.row = section.document
    WHERE section.id = :node AND section.parent IS NULL
    UNION ALL
    SELECT 'contains', 'in', 'section', parent.id, parent.title,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM section JOIN section AS parent ON parent.row = section.parent
    WHERE section.id = :node
    UNION ALL
    SELECT 'contains', 'in', 'document', document.id, coalesce(document.title, document.doc_number, document.id),
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM task JOIN document ON document.row = task.document
    WHERE task.id = :node AND task.section IS NULL
    UNION ALL
    SELECT 'contains', 'in', 'section', section.id, section.title,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM task JOIN section ON section.row = task.section
    WHERE task.id = :node
    UNION ALL
    SELECT CASE role WHEN 'lead' THEN 'leads' WHEN 'support' THEN 'supports' ELSE 'responsible_for' END,
           'out', 'task', task.id, task.title,
           NULL, document.id, document.source, responsibility.start, responsibility."end", responsibility.rule
    FROM agency JOIN responsibility ON responsibility.agency = agency.row JOIN task ON task.row = responsibility.task
    JOIN document ON document.row = task.document
    WHERE agency.id = :node
    UNION ALL
    SELECT CASE role WHEN 'lead' THEN 'leads' WHEN 'support' THEN 'supports' ELSE 'responsible_for' END,
           'in', 'agency', agency.id, agency.name,
           NULL, document.id, document.source, responsibility.start, responsibility."end", responsibility.rule
    FROM task JOIN responsibility ON responsibility.task = task.row JOIN agency ON agency.row = responsibility.agency
    JOIN document ON document.row = task.document
    WHERE task.id = :node
    UNION ALL
    SELECT 'issued', 'out', 'document', document.id, coalesce(document.title, document.doc_number, document.id),
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM agency JOIN issued ON issued.agency = agency.row JOIN document ON document.row = issued.document
    WHERE agency.id = :node
    UNION ALL
    SELECT 'issued', 'in', 'agency', agency.id, agency.name,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM document JOIN issued ON issued.document = document.row JOIN agency ON agency.row = issued.agency
    WHERE document.id = :node
    UNION ALL
    SELECT 'succeeded_by', 'out', 'agency', new.id, new.name,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM agency JOIN succession ON succession.old = agency.row JOIN agency AS new ON new.row = succession.new
    WHERE agency.id = :node
    UNION ALL
    SELECT 'succeeded_by', 'in', 'agency', old.id, old.name,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM agency JOIN succession ON succession.new = agency.row JOIN agency AS old ON old.row = succession.old
    WHERE agency.id = :node
    UNION ALL
    SELECT 'cites', 'out', 'document', cited.id, coalesce(cited.title, cited.doc_number, cited.id),
           citation.relation, document.id, document.source, citation.start, citation."end", citation.rule
    FROM document JOIN citation ON citation.citing = document.row JOIN document AS cited ON cited.row = citation.cited
    WHERE document.id = :node
    UNION ALL
    SELECT 'cites', 'in', 'document', citing.id, coalesce(citing.title, citing.doc_number, citing.id),
           citation.relation, citing.id, citing.source, citation.start, citation."end", citation.rule
    FROM document JOIN citation ON citation.cited = document.row JOIN document AS citing ON citing.row = citation.citing
    WHERE document.id = :node
    UNION ALL
    SELECT 'rests_on', 'out', 'document', document.id, coalesce(document.title, document.doc_number, document.id),
           citation.relation, citing.id, citing.source, citation.start, citation."end", citation.rule
    FROM task JOIN rests_on ON rests_on.task = task.row JOIN document ON document.row = rests_on.document
    JOIN citation ON citation.id = rests_on.citation JOIN document AS citing ON citing.row = citation.citing
    WHERE task.id = :node
    UNION ALL
    SELECT 'rests_on', 'in', 'task', task.id, task.title,
           citation.relation, citing.id, citing.source, citation.start, citation."end", citation.rule
    FROM document JOIN rests_on ON rests_on.document = document.row JOIN task ON task.row = rests_on.task
    JOIN citation ON citation.id = rests_on.citation JOIN document AS citing ON citing.row = citation.citing
    WHERE document.id = :node
    UNION ALL
    SELECT 'has_target', 'out', 'target', target.id, target.indicator,
           NULL, document.id, document.source, target.start, target."end", target.rule
    FROM document JOIN target ON target.document = document.row AND target.task IS NULL
    WHERE document.id = :node
    UNION ALL
    SELECT 'has_target', 'out', 'target', target.id, target.indicator,
           NULL, document.id, document.source, target.start, target."end", target.rule
    FROM task JOIN target ON target.task = task.row
    JOIN document ON document.row = target.document
    WHERE task.id = :node
    UNION ALL
    SELECT 'has_target', 'in', 'document', document.id, coalesce(document.title, document.doc_number, document.id),
           NULL, document.id, document.source, target.start, target."end", target.rule
    FROM target JOIN document ON document.row = target.document
    WHERE target.id = :node AND target.task IS NULL
    UNION ALL
    SELECT 'has_target', 'in', 'task', task.id, task.title,
           NULL, document.id, document.source, target.start, target."end", target.rule
    FROM target JOIN task ON task.row = target.task
    JOIN document ON document.row = target.document
    WHERE target.id = :node
)
GROUP BY relation, direction, kind, id, citation
ORDER BY relation, direction, kind, id, citation
LIMIT :limit;
