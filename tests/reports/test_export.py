"""What is exported, read back by the tools it is for: networkx, the csv module, openpyxl, rdflib."""

from __future__ import annotations

import csv
import json
import sys
import warnings
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import networkx as nx
import openpyxl
import pandas as pd
import pytest
import rdflib

from graph import open_store
from graph.errors import PolicyGraphError, QueryError
from graph.identifiers import agency_id
from graph.model import Agency, Document, DocumentFacts, Responsibility, Task
from ingest.load import load
from queries.catalog import run
from queries.citation import citation_links, cites
from queries.export import EDGE_PROPERTIES, NODE_PROPERTIES, document_ids, parts
from reports.export import export_graph, export_result
from reports.export_excel import write_rows
from reports.kinds import Kind
from tests.generated import TASKS, write_documents

DATA = Path(__file__).parents[2] / "data"
PLAN = "doc:辽宁省人民政府办公厅/辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"
SCIENCE = "agency:辽宁省科学技术厅"
ELI, SCHEMA, PROV = "http://data.europa.eu/eli/ontology#", "https://schema.org/", "http://www.w3.org/ns/prov#"
EDGE_KINDS = {"CONTAINS", "LEADS", "SUPPORTS", "ISSUED", "CITES", "HAS_TARGET", "SUCCEEDED_BY"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The Liaoning plan; only read it."""
    with open_store(f"sqlite:{tmp_path_factory.mktemp('plan')}/plan.db") as store:
        assert [done.outcome for done in load(store, sorted(DATA.glob("*.txt")))] == ["loaded"]
        yield store


@pytest.fixture(scope="module")
def files(store, tmp_path_factory) -> dict[Kind, list[Path]]:
    """All of the plan's graph, in every form."""
    folder = tmp_path_factory.mktemp("导出 图")
    return {kind: export_graph(store, kind, folder / f"图.{kind}") for kind in Kind}


def read_network(kind: Kind, path: Path) -> nx.MultiDiGraph:
    return nx.read_graphml(path) if kind is Kind.graphml else nx.read_gexf(path)


def edges_of(network, kind: str) -> list[tuple[str, str, dict]]:
    return [(one, other, said) for one, other, said in network.edges(data=True) if said["kind"] == kind]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# ── networks ──


@pytest.mark.parametrize("kind", [Kind.graphml, Kind.gexf])
def test_a_network_holds_every_node_and_edge_of_the_store(kind, files, store):
    network = read_network(kind, files[kind][0])
    counts = store.query("counts")[0]
    nodes = Counter(nx.get_node_attributes(network, "kind").values())
    edges = Counter(said["kind"] for *_, said in network.edges(data=True))
    assert nodes["Document"] == counts["documents"] + counts["cited_only"]
    assert (nodes["Section"], nodes["Task"], nodes["Target"]) == (
        counts["sections"],
        counts["tasks"],
        counts["targets"],
    )
    assert edges["LEADS"] + edges["SUPPORTS"] + edges["RESPONSIBLE_FOR"] == counts["responsibilities"] == 103
    assert edges["CONTAINS"] == counts["sections"] + counts["tasks"]
    assert (edges["CITES"], edges["HAS_TARGET"]) == (counts["citations"], counts["targets"])
    assert set(edges) >= EDGE_KINDS
    assert all(said.get("label") for _, said in network.nodes(data=True)), "an edge leads to a node that is not told"


@pytest.mark.parametrize("kind", [Kind.graphml, Kind.gexf])
def test_an_edge_of_a_network_shows_its_sentence(kind, files):
    network = read_network(kind, files[kind][0])
    leads = [said for one, _, said in edges_of(network, "LEADS") if one == SCIENCE]
    assert len(leads) == 24
    text = sorted(DATA.glob("*.txt"))[0].read_text("utf-8")
    for said in leads:
        assert text[said["start"] : said["end"]] == said["mention"] == "省科技厅"
        assert said["mention"] in said["sentence"]
        assert (said["rule"], said["document"]) == ("first_listed", PLAN)


@pytest.mark.parametrize("kind", [Kind.graphml, Kind.gexf])
def test_values_of_a_network_keep_their_types(kind, files):
    network = read_network(kind, files[kind][0])
    document = network.nodes[PLAN]
    assert (document["held"], document["period_from"], document["type"]) == (True, 2018, "计划")
    target = next(said for _, said in network.nodes(data=True) if said["kind"] == "Target" and said.get("year") == 2020)
    assert isinstance(target["value"], float)
    assert isinstance(target["start"], int)


@pytest.mark.parametrize("kind", [Kind.graphml, Kind.gexf])
def test_the_level_of_an_agency_and_the_depth_of_a_heading_are_two_things(kind, files):
    network = read_network(kind, files[kind][0])
    by_kind = {
        one: [said for _, said in network.nodes(data=True) if said["kind"] == one] for one in ("Agency", "Section")
    }
    assert {said["level"] for said in by_kind["Agency"] if "level" in said} == {"省", "市"}
    assert {said["depth"] for said in by_kind["Section"]} == {1, 2}
    assert not any("depth" in said for said in by_kind["Agency"])
    assert not any("level" in said for said in by_kind["Section"])


def test_successions_lead_from_the_old_body_to_the_new(files):
    found = edges_of(read_network(Kind.graphml, files[Kind.graphml][0]), "SUCCEEDED_BY")
    said = {(one, other): said for one, other, said in found}
    step = said["agency:辽宁省地方税务局", "agency:国家税务总局辽宁省税务局"]
    assert (step["change"], step["date"][:4]) == ("merged", "2018")
    assert step["reform"]


# ── tables ──


def test_tables_hold_what_the_network_holds(files):
    network = read_network(Kind.graphml, files[Kind.graphml][0])
    nodes, edges = map(rows_of, files[Kind.csv])
    assert {row["id"] for row in nodes} == set(network)
    assert len(nodes) == len(network)
    counted = Counter((row["source"], row["target"], row["kind"]) for row in edges)
    assert counted == Counter((one, other, said["kind"]) for one, other, said in network.edges(data=True))
    assert list(nodes[0]) == ["id", "label", "kind", *NODE_PROPERTIES]
    assert list(edges[0]) == ["source", "target", "kind", *EDGE_PROPERTIES]


def test_tables_begin_with_a_mark_for_spreadsheets(files):
    for path in files[Kind.csv]:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert not path.read_bytes()[3:].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("图.csv", ("图-nodes.csv", "图-edges.csv")),
        ("图", ("图-nodes.csv", "图-edges.csv")),
        (".", ("nodes.csv", "edges.csv")),
    ],
)
def test_the_two_tables_have_names_of_their_own(store, tmp_path, output, expected):
    written = export_graph(store, Kind.csv, tmp_path / output, documents=[PLAN])
    assert tuple(path.name for path in written) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(expected)


