"""Who took over from whom: the table, what it says of a body in its place, and what the graph makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import QueryError, RuleError
from ingest.bodies import body_table
from ingest.identity import resolve
from ingest.meanings import asked_in, meaning_of
from ingest.places import place_of, places
from ingest.successions import (
    former_spellings,
    names_today,
    read_successions,
    successors_of,
)

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "identity"


@pytest.mark.parametrize(
    ("name", "place", "successors"),
    [
        ("铁道部", "国家", "交通运输部 国家铁路局 中国铁路总公司"),
        ("国家旅游局", "国家", "文化和旅游部"),
        ("自然资源部", "国家", ""),
        ("江西省卫生和计划生育委员会", "江西省", "江西省卫生健康委员会"),
        ("沈阳市地方税务局", "沈阳市", "国家税务总局沈阳市税务局"),
        ("海南省国土资源厅", "海南省", "海南省自然资源和规划厅"),
        ("北京市规划和国土资源管理委员会", "北京市", "北京市规划和自然资源委员会"),
        ("上海市农业委员会", "上海市", "上海市农业农村委员会"),
        ("四川省经济和信息化委员会", "四川省", "四川省经济和信息化厅"),
        ("山东省经济和信息化委员会", "山东省", "山东省工业和信息化厅"),
        ("深圳市经济贸易和信息化委员会", "深圳市", "深圳市工业和信息化局 深圳市商务局"),
        ("中国人民银行济南分行", "济南市", "中国人民银行山东省分行"),
        ("中国人民银行大连市中心支行", "大连市", "中国人民银行大连市分行"),
        # 自然资源局, 自然资源和规划局 or 规划和自然资源局: the tables do not tell which the city has.
        ("沈阳市国土资源局", "沈阳市", ""),
        ("辽宁省奇思妙想办公室", "辽宁省", ""),
    ],
)
def test_successors(name: str, place: str, successors: str) -> None:
    assert [step.new for step in successors_of(name, place)] == successors.split()


def test_the_day_is_that_of_the_tier() -> None:
    days = {
        (name, place): successors_of(name, place)[0].date
        for name, place in [
            ("辽宁省地方税务局", "辽宁省"),
            ("沈阳市地方税务局", "沈阳市"),
            ("黄骅市地方税务局", "黄骅市"),
            ("江西省农业厅", "江西省"),
            ("南充市农业局", "南充市"),
        ]
    }
    assert list(days.values()) == ["2018-06-15", "2018-07-05", "2018-07-20", "2018-10", "2019"]


@pytest.mark.parametrize(
    ("name", "place", "today"),
    [
        ("卫生部", "国家", "国家卫生健康委员会"),
        ("国务院扶贫开发领导小组办公室", "国家", "农业农村部"),
        ("中国银行业监督管理委员会辽宁监管局", "辽宁省", "国家金融监督管理总局辽宁监管局"),
        ("财政部", "国家", "财政部"),
        ("新闻出版总署", "国家", "国家广播电视总局 国家新闻出版署 国家电影局"),
    ],
)
def test_names_today(name: str, place: str, today: str) -> None:
    assert names_today(name, place) == tuple(today.split())


def test_old_names_lead_to_the_body_of_today() -> None:
    spellings = {spelling: step.old for spelling, step in former_spellings("国家税务总局辽宁省税务局", "辽宁省")}
    assert spellings["省地税局"] == spellings["辽宁省地方税务局"] == "辽宁省地方税务局"
    assert "市地税局" not in spellings
    # Over two steps: 扶贫办, 乡村振兴局, 农业农村部.
    assert "国务院扶贫办" in {spelling for spelling, _ in former_spellings("农业农村部", "国家")}
    before = dict.fromkeys(step.old for _, step in former_spellings("中国人民银行辽宁省分行", "辽宁省"))
    assert list(before) == ["中国人民银行沈阳分行"]


def everywhere() -> list[tuple[str, str]]:
    """Every body that ended, in the nation, every province, every tenth city and every hundredth county."""
    names: dict[str, set[str]] = {"国": {"国家"}, "省": set(), "直": set(), "市": set(), "县": set()}
    for found in places().values():
        for place in found:
            names[place.tier].add(place.name)
    steps = {"市": 10, "县": 100}
    chosen = [place_of(name, None) for tier, there in names.items() for name in sorted(there)[:: steps.get(tier, 1)]]
    known = [place for place in chosen if place is not None]
    return [(b.name_in(p), p.name) for b in body_table().bodies if b.until for p in known if b.exists_in(p)]


def test_no_chain_comes_back_and_every_heir_is_known() -> None:
    """Over every body of the tables that ever ended."""
    seen = 0
    for name, place in everywhere():
        steps = successors_of(name, place)
        seen += len(steps)
        for step in steps:
            heir = resolve(step.new, jurisdiction=None, date=None)
            assert heir.canonical == step.new, (name, place, heir)
            assert step.source
            assert name not in names_today(step.new, heir.jurisdiction), (name, step.new)
            # The heir is there on the day it takes over.
            assert (heir.valid_from or "")[: len(step.date)] <= step.date, (step, heir.valid_from)
    assert seen > 1000


ENTRY = '[sources]\ns = "一份文件"\n[[succession]]\nold = ["农业部"]\nnew = [["农业农村部"]]\nkind = "merged"\ndate = "2018-03"\nsource = "s"\n'


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "merged"', 'kind = "joined"', "kind 'joined'"),
        ('source = "s"\n', "", "source"),
        ('source = "s"\n', 'source = "t"\n', "source 't' is not listed"),
        ("2018-03", "last year", "neither a date nor a reform"),
        ('"农业农村部"', '"农业农村委"', "no body is called '农业农村委'"),
        ('["农业部"]', '["农部"]', "no body is called '农部'"),
        ('source = "s"\n', 'source = "s"\nwhen = "x"\n', "when"),
    ],
)
def test_a_wrong_entry_is_refused(old: str, new: str, says: str) -> None:
    assert len(list(read_successions(ENTRY, {}))) == 1
    assert old in ENTRY
    with pytest.raises(RuleError, match=says):
        list(read_successions(ENTRY.replace(old, new), {}))


def test_what_a_name_means_and_what_became_of_it() -> None:
    meaning = meaning_of("省地税局", jurisdiction="辽宁省", date="2026-11-01")
    assert meaning.canonical == "辽宁省地方税务局"
    assert [step.new for step in meaning.successors] == ["国家税务总局辽宁省税务局"]
    assert meaning.today == ("国家税务总局辽宁省税务局",)
    group = meaning_of("各市政府", jurisdiction="辽宁省")
    assert (group.canonical, group.kind, group.today) == (None, "collective", ())


@pytest.mark.parametrize("line", ["{", "[]", '{"name": ""}', '{"name": "省科技厅", "date": "2018"}', '{"name": 3}'])
def test_a_line_that_is_no_question_is_named(line: str) -> None:
    with pytest.raises(QueryError, match=r"^line 7"):
        asked_in(line, where="line 7")


@pytest.mark.skipif(not GOLD.exists(), reason="the gold documents are not beside this checkout")
def test_open_reforms() -> None:
    for entry in json.loads((GOLD / "reforms.json").read_text("utf-8")):
        meaning = meaning_of(entry["old"], date=f"{int(entry['date'][:4]) - 1}-06-30")
        assert {step.new for step in meaning.successors} == set(entry["successors"]), entry["old"]
        # The gold has the month of the decision, the table the day on which the new body opened where it is known.
        assert {step.date[:4] for step in meaning.successors} == {entry["date"][:4]}, entry["old"]
        assert {step.kind for step in meaning.successors} <= {entry["kind"], *entry.get("kind_accept", ())}, entry[
            "old"
        ]
