"""From a file to facts, in the order in which data flows; the language itself is in `rules/`."""