# ── the workbook ──


def sheet_rows(sheet) -> list[dict[str, object]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_ledger_is_what_staff_hand_on(files):
    book = openpyxl.load_workbook(files[Kind.xlsx][0])
    assert book.sheetnames == ["任务", "单位", "文件", "引文", "指标"]
    ledger = book["任务"]
    assert [cell.value for cell in ledger[1]] == [
        "序号",
        "任务",
        "牵头单位",
        "配合单位",
        "责任单位",
        "完成时限",
        "文件",
        "文号",
        "依据原文",
    ]
    rows = sheet_rows(ledger)
    assert [row["序号"] for row in rows] == [str(n) for n in range(1, 32)]
    assert sum(row["牵头单位"] == "辽宁省科学技术厅" for row in rows) == 24
    tourism = rows[18]
    assert tourism["任务"] == "推进冰雪旅游产业发展"
    assert tourism["牵头单位"] == "辽宁省旅游发展委员会"
    assert tourism["依据原文"] == "（责任单位：省旅游发展委）"
    assert tourism["文件"] == PLAN.rpartition("/")[2]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in sheet[1])


def test_the_other_sheets_agree_with_the_store(files, store):
    book = openpyxl.load_workbook(files[Kind.xlsx][0])
    counts = store.query("counts")[0]
    science = next(row for row in sheet_rows(book["单位"]) if row["单位"] == "辽宁省科学技术厅")
    assert science["牵头"] == 24
    assert "省科技厅" in str(science["别称"]).split("、")
    tax = next(row for row in sheet_rows(book["单位"]) if row["单位"] == "辽宁省地方税务局")
    assert "国家税务总局辽宁省税务局" in str(tax["后续单位"])
    documents = {row["文件"]: row for row in sheet_rows(book["文件"])}
    assert len(documents) == counts["documents"] + counts["cited_only"]
    plan = documents[PLAN.rpartition("/")[2]]
    assert (plan["发文单位"], plan["在库"], plan["起始年"]) == ("辽宁省人民政府办公厅", "是", 2018)
    citations = sheet_rows(book["引文"])
    assert len(citations) == counts["citations"]
    assert "国发〔2016〕16号" in {row["被引文号"] for row in citations}
    assert {row["被引在库"] for row in citations} == {"否"}
    targets = sheet_rows(book["指标"])
    assert len(targets) == counts["targets"]
    assert all(isinstance(row["数值"], int | float) for row in targets)
    assert {"达到", "不少于"} <= {row["比较"] for row in targets} <= {"达到", "不少于", "不超过", "超过", "少于", "约"}


