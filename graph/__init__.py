"""What facts are, and where they are kept."""

from graph.store import GraphStore, open_store

__all__ = ["GraphStore", "open_store"]
