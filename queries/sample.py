"""The names that the examples in `questions.toml` are about: a graph small enough to check the grammar with."""

from __future__ import annotations

from collections.abc import Mapping

from queries.names import Head

__all__ = ["SampleNames"]


class SampleNames:
    """Names from lists, looked up as those of a graph are."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        self._lists = lists
        self.places = lists["places"]
        self.heads = [Head(title, title, "", "", "", "", True) for title in lists["documents"]]

    def agencies(self, candidates: list[str]) -> set[str]:
        """Return those that are names of agencies."""
        return set(candidates) & set(self._lists["agencies"])

    def documents(self, candidates: list[str]) -> set[str]:
        """Return those that are numbers or titles of documents."""
        return set(candidates) & set(self._lists["documents"])

    def titles(self, candidates: list[str]) -> set[str]:
        """Return those that are titles of tasks."""
        return set(candidates) & set(self._lists["titles"])

    def in_titles(self, text: str) -> bool:
        """Tell whether a title of a task holds the text."""
        return any(text in title for title in self._lists["titles"])

    def in_tasks(self, text: str) -> bool:
        """Tell whether a title of a task holds the text."""
        return self.in_titles(text)

    def is_indicator(self, text: str) -> bool:
        """Tell whether an indicator holds the text."""
        return any(text in indicator for indicator in self._lists["indicators"])