def test_days_are_days_so_that_excel_can_filter_them(files):
    book = openpyxl.load_workbook(files[Kind.xlsx][0])
    plan = next(row for row in sheet_rows(book["文件"]) if row["文件"] == PLAN.rpartition("/")[2])
    assert plan["成文日期"] == datetime(2018, 6, 6)
    days = {cell.number_format for cell in book["文件"]["C"][1:] if cell.value}
    assert days == {"yyyy-mm-dd"}


@pytest.mark.parametrize(
    ("text", "is_day"), [("2020-02-29", True), ("2019-02-29", False), ("2018-10", False), ("1899-12-31", False)]
)
def test_what_excel_has_no_day_for_stays_text(text, is_day, tmp_path):
    with (tmp_path / "a.xlsx").open("wb") as file:
        write_rows([{"issued": text}], file)
    (row,) = sheet_rows(openpyxl.load_workbook(tmp_path / "a.xlsx").active)
    assert row == {"日期": datetime.fromisoformat(text) if is_day else text}


def test_excel_does_not_warn_of_numbers_that_are_text(files):
    with zipfile.ZipFile(files[Kind.xlsx][0]) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 5
    assert all('numberStoredAsText="1"' in sheet for sheet in sheets)


# ── linked data ──


@pytest.fixture(scope="module")
def linked(files) -> rdflib.Graph:
    return read_linked(files[Kind.jsonld][0])


def read_linked(path: Path) -> rdflib.Graph:
    with warnings.catch_warnings():  # rdflib's own reader uses what rdflib deprecates
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        return rdflib.Graph().parse(path, format="json-ld")


def iri(identifier: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"urn:policygraph:{identifier}")


def test_linked_data_names_things_in_the_words_of_schema_org(linked):
    types = set(linked.objects(iri(PLAN), rdflib.RDF.type))
    assert types == {rdflib.URIRef(SCHEMA + "Legislation"), rdflib.URIRef(ELI + "LegalResource")}
    issuer = linked.value(iri(PLAN), rdflib.URIRef(SCHEMA + "legislationPassedBy"))
    assert issuer == iri("agency:辽宁省人民政府办公厅")
    assert rdflib.URIRef(SCHEMA + "GovernmentOrganization") in set(linked.objects(issuer, rdflib.RDF.type))
    names = {str(name) for name in linked.objects(iri(SCIENCE), rdflib.URIRef(SCHEMA + "alternateName"))}
    assert "省科技厅" in names


