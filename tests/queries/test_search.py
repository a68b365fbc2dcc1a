"""Search by any part of a text: the hits are those that a plain look at the texts gives, on every change of the store."""

from __future__ import annotations

import pytest

from graph import open_store
from ingest.load import load
from queries.document import search
from queries.target import targets_by_indicator
from queries.task import tasks, tasks_titled

PARTS = [
    "企",
    "科技",
    "2020年",
    "科技成果转化",
    "。",
    "（责任单位：",
    "R&D",
    '"',
    "’; DROP TABLE task; --",
    "%",
    "没有的字样",
]


@pytest.mark.parametrize("part", PARTS)
def test_hits_are_the_texts_that_hold_the_part(library, part):
    every = tasks(library)
    expected = [one.task for one in every if part in one.text or part in one.title]
    assert [one.task for one in tasks(library, text=part)] == expected
    assert [hit.id for hit in search(library, part, limit=1000) if hit.kind == "task"] == expected
    if len(part) >= 4:
        titled = [one.task for one in every if part == one.title] or [one.task for one in every if part in one.title]
        assert [one.task for one in tasks_titled(library, part)] == titled
    expected = [one.target for one in targets_by_indicator(library) if part in one.indicator]
    assert [one.target for one in targets_by_indicator(library, part)] == expected


def test_what_is_replaced_or_removed_is_found_no_more(tmp_path, documents):
    path = tmp_path / "notice.txt"
    text = documents[1].read_text("utf-8")
    path.write_text(text, "utf-8")
    with open_store(f"sqlite:{tmp_path}/one.db") as store:
        list(load(store, [path]))
        assert len(tasks(store, text="培育科技企业")) == 1
        path.write_text(text.replace("培育科技企业", "扶持科技企业").replace("人才公寓", "人才住房"), "utf-8")
        list(load(store, [path]))
        assert tasks(store, text="培育科技企业") == []
        assert len(tasks(store, text="扶持科技企业")) == 1
        assert (targets_by_indicator(store, "人才公寓"), len(targets_by_indicator(store, "人才住房"))) == ([], 1)
        store.remove("doc:浙科发〔2019〕7号")
        assert tasks(store, text="扶持科技企业") == targets_by_indicator(store, "人才住房") == []
