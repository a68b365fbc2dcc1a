"""Who is who: names of bodies over places, tiers and years; the tables behind them; the open gold."""

import json
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import RuleError
from ingest.bodies import SLOT, Body, body_table, read_bodies, read_reforms
from ingest.identity import resolve
from ingest.places import NATION, Place, place_of, places, valid_on
from ingest.wording import wording

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "identity"
KINDS = {
    "agency", "government", "party", "court_procuratorate", "mass_organisation", "enterprise", "institution",
    "collective", "role",
}  # fmt: skip
SLOTS = {"", "own", "formal", "full", "short", "near", "above", "committee", "name"}

Case = tuple[str, str | None, str]


def cases() -> list[tuple[str, str, list[Case]]]:
    """The judged names by place and day of the text."""
    texts: list[tuple[str, str, list[Case]]] = []
    for line in (Path(__file__).parent / "identity_cases.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            jurisdiction, date = line[1:].split()
            texts.append((jurisdiction, date, []))
        elif line and not line.startswith("#"):
            mention, canonical, kind = line.split("|")
            texts[-1][2].append((mention, None if canonical == "-" else canonical, kind))
    return texts


def some_places() -> list[Place]:
    """The nation, every province, every tenth prefecture and every hundredth county of today."""
    today = {p.name: p for found in places().values() for p in found if p.until is None}
    tiers = defaultdict(list)
    for name in sorted(today):
        tiers[today[name].tier].append(today[name])
    return [NATION, *tiers["省"], *tiers["直"], *tiers["市"][::10], *tiers["县"][::100]]


def known(jurisdiction: str, date: str | None = None) -> Place:
    place = place_of(jurisdiction, date)
    assert place is not None
    return place


# --- names ---


@pytest.mark.parametrize(("jurisdiction", "date", "expected"), cases())
def test_names(jurisdiction: str, date: str, expected: list[Case]) -> None:
    found = [resolve(mention, jurisdiction=jurisdiction, date=date) for mention, _, _ in expected]
    assert [(f.mention, f.canonical, f.kind) for f in found] == expected


@pytest.mark.parametrize(
    ("mention", "jurisdiction", "level"),
    [
        ("省科技厅", "辽宁省", "省"),
        ("市科委", "北京市", "省"),
        ("市科技局", "沈阳市", "市"),
        ("区科委", "上海市徐汇区", "县"),
        ("科技部", "国家", "国家"),
    ],
)
def test_body_knows_its_place_and_level(mention: str, jurisdiction: str, level: str) -> None:
    found = resolve(mention, jurisdiction=jurisdiction, date="2020-01-01")
    assert (found.jurisdiction, found.level) == (jurisdiction, level)


def test_same_short_name_in_two_provinces_is_two_bodies() -> None:
    liaoning = resolve("省科技厅", jurisdiction="辽宁省", date="2020-01-01")
    jiangxi = resolve("省科技厅", jurisdiction="江西省", date="2020-01-01")
    assert liaoning.canonical == "辽宁省科学技术厅"
    assert jiangxi.canonical == "江西省科学技术厅"


@pytest.mark.parametrize(
    "mention", ["省科技厅", "科技厅", "辽宁省科技厅", "辽宁省科学技术厅", "辽宁科技厅", "省 科 技 厅"]
)
def test_every_form_is_one_body_with_the_same_spellings(mention: str) -> None:
    found = resolve(mention, jurisdiction="辽宁省", date="2018-06-06")
    assert found.canonical == "辽宁省科学技术厅"
    assert found.spellings == resolve("省科技厅", jurisdiction="大连市", date="2021-03-01").spellings


def test_mention_is_kept_as_written() -> None:
    assert resolve(" 省科技厅", jurisdiction="辽宁省", date=None).mention == " 省科技厅"


@pytest.mark.parametrize(
    ("mention", "jurisdiction", "date", "spellings"),
    [
        (
            "科技厅", "辽宁省", "2018-06-06",
            "辽宁省科学技术厅 辽宁省科技厅 省科学技术厅 省科技厅 科学技术厅 科技厅 辽宁科学技术厅 辽宁科技厅",
        ),
        ("市政府", "沈阳市", "2018-06-06", "沈阳市人民政府 沈阳市政府 沈阳市 市人民政府 市政府"),
        ("省委组织部", "辽宁省", "2018-06-06", "中共辽宁省委组织部 辽宁省委组织部 中共省委组织部 省委组织部 组织部"),
        ("市税务局", "怀化市", "2020-01-01", "国家税务总局怀化市税务局 怀化市税务局 市税务局 税务局 怀化税务局"),
        ("县财政局", "青县", "2020-01-01", "青县财政局 县财政局 财政局"),
        (
            "区商务局", "杭州市西湖区", "2020-01-01",
            "杭州市西湖区商务局 西湖区商务局 区商务局 商务局",
        ),
        ("市畜牧水产事务中心", "怀化市", "2020-02-09", "怀化市畜牧水产事务中心 市畜牧水产事务中心 畜牧水产事务中心"),
        ("科技部", "国家", "2020-01-01", "科学技术部 科技部 国家科技部 中华人民共和国科学技术部"),
    ],
)  # fmt: skip
def test_spellings(mention: str, jurisdiction: str, date: str, spellings: str) -> None:
    assert list(resolve(mention, jurisdiction=jurisdiction, date=date).spellings) == spellings.split()


def test_spellings_never_name_another_tier() -> None:
    assert not [s for s in resolve("省科技厅", jurisdiction="辽宁省", date=None).spellings if "市" in s or "局" in s]


@pytest.mark.parametrize(
    ("mention", "date", "canonical"),
    [
        ("省税务局", "2018-06-14", None),
        ("省税务局", "2018-06-15", "国家税务总局辽宁省税务局"),
        ("省国税局", "2018-06-14", "辽宁省国家税务局"),
        ("省国税局", "2026-01-01", "辽宁省国家税务局"),
        ("辽宁银监局", "2018-12-16", "中国银行业监督管理委员会辽宁监管局"),
        ("辽宁银保监局", "2018-12-17", "中国银行保险监督管理委员会辽宁监管局"),
        ("人民银行", "2023-08-17", "中国人民银行沈阳分行"),
        ("人民银行", "2023-08-18", "中国人民银行辽宁省分行"),
        ("广电局", "2012-06-01", "辽宁省广播电影电视局"),
        ("广电局", "2016-06-01", "辽宁省新闻出版广电局"),
        ("广电局", "2020-06-01", "辽宁省广播电视局"),
        ("省编办", "2018-09-30", "辽宁省机构编制委员会办公室"),
        ("省编办", "2018-11-01", "中共辽宁省委机构编制委员会办公室"),
    ],
)
def test_day_decides(mention: str, date: str, canonical: str | None) -> None:
    assert resolve(mention, jurisdiction="辽宁省", date=date).canonical == canonical


def test_name_of_other_years_says_so() -> None:
    found = resolve("省地税局", jurisdiction="辽宁省", date="2026-01-01")
    assert (found.canonical, found.valid_to) == ("辽宁省地方税务局", "2018-06-15")
    assert found.rule == "level word, other years"


def test_without_a_day_only_what_the_name_alone_tells() -> None:
    assert resolve("省科技厅", jurisdiction="辽宁省", date=None).canonical == "辽宁省科学技术厅"
    found = resolve("省广电局", jurisdiction="辽宁省", date=None)
    assert (found.canonical, found.rule) == (None, "ambiguous")


@pytest.mark.parametrize(
    ("mention", "canonical"),
    [
        ("科技部", "科学技术部"),
        ("辽宁省国土资源厅", "辽宁省国土资源厅"),
        ("科技厅", None),
        ("发改委", None),
        ("市政府", None),
    ],
)
def test_without_a_place_only_names_that_carry_it(mention: str, canonical: str | None) -> None:
    assert resolve(mention, jurisdiction=None, date="2017-01-01").canonical == canonical


@pytest.mark.parametrize(
    "mention", ["市科技工信和商务局", "市教体局", "市城管局", "供电公司", "省直机关工委", "县财政局", ""]
)
def test_what_is_not_known_stays_open(mention: str) -> None:
    found = resolve(mention, jurisdiction="贵阳市", date="2022-07-16")
    assert found.canonical is None
    assert found.spellings == (mention,)
    assert found.rule == "unresolved"


@given(st.text(alphabet="省市区县各有关（）、委办厅局科技财政中共人民国家辽宁沈阳 12\n", max_size=30))
def test_any_text_gives_an_answer(mention: str) -> None:
    found = resolve(mention, jurisdiction="沈阳市", date="2020-01-01")
    assert found.mention == mention
    assert found.spellings[0] == (found.canonical or "".join(mention.split()))
    assert len(set(found.spellings)) == len(found.spellings)
    assert found.kind in KINDS | {None}


# --- places ---


@pytest.mark.parametrize(
    ("jurisdiction", "day", "name", "chain"),
    [
        ("国家", None, "国家", "国家"),
        ("黄骅市", None, "黄骅市", "黄骅市 沧州市 河北省"),
        ("上海市徐汇区", None, "上海市徐汇区", "徐汇区 上海市"),
        ("辽宁省沈阳市和平区", None, "沈阳市和平区", "和平区 沈阳市 辽宁省"),
        ("凉山州", None, "凉山彝族自治州", "凉山彝族自治州 四川省"),
        ("神农架林区", None, "神农架林区", "神农架林区 湖北省"),
        ("余杭区", "2018-06-01", "杭州市余杭区", "余杭区 杭州市 浙江省"),
        ("某新设县", None, "某新设县", "某新设县"),
    ],
)
def test_place(jurisdiction: str, day: str | None, name: str, chain: str) -> None:
    place = known(jurisdiction, day)
    assert (place.name, [p.own_name for p in place.chain]) == (name, chain.split())


@pytest.mark.parametrize("jurisdiction", [None, "", "朝阳区", "某某新区", "火星"])
def test_place_that_cannot_be_told(jurisdiction: str | None) -> None:
    assert place_of(jurisdiction, "2020-01-01") is None


def test_places_of_the_country() -> None:
    today = {p.name: p.tier for found in places().values() for p in found if p.until is None}
    count = Counter(today.values())
    # With Hong Kong, Macao and Taiwan; the Xinjiang Corps counts as a municipality.
    assert (count["省"], count["直"], count["市"]) == (30, 5, 333)
    assert count["县"] > 2800


def test_every_place_has_its_parent() -> None:
    orphans = {p.own_name for found in places().values() for p in found if p.parent is None and p.tier in {"市", "县"}}
    assert not orphans


@pytest.mark.parametrize(
    ("day", "since", "until", "inside"),
    [
        ("2018-10-01", "2018-10", None, True),
        ("2018-09-30", "2018-10", None, False),
        ("2019-01-01", None, "2019", False),
        ("2018-12-31", None, "2019", True),
        (None, "2019", "2020", True),
    ],
)
def test_days(day: str | None, since: str | None, until: str | None, inside: bool) -> None:
    assert valid_on(day, since, until) == inside


# --- tables ---


def test_every_body_is_well_formed() -> None:
    for body in body_table().bodies:
        assert body.source, body.name
        assert body.kind in KINDS - {"collective", "role"}, body.name
        assert set(body.tiers) <= set("国省直市县"), body.name
        assert {slot for form in body.forms for slot in SLOT.findall(form)} <= SLOTS, body.name
        assert not [form for form in body.forms if re.search(r"[()|]", form)], body.name
        for tier in body.tiers:
            assert body.since.get(tier, "") < body.until.get(tier, "9"), body.name
        for name in body.where | body.under:
            assert name in places(), (body.name, name)


def test_particular_bodies_exist_somewhere() -> None:
    everywhere = [p for found in places().values() for p in found]
    lost = [b.name for b in body_table().bodies if b.closeness and not any(b.exists_in(p) for p in everywhere)]
    assert not lost


def overlapping(one: Body, other: Body, tier: str) -> bool:
    since = max(one.since.get(tier, ""), other.since.get(tier, ""))
    return since < min(one.until.get(tier, "9"), other.until.get(tier, "9"))


@pytest.mark.parametrize("place", some_places(), ids=lambda p: p.name)
def test_no_alias_has_two_owners_on_one_day(place: Place) -> None:
    for form, found in body_table().by_form.items():
        owners: dict[Body, str] = {}
        for body, slot in found:
            if body.exists_in(place):
                # A form with 浙江 and one with 浙江省 are two forms, though the place is cut out of both.
                owners.setdefault(body, slot if slot == "short" else "")
        for one, other in combinations(owners, 2):
            if (
                owners[one] == owners[other]
                and one.closeness == other.closeness
                and one.name_in(place) != other.name_in(place)
                and overlapping(one, other, place.tier)
            ):
                official = [b for b in (one, other) if form in {SLOT.sub(mark, b.name) for mark in ("□", "■", "")}]
                assert len(official) == 1, (form, one.name, other.name)


@pytest.mark.parametrize("place", some_places(), ids=lambda p: p.name)
def test_no_name_has_two_templates(place: Place) -> None:
    templates = defaultdict(set)
    for body in body_table().bodies:
        if body.exists_in(place):
            templates[body.name_in(place), body.closeness].add(body.name)
    assert not {name: found for name, found in templates.items() if len(found) > 1}


def displaced(body: Body, place: Place) -> bool:
    """Whether an entry closer to the place has a form of this one: 重庆市国资委 is not the usual 人民政府国资委."""
    keys = {SLOT.sub(mark, form) for form in body.forms for mark in ("□", "■")}
    rivals = {rival for key in keys for rival, _ in body_table().by_form.get(key, ())}
    return any(rival.exists_in(place) and rival.closeness > body.closeness for rival in rivals)


def first_day(body: Body, place: Place) -> str:
    """A day on which the body exists."""
    since = body.since.get(place.tier)
    return "2002-01-01" if since is None else (since + "-01-01")[:10] if len(since) == 4 else (since + "-01")[:10]


@pytest.mark.parametrize(
    "jurisdiction", ["国家", "辽宁省", "广西壮族自治区", "怀化市", "凉山彝族自治州", "青县", "杭州市西湖区"]
)
def test_every_spelling_leads_back_to_its_body(jurisdiction: str) -> None:
    place = known(jurisdiction)
    bodies = [body for body in body_table().bodies if body.exists_in(place) and not displaced(body, place)]
    assert len(bodies) > 100
    for body in bodies:
        canonical, day = body.name_in(place), first_day(body, place)
        for spelling in resolve(canonical, jurisdiction=jurisdiction, date=day).spellings:
            assert resolve(spelling, jurisdiction=jurisdiction, date=day).canonical == canonical, (spelling, day)


SOURCES = '[sources]\nlaw = "宪法"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[body]]\nname = "甲部"\nsource = "law"\nalias = ["甲"]\n', "unknown key alias"),
        ('[[body]]\nname = "甲部"\n', "source None is not listed"),
        ('[[body]]\nname = "甲部"\nsource = "hearsay"\n', "source 'hearsay' is not listed"),
        ('[[body]]\nsource = "law"\n', "no name"),
        ('[[department]]\nends = { "局" = "市" }\nsource = "law"\n', "no name"),
        ('[[body]]\nname = "甲部"\nsource = "law"\nsince = "reform1900"\n', "since = 'reform1900' is neither"),
    ],
)
def test_wrong_entry_is_refused(text: str, says: str) -> None:
    with pytest.raises(RuleError, match=f"^made.toml: entry .*{re.escape(says)}"):
        read_bodies(SOURCES + text, "made.toml", {})