def test_only_bodies_are_organisations_and_only_those_of_government_are_of_the_government(linked, store):
    kinds: dict[str, set[str]] = {}
    for row in store.query("agency_ranking", documents=None):
        types = {str(one).rpartition("/")[2] for one in linked.objects(iri(row["id"]), rdflib.RDF.type)}
        kinds.setdefault(row["kind"], set()).update(types - {"ns/prov#Agent", "prov#Agent"})
    expected = {"agency": {"GovernmentOrganization"}, "enterprise": {"Organization"}, "collective": set()}
    assert {kind: kinds[kind] for kind in expected} == expected


def test_what_a_task_carries_out_it_implements(linked, store):
    resting = {(one.task, one.cited): one.relation for one in citation_links(store) if one.task}
    told = {
        (task, cited): word
        for word in ("based_on", "implements")
        for (task, cited) in resting
        if (iri(task), rdflib.URIRef(ELI + word), iri(cited)) in linked
    }
    words = {"basis": "based_on", "implements": "implements"}
    assert told == {key: words[relation] for key, relation in resting.items() if relation in words}
    assert told


def test_linked_data_tells_relations_in_the_words_of_eli(linked, store):
    told = {
        (str(p).removeprefix(ELI), str(o).removeprefix("urn:policygraph:"))
        for p, o in linked.predicate_objects(iri(PLAN))
        if str(p).removeprefix(ELI) in ("based_on", "implements", "cites", "amends", "repeals")
    }
    words = {"basis": "based_on"}
    assert told == {(words.get(one.relation, one.relation), one.cited) for one in cites(store, PLAN)}


def test_a_fact_of_linked_data_has_its_sentence_in_the_words_of_prov(linked):
    found = linked.query(
        """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX pg: <urn:policygraph:term:>
        SELECT ?sentence ?start ?rule WHERE {
            ?fact a pg:LEADS, prov:Entity ; pg:from ?agency ; prov:value ?sentence ; prov:wasQuotedFrom ?document ;
                  pg:start ?start ; pg:rule ?rule }""",
        initBindings={"agency": iri(SCIENCE), "document": iri(PLAN)},
    )
    rows = list(found)
    assert len(rows) == 24
    assert all("省科技厅" in str(row.sentence) for row in rows)


def test_linked_data_tells_level_and_depth_apart(linked):
    pg = "urn:policygraph:term:"
    assert {str(level) for level in linked.objects(None, rdflib.URIRef(pg + "level"))} == {"省", "市"}
    assert {int(depth) for depth in linked.objects(None, rdflib.URIRef(pg + "depth"))} == {1, 2}


def test_successions_of_linked_data_are_derivations(linked):
    new = iri("agency:国家税务总局辽宁省税务局")
    assert iri("agency:辽宁省地方税务局") in set(linked.objects(new, rdflib.URIRef(PROV + "wasDerivedFrom")))


def test_the_context_stands_in_the_file(files):
    """A processor that may not go to the network must be able to read it."""
    told = json.loads(files[Kind.jsonld][0].read_text("utf-8"))
    assert isinstance(told["@context"], dict)
    assert PLAN in {thing.get("@id") for thing in told["@graph"]}


# ── a part of the graph ──


def test_one_document_comes_with_what_it_cites_and_who_is_in_it(tmp_path, store):
    with open_store(f"sqlite:{tmp_path}/many.db") as many:
        list(load(many, write_documents(tmp_path / "documents", 3)))
        document = "doc:辽政发〔2018〕2号"
        (path,) = export_graph(many, Kind.graphml, tmp_path / "one.graphml", documents=[document])
    network = nx.read_graphml(path)
    documents = {node for node, said in network.nodes(data=True) if said["kind"] == "Document"}
    assert documents == {document, "doc:辽政发〔2018〕1号"}
    assert sum(said["kind"] == "Task" for _, said in network.nodes(data=True)) == TASKS
    assert edges_of(network, "CITES")[0][:2] == (document, "doc:辽政发〔2018〕1号")


