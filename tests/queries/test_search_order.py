"""Search over more tasks than are sorted: whatever way is taken, the same as a plain search of the texts."""

from __future__ import annotations

import pytest

from graph import open_store
from graph.identifiers import document_id
from graph.model import Document, DocumentFacts, Task
from queries.document import search

DOCUMENTS, TASKS = 24, 60
# In every task, in one of two, in a few, in none; of two and of more characters, which are looked for in two ways.
WORDS = ("推进", "推进工作", "第三批", "甲乙", "甲乙丙丁", "没有", "没有这样", "100%", "“一”")


def text_of(document: int, position: int) -> str:
    said = [f"推进工作{document}之{position}"]
    said += ["甲乙丙丁"] if position % 2 else []
    said += ["第三批“一”100%"] if (document, position) in ((3, 7), (20, 1), (20, 59)) else []
    return "，".join(said) + "。"


def made(number: int) -> DocumentFacts:
    identifier = document_id(doc_number=f"甲发〔2020〕{number}号", title=None, issuers=(), source="")
    tasks = []
    text = ""
    for position in range(1, TASKS + 1):
        own = text_of(number, position)
        tasks.append(
            Task(
                id=f"{identifier}#{position}",
                section=None,
                position=position,
                number=str(position),
                title=own[:4],
                text=own,
                start=len(text),
                end=len(text) + len(own),
                rule="made",
                deadline=None,
                deadline_text=None,
            )
        )
        text += own
    document = Document(
        id=identifier,
        title=None,
        doc_number=f"甲发〔2020〕{number}号",
        source=f"{number}.txt",
        sha256=str(number),
        reader="made",
        text=text,
    )
    return DocumentFacts(document, (), tuple(tasks), (), (), (), (), ())


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    with open_store(f"sqlite:{tmp_path_factory.mktemp('many')}/many.db") as store:
        for number in range(DOCUMENTS):
            store.merge(made(number))
        yield store


@pytest.mark.parametrize("limit", [1, 50, 2000])
@pytest.mark.parametrize("words", WORDS)
def test_a_search_finds_what_a_plain_search_finds(many, words, limit):
    facts = sorted((made(number) for number in range(DOCUMENTS)), key=lambda one: one.document.id)
    expected = [task.id for one in facts for task in one.tasks if words in task.text]
    found = [hit.id for hit in search(many, words, limit=limit) if hit.kind == "task"]
    assert found == expected[:limit]


def test_some_words_are_in_more_tasks_than_are_sorted_at_once(many):
    assert DOCUMENTS * TASKS > 1000  # `often` in queries/document.sql
    assert len(many.query("search_tasks", text="推进工作", limit=10_000)) == DOCUMENTS * TASKS