def test_reform_gives_each_tier_its_day() -> None:
    reforms = read_reforms('[reforms.reform2018]\nsource = "方案"\n"省" = "2018-10"\n"市" = "2019"\n')
    text = SOURCES + '[[department]]\nroot = "环境"\nends = { "局" = "省市" }\nsource = "law"\nuntil = "reform2018"\n'
    [body] = read_bodies(text, "made.toml", reforms)
    assert body.until == {"省": "2018-10", "市": "2019"}


@pytest.mark.parametrize("line", ['"省" = "2018-10"', 'source = "方案"\n"省" = "soon"'])
def test_wrong_reform_is_refused(line: str) -> None:
    with pytest.raises(RuleError, match=r"^reforms.toml: reform2018: "):
        read_reforms(f"[reforms.reform2018]\n{line}\n")


@pytest.fixture(scope="module")
def language() -> dict[str, Any]:
    return tomllib.loads(resources.files("ingest").joinpath("rules/identity.toml").read_text("utf-8"))


def test_every_wording_has_a_source(language: dict[str, Any]) -> None:
    entries = [e for group in language.values() for e in (group if isinstance(group, list) else [group])]
    assert entries
    assert all(entry["source"] for entry in entries)


def test_groups_take_their_examples_and_no_others(language: dict[str, Any]) -> None:
    for rule in language["collective"]:
        for example in rule["examples"]:
            assert wording().group_of(example, placed=True), example
            assert resolve(example, jurisdiction="辽宁省", date="2020-01-01").kind == "collective", example
        for example in rule["counterexamples"]:
            assert resolve(example, jurisdiction="辽宁省", date="2020-01-01").kind != "collective", example