def test_a_result_is_drawn_with_the_nodes_it_names(store, tmp_path):
    found = run(store, "tasks_of_agency", {"agency": "省旅游发展委", "role": "lead"})
    (path,) = export_result(store, Kind.graphml, tmp_path / "r.graphml", found)
    network = nx.read_graphml(path)
    kinds = Counter(nx.get_node_attributes(network, "kind").values())
    assert (kinds["Agency"], kinds["Task"], kinds["Document"]) == (1, 1, 1)
    assert kinds["Target"] == 0
    ((agency, task, said),) = edges_of(network, "LEADS")
    assert (agency, task) == (found[0].agency, found[0].task)
    assert said["sentence"] == "（责任单位：省旅游发展委）"
    assert nx.has_path(network, PLAN, task), "the headings it stands in are told"


@pytest.mark.parametrize("kind", [Kind.graphml, Kind.gexf])
def test_ties_are_drawn_with_their_weight(kind, store, tmp_path):
    found = run(store, "ties", {"limit": "3"})
    (path,) = export_result(store, kind, tmp_path / "ties", found)
    network = read_network(kind, path)
    assert set(network) == {end for tie in found for end in (tie.agency, tie.other)}
    weights = Counter()
    for one, other, said in edges_of(network, "TIE"):
        weights[frozenset((one, other))] += said["weight"]
    assert weights == {frozenset((tie.agency, tie.other)): tie.tasks for tie in found}
    partners = Counter(end for tie in found for end in (tie.agency, tie.other))
    assert nx.get_node_attributes(network, "degree") == partners
    assert {type(share) for share in nx.get_node_attributes(network, "betweenness").values()} == {float}


@pytest.mark.parametrize("kind", [Kind.csv, Kind.xlsx])
def test_a_result_is_written_as_its_rows(kind, store, tmp_path):
    found = run(store, "tasks_of_agency", {"agency": "省科技厅", "role": "lead"})
    (path,) = export_result(store, kind, tmp_path / f"r.{kind}", found)
    if kind is Kind.csv:
        rows = rows_of(path)
        assert rows[0]["agency_name"] == "辽宁省科学技术厅"
        assert "省科技厅" in rows[0]["evidence"]
    else:
        rows = sheet_rows(openpyxl.load_workbook(path)["结果"])
        assert rows[0]["角色"] == "牵头"
        assert "省科技厅" in rows[0]["依据"]
    assert len(rows) == 24


def test_a_result_in_a_workbook_is_headed_in_chinese_and_ids_come_last(store, tmp_path):
    found = run(store, "tasks_of_agency", {"agency": "省科技厅", "role": "lead"})
    (path,) = export_result(store, Kind.xlsx, tmp_path / "r.xlsx", found)
    head = next(openpyxl.load_workbook(path)["结果"].iter_rows(values_only=True))
    readable = ("序号", "标题", "单位", "角色", "文中写法", "期限", "截止", "文件", "出处", "依据")
    assert head == (*readable, "单位编号", "任务编号", "文件编号")


@pytest.mark.parametrize("kind", [Kind.csv, Kind.xlsx])
def test_a_matrix_has_a_column_for_each_agency(kind, store, tmp_path):
    found = run(store, "responsibility_matrix", {"document": PLAN})
    (path,) = export_result(store, kind, tmp_path / f"r.{kind}", found)
    rows = rows_of(path) if kind is Kind.csv else sheet_rows(openpyxl.load_workbook(path)["结果"])
    assert set(found[0].roles) <= set(rows[0])
    leads = "lead" if kind is Kind.csv else "牵头"
    assert sum(row["辽宁省科学技术厅"] == leads for row in rows) == 24


