"""From a file to text: the format is told by its content, never by its name. One module a format."""

from ingest.reading.text import MAX_BYTES, ReadFile, read_file

__all__ = ["MAX_BYTES", "ReadFile", "read_file"]