def test_endings_tell_the_kind_of_their_examples(language: dict[str, Any]) -> None:
    for entry in language["ending"]:
        for example in entry["examples"]:
            ending = wording().ending_of(example)
            assert ending is not None, example
            assert (ending.kind, ending.complete) == (entry["kind"], entry["complete"]), example


def test_no_ending_has_two_meanings(language: dict[str, Any]) -> None:
    words = [word for entry in language["ending"] for word in entry["words"]]
    assert len(words) == len(set(words))


# --- the open gold ---


def same(name: str | None) -> str:
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name or ""))
    return text.translate(str.maketrans("〔〕［］【】﹝﹞“”‘’「」", '()()()()""\'\'""'))


@pytest.mark.skipif(not GOLD.exists(), reason="the gold is not beside this checkout")
def test_open_documents() -> None:
    names, kinds, total = 0, 0, 0
    bodies = defaultdict(set)
    for path in sorted(GOLD.glob("*_*.json")):
        gold = json.loads(path.read_text("utf-8"))
        for unit in gold["units"]:
            if unit.get("unsure"):
                continue
            found = resolve(unit["as_written"], jurisdiction=gold["jurisdiction"], date=gold["date"])
            right = {same(name) for name in [unit["canonical"], *unit.get("accept", [])] if name}
            total += 1
            names += same(found.canonical) in right if right else found.canonical is None
            kinds += found.kind == unit["kind"]
            if found.canonical:
                bodies[same(found.canonical)].add(min(right, default=f"{path.stem} {unit['as_written']}"))
    assert total > 200
    assert names / total >= 0.98
    assert kinds / total >= 0.97
    assert not {name: found for name, found in bodies.items() if len(found) > 1}


@pytest.mark.skipif(not GOLD.exists(), reason="the gold is not beside this checkout")
def test_open_aliases() -> None:
    entries = json.loads((GOLD / "aliases.json").read_text("utf-8"))
    right = [
        e for e in entries
        if resolve(e["alias"], jurisdiction=e["jurisdiction"], date=e["date"]).canonical == e["canonical"]
    ]  # fmt: skip
    assert len(right) / len(entries) >= 0.98


@pytest.mark.skipif(not GOLD.exists(), reason="the gold is not beside this checkout")
def test_bodies_of_open_reforms_are_known_by_their_names() -> None:
    for reform in json.loads((GOLD / "reforms.json").read_text("utf-8")):
        before = f"{int(reform['date'][:4]) - 1}-06-30"
        old = resolve(reform["old"], jurisdiction=None, date=before)
        assert old.canonical == reform["old"]
        assert old.valid_to is not None
        assert old.valid_to[:4] == reform["date"][:4]
        for successor in reform["successors"]:
            assert resolve(successor, jurisdiction=None, date=reform["date"][:4] + "-12-31").canonical == successor