@pytest.mark.parametrize("name", ["path_between_agencies", "shared_tasks"])
@pytest.mark.parametrize("kind", [Kind.csv, Kind.xlsx])
def test_no_cell_of_a_result_is_json(kind, name, store, tmp_path):
    found = run(store, name, {"agency": "省科技厅", "other": "省财政厅"})
    (path,) = export_result(store, kind, tmp_path / f"r.{kind}", found)
    rows = rows_of(path) if kind is Kind.csv else sheet_rows(openpyxl.load_workbook(path)["结果"])
    assert len(rows) == (2 if name == "path_between_agencies" else len(found))
    assert not any(str(cell).startswith(("{", "[")) for row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("tasks", {"text": "没有的词"}),
        ("path_between_agencies", {"agency": "省科技厅", "other": "省科技厅"}),
        ("search", {"text": "没有的词"}),
    ],
)
def test_an_empty_result_still_has_its_columns(name, parameters, store, tmp_path):
    found = run(store, name, parameters)
    (path,) = export_result(store, Kind.csv, tmp_path / "r.csv", found)
    assert "title" in pd.read_csv(path).columns
    assert len(pd.read_csv(path)) == 0
    (path,) = export_result(store, Kind.xlsx, tmp_path / "r.xlsx", found)
    assert "标题" in next(openpyxl.load_workbook(path)["结果"].iter_rows(values_only=True))


def test_ids_of_tasks_and_headings_alone_are_enough(store, tmp_path):
    found = run(store, "sections_of_document", {"document": PLAN})
    (path,) = export_result(store, Kind.graphml, tmp_path / "r.graphml", found)
    network = nx.read_graphml(path)
    assert set(network) == {PLAN, *(section.id for section in found)}
    assert len(edges_of(network, "CONTAINS")) == len(found)


def test_an_empty_result_is_an_empty_network(store, tmp_path):
    (path,) = export_result(store, Kind.graphml, tmp_path / "r.graphml", run(store, "tasks", {"text": "没有的词"}))
    assert len(nx.read_graphml(path)) == 0


def test_a_result_without_nodes_cannot_be_drawn(store, tmp_path):
    with pytest.raises(QueryError, match="names nothing"):
        export_result(store, Kind.gexf, tmp_path / "r.gexf", run(store, "counts", {}))
    assert list(tmp_path.iterdir()) == []


# ── hostile text, whole files, many documents, both stores ──

HOSTILE = '=HYPERLINK("x")&<b>"\x01\r\n𠮷]]>'


@pytest.fixture
def hostile(tmp_path):
    """A task and an agency whose names are a formula, markup, and what XML has no place for."""
    text = f"{HOSTILE}。（责任单位：{HOSTILE}）"
    document = Document("doc:坏 [1]#2%", HOSTILE, None, source="=1.txt", sha256="0", reader="made", text=text)
    task = Task(f"{document.id}#一/1", None, 1, "=1+1", HOSTILE, text, 0, len(text), "made")
    agency = Agency(agency_id(HOSTILE), HOSTILE, "unresolved", None, None, None, None, (HOSTILE,))
    said = Responsibility(agency.id, task.id, "lead", HOSTILE, "made", 0, len(HOSTILE))
    with open_store(f"sqlite:{tmp_path}/hostile.db") as store:
        store.merge(DocumentFacts(document, (), (task,), (agency,), (), (said,), (), ()))
        yield store


@pytest.mark.parametrize("kind", [Kind.graphml, Kind.gexf])
def test_hostile_text_stays_text_in_xml(kind, hostile, tmp_path):
    (path,) = export_graph(hostile, kind, tmp_path / "h")
    network = read_network(kind, path)
    task = next(said for _, said in network.nodes(data=True) if said["kind"] == "Task")
    assert task["title"] == HOSTILE.replace("\x01", "\ufffd")


