"""Search by any part of a text: the hits are those that a plain look at the texts gives, on every change of the store."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from graph import open_store
from graph.errors import NodeNotFound
from ingest.load import load
from queries.document import document_text, documents_named, search
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


# Words of the plan and of our own documents, and where alone they stand.
ELSEWHERE = [
    ("指导思想", "section", "指导思想"),
    ("营造干事创业的良好环境", "section", "营造干事创业的良好环境"),
    ("习近平新时代", "paragraph", "全面贯彻落实党的十九大"),
    ("激发改革动力", "paragraph", "建立科技创新改革试错"),
    ("审计局副局长", "paragraph", "任命王某某为沈阳市审计局副局长。"),
    ("”；纳入", "", ""),
]


def test_headings_and_text_outside_tasks_are_found_on_both_stores(both_libraries):
    for store, (part, kind, begins) in product(both_libraries, ELSEWHERE):
        hits = search(store, part)
        assert [hit.kind for hit in hits] == [kind] * bool(kind)
        for hit in hits:
            said = hit.title if kind == "section" else hit.context
            assert said.startswith(begins)
            assert part in document_text(store, hit.document)


def test_each_kind_has_its_own_limit(library):
    every = Counter(hit.kind for hit in search(library, "科技", limit=1000))
    assert every["task"] > every["section"] > 2 < every["paragraph"]
    assert Counter(hit.kind for hit in search(library, "科技", limit=2)) == {
        kind: min(n, 2) for kind, n in every.items()
    }


def test_what_is_replaced_or_removed_is_found_no_more(tmp_path, documents):
    path = tmp_path / "notice.txt"
    text = documents[1].read_text("utf-8")
    path.write_text(text, "utf-8")
    with open_store(f"sqlite:{tmp_path}/one.db") as store:
        list(load(store, [path]))
        assert len(tasks(store, text="培育科技企业")) == 1
        assert [hit.kind for hit in search(store, "现通知如下")] == ["paragraph"]
        changed = (
            text.replace("培育科技企业", "扶持科技企业").replace("人才公寓", "人才住房").replace("现通知", "特通知")
        )
        path.write_text(changed, "utf-8")
        list(load(store, [path]))
        assert tasks(store, text="培育科技企业") == []
        assert len(tasks(store, text="扶持科技企业")) == 1
        assert (targets_by_indicator(store, "人才公寓"), len(targets_by_indicator(store, "人才住房"))) == ([], 1)
        assert (search(store, "现通知如下"), len(search(store, "特通知如下"))) == ([], 1)
        store.remove("doc:浙科发〔2019〕7号")
        assert search(store, "特通知如下") == []
        assert tasks(store, text="扶持科技企业") == targets_by_indicator(store, "人才住房") == []


def test_words_that_hold_nothing_but_what_is_not_seen_find_nothing(library):
    assert [search(library, words) for words in ("", " ", "\u200b", "\ufeff")] == [[], [], [], []]


@pytest.mark.parametrize(
    "part",
    [
        "行动计划（2018-2020年）",
        "行动计划(2018—2020年)",
        "关于支持 科技企业的通知",
        "《浙江省科学技术厅关于支持科技企业的通知》",
    ],
)
def test_a_part_of_a_title_is_found_as_it_stands_or_as_people_type_it(both_libraries, part):
    for store in both_libraries:
        assert len(documents_named(store, part)) == 1


def test_a_name_that_says_nothing_means_no_document(library):
    with pytest.raises(NodeNotFound, match="没有写明是哪一份文件"):
        tasks(library, document="")
