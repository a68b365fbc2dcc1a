-- name: neighbours
SELECT DISTINCT * FROM (
    SELECT 'contains' AS relation, 'out' AS direction, 'section' AS kind, section.id AS id, section.title AS name
    FROM document JOIN section ON section.document = document.row AND section.parent IS NULL
    WHERE document.id = :node
    UNION ALL
    SELECT 'contains', 'out', 'task', task.id, task.title
    FROM document JOIN task ON task.document = document.row AND task.section IS NULL
    WHERE document.id = :node
    UNION ALL
    SELECT 'contains', 'out', 'section', inner_section.id, inner_section.title
    FROM section JOIN section AS inner_section ON inner_section.parent = section.row
    WHERE section.id = :node
    UNION ALL
    SELECT 'contains', 'out', 'task', task.id, task.title
    FROM section JOIN task ON task.section = section.row
    WHERE section.id = :node
    UNION ALL
    SELECT 'contains', 'in', 'document', document.id, coalesce(document.title, document.doc_number, document.id)
    FROM section JOIN document ON document.row = section.document
    WHERE section.id = :node AND section.parent IS NULL
    UNION ALL
    SELECT 'contains', 'in', 'section', parent.id, parent.title
    FROM section JOIN section AS parent ON parent.row = section.parent
    WHERE section.id = :node
    UNION ALL
    SELECT 'contains', 'in', 'document', document.id, coalesce(document.title, document.doc_number, document.id)
    FROM task JOIN document ON document.row = task.document
    WHERE task.id = :node AND task.section IS NULL
    UNION ALL
    SELECT 'contains', 'in', 'section', section.id, section.title
    FROM task JOIN section ON section.row = task.section
    WHERE task.id = :node
    UNION ALL
    SELECT CASE role WHEN 'lead' THEN 'leads' WHEN 'support' THEN 'supports' ELSE 'responsible_for' END,
           'out', 'task', task.id, task.title
    FROM agency JOIN responsibility ON responsibility.agency = agency.row JOIN task ON task.row = responsibility.task
    WHERE agency.id = :node
    UNION ALL
    SELECT CASE role WHEN 'lead' THEN 'leads' WHEN 'support' THEN 'supports' ELSE 'responsible_for' END,
           'in', 'agency', agency.id, agency.name
    FROM task JOIN responsibility ON responsibility.task = task.row JOIN agency ON agency.row = responsibility.agency
    WHERE task.id = :node
    UNION ALL
    SELECT 'issued', 'out', 'document', document.id, coalesce(document.title, document.doc_number, document.id)
    FROM agency JOIN issued ON issued.agency = agency.row JOIN document ON document.row = issued.document
    WHERE agency.id = :node
    UNION ALL
    SELECT 'issued', 'in', 'agency', agency.id, agency.name
    FROM document JOIN issued ON issued.document = document.row JOIN agency ON agency.row = issued.agency
    WHERE document.id = :node
    UNION ALL
    SELECT 'succeeded_by', 'out', 'agency', new.id, new.name
    FROM agency JOIN succession ON succession.old = agency.row JOIN agency AS new ON new.row = succession.new
    WHERE agency.id = :node
    UNION ALL
    SELECT 'succeeded_by', 'in', 'agency', old.id, old.name
    FROM agency JOIN succession ON succession.new = agency.row JOIN agency AS old ON old.row = succession.old
    WHERE agency.id = :node
    UNION ALL
    SELECT 'cites', 'out', 'document', cited.id, coalesce(cited.title, cited.doc_number, cited.id)
    FROM document JOIN citation ON citation.citing = document.row JOIN document AS cited ON cited.row = citation.cited
    WHERE document.id = :node
    UNION ALL
    SELECT 'cites', 'in', 'document', citing.id, coalesce(citing.title, citing.doc_number, citing.id)
    FROM document JOIN citation ON citation.cited = document.row JOIN document AS citing ON citing.row = citation.citing
    WHERE document.id = :node
    UNION ALL
    SELECT 'rests_on', 'out', 'document', document.id, coalesce(document.title, document.doc_number, document.id)
    FROM task JOIN rests_on ON rests_on.task = task.row JOIN document ON document.row = rests_on.document
    WHERE task.id = :node
    UNION ALL
    SELECT 'rests_on', 'in', 'task', task.id, task.title
    FROM document JOIN rests_on ON rests_on.document = document.row JOIN task ON task.row = rests_on.task
    WHERE document.id = :node
    UNION ALL
    SELECT 'has_target', 'out', 'target', target.id, target.indicator
    FROM document JOIN target ON target.document = document.row AND target.task IS NULL
    WHERE document.id = :node
    UNION ALL
    SELECT 'has_target', 'out', 'target', target.id, target.indicator
    FROM task JOIN target ON target.task = task.row
    WHERE task.id = :node
    UNION ALL
    SELECT 'has_target', 'in', 'document', document.id, coalesce(document.title, document.doc_number, document.id)
    FROM target JOIN document ON document.row = target.document
    WHERE target.id = :node AND target.task IS NULL
    UNION ALL
    SELECT 'has_target', 'in', 'task', task.id, task.title
    FROM target JOIN task ON task.row = target.task
    WHERE target.id = :node)
ORDER BY relation, direction, kind, id
LIMIT :limit;