def test_hostile_text_stays_text_in_tables(hostile, tmp_path):
    nodes, edges = export_graph(hostile, Kind.csv, tmp_path / "h.csv")
    for row in [*rows_of(nodes), *rows_of(edges)]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert f"'{HOSTILE}" in {row["title"] for row in rows_of(nodes)}


def test_hostile_text_stays_text_in_a_workbook(hostile, tmp_path):
    (path,) = export_graph(hostile, Kind.xlsx, tmp_path / "h.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(min_row=2) for cell in row]
    risky = [cell for cell in cells if str(cell.value or "").startswith("=")]
    assert risky
    for cell in risky:
        assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)


def test_hostile_ids_make_whole_iris(hostile, tmp_path):
    (path,) = export_graph(hostile, Kind.jsonld, tmp_path / "h.json")
    linked = read_linked(path)
    task = rdflib.URIRef("urn:policygraph:doc:坏%20%5B1%5D#2%25%23一/1")
    assert str(linked.value(task, rdflib.URIRef(SCHEMA + "name"))) == HOSTILE


def test_a_file_is_replaced_only_when_the_new_one_is_whole(store, tmp_path):
    def stop(document: str) -> None:
        raise KeyboardInterrupt

    for kind in Kind:
        path = tmp_path / f"old.{kind}"
        path.write_text("old")
        with pytest.raises(KeyboardInterrupt):
            export_graph(store, kind, path, advance=stop)
        assert path.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {f"old.{kind}" for kind in Kind}
    export_graph(store, Kind.graphml, tmp_path / "old.graphml")
    assert nx.read_graphml(tmp_path / "old.graphml")


@pytest.mark.parametrize(
    ("place", "message"), [("没有/图.gexf", "there is no folder"), (".", "is a folder"), ("x" * 300, "cannot write")]
)
def test_a_place_that_cannot_be_written_is_named(store, tmp_path, place, message):
    with pytest.raises(PolicyGraphError, match=message):
        export_graph(store, Kind.gexf, tmp_path / place)


def test_a_missing_library_is_named(store, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(PolicyGraphError, match=r"pip install 'policygraph\[excel\]'"):
        export_graph(store, Kind.xlsx, tmp_path / "图.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_excel_could_not_open_is_not_written(store, tmp_path, monkeypatch):
    monkeypatch.setattr("reports.workbook._MOST_ROWS", 10)
    with pytest.raises(PolicyGraphError, match="more rows than the 10 that Excel can open"):
        export_graph(store, Kind.xlsx, tmp_path / "图.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_link_goes_on_leading_to_what_it_stands_for(store, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "here.gexf").symlink_to("there/图.gexf")
    export_graph(store, Kind.gexf, tmp_path / "here.gexf")
    assert (tmp_path / "here.gexf").is_symlink()
    assert nx.read_gexf(tmp_path / "there" / "图.gexf")


def test_many_documents_come_in_parts_and_nothing_comes_twice(tmp_path):
    with open_store(f"sqlite:{tmp_path}/many.db") as store:
        list(load(store, write_documents(tmp_path / "documents", 130)))
        found = list(parts(store, document_ids(store)))
    assert len(found) == 3  # a hundred documents, the rest, the successions
    ids = [node.id for part in found for node in part.nodes]
    assert len(ids) == len(set(ids))
    assert sum(edge.kind == "CITES" for part in found for edge in part.edges) == 130
    assert sum(edge.kind == "LEADS" for part in found for edge in part.edges) == 130 * TASKS


def test_both_stores_export_the_same_bytes(store, empty_neo4j, tmp_path):
    with open_store(empty_neo4j) as neo4j:
        list(load(neo4j, sorted(DATA.glob("*.txt"))))
        for kind in (Kind.graphml, Kind.jsonld, Kind.csv):
            ours = export_graph(store, kind, tmp_path / f"sqlite.{kind}")
            theirs = export_graph(neo4j, kind, tmp_path / f"neo4j.{kind}")
            assert [path.read_bytes() for path in ours] == [path.read_bytes() for path in theirs], kind
