"""Questions to the graph: one noun, three files side by side (.py, .sql, .cypher)."""
