"""A filled SQLite store copied into an empty Neo4j: by the same writing statements as `merge`, many rows at once.

Merging needs some twenty round trips a document, since each must see what the others left. A copy knows the outcome,
and needs one for thousands of rows. It makes what merging makes: tests/benchmarks/test_library.py compares the two.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.neo4j_store import Neo4jStore

__all__ = ["copy_store"]

ROWS = 2_000  # a transaction
TRUTHS = {"held", "own", "mentioned", "year_inherited"}

# What each statement of graph/neo4j_write.cypher takes, in an order in which both ends of an edge come before it.
TABLES = {
    "put_document": "SELECT * FROM document",
    "put_document_name": """
        SELECT document.id AS document, name, own
        FROM document_name JOIN document ON document.row = document_name.document""",
    "put_agency": "SELECT * FROM agency",
    "put_agency_name": """
        SELECT agency.id AS agency, agency_name.name, mentioned
        FROM agency_name JOIN agency ON agency.row = agency_name.agency""",
    "put_former_name": """
        SELECT agency.id AS agency, former_name.name, body, date, former_name.kind, source
        FROM former_name JOIN agency ON agency.row = former_name.agency""",
    "put_succession": """
        SELECT one.id AS old, other.id AS new, date, succession.kind, source
        FROM succession JOIN agency AS one ON one.row = old JOIN agency AS other ON other.row = new""",
    "put_issued": """
        SELECT agency.id AS agency, document.id AS document, position
        FROM issued JOIN agency ON agency.row = issued.agency JOIN document ON document.row = issued.document""",
    "put_section": """
        SELECT section.*, document.id AS document, above.id AS parent
        FROM section JOIN document ON document.row = section.document
        LEFT JOIN section AS above ON above.row = section.parent ORDER BY section.row""",
    "put_task": """
        SELECT task.*, document.id AS document, section.id AS section
        FROM task JOIN document ON document.row = task.document LEFT JOIN section ON section.row = task.section""",
    "put_paragraph": """
        SELECT paragraph.*, document.id AS document
        FROM paragraph JOIN document ON document.row = paragraph.document""",
    "put_responsibility": """
        SELECT responsibility.*, task.id AS task, agency.id AS agency
        FROM responsibility JOIN task ON task.row = responsibility.task
        JOIN agency ON agency.row = responsibility.agency""",
    "put_citation": """
        SELECT citation.*, citing.id AS citing, cited.id AS cited, task.id AS task
        FROM citation JOIN document AS citing ON citing.row = citation.citing
        JOIN document AS cited ON cited.row = citation.cited LEFT JOIN task ON task.row = citation.task""",
    "put_target": """
        SELECT target.*, document.id AS document, task.id AS task
        FROM target JOIN document ON document.row = target.document LEFT JOIN task ON task.row = target.task""",
}


def copy_store(path: Path, store: Neo4jStore) -> None:
    """Copy everything.

    Args:
        path: the file of an SQLite store.
        store: an empty Neo4j store.
    """
    connection = sqlite3.connect(path)
    for statement, table in TABLES.items():
        cursor = connection.execute(table)
        columns = [column[0] for column in cursor.description]
        while values := cursor.fetchmany(ROWS):
            # A name that stands twice: the row number in the table, then the id.
            rows = [
                {key: bool(value) if key in TRUTHS else value for key, value in zip(columns, one, strict=True)}
                for one in values
            ]
            for row in rows:
                row.pop("row", None)
            store._write(lambda transaction, rows=rows, name=statement: transaction.write(name, rows))
    connection.close()
