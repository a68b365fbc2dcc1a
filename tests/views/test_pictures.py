import pytest

from views.pictures import COLOURS, MOST_LABELLED, Line, Node, graph_picture, matrix_picture


def drawn(nodes, lines=()):
    return graph_picture(
        nodes, lines, height=400, margins=(10, 20), label_width={"agency": 90, "task": 90, "document": 90}
    )


def series(picture):
    return picture.option["series"][0]


def strings(option, path=()):
    """Every string in the option, with the names of the fields that lead to it."""
    if isinstance(option, str):
        yield path, option
    for key, inner in (
        option.items() if isinstance(option, dict) else enumerate(option) if isinstance(option, list) else ()
    ):
        yield from strings(inner, (*path, key))


def test_red_is_for_the_lead_alone():
    nodes = [Node(name, name, "agency", 0.1 * n, 0.5) for n, name in enumerate("甲乙丙")]
    picture = drawn(
        nodes, [Line("甲", "乙", "lead", "a", 3), Line("乙", "丙", "support", "b"), Line("甲", "丙", "joint", "c")]
    )
    colours = [link["lineStyle"]["color"] for link in series(picture)["links"]]
    assert colours == [COLOURS["lead"], COLOURS["support"], COLOURS["joint"]]
    assert COLOURS["lead"] not in colours[1:]
    assert series(picture)["links"][0]["lineStyle"]["width"] > series(picture)["links"][1]["lineStyle"]["width"]


def test_clicks_count_nodes_and_lines_in_the_order_of_the_option():
    picture = drawn(
        [Node("乙", "名", "agency", 0, 0), Node("甲", "名", "task", 1, 1)], [Line("甲", "乙", "support", "名")]
    )
    assert picture.nodes == tuple(node["id"] for node in series(picture)["data"]) == ("乙", "甲")
    assert picture.lines == (("甲", "乙"),)


def test_shapes_tell_kinds_apart_and_hollow_is_an_outline():
    nodes = [
        Node("甲", "甲", "agency", 0, 0),
        Node("任", "任", "task", 0, 1),
        Node("文", "文", "document", 1, 1, hollow=True),
    ]
    data = series(drawn(nodes))["data"]
    assert [node["symbol"] for node in data] == ["circle", "rect", "diamond"]
    assert data[2]["itemStyle"]["color"] == "#ffffff"
    assert data[2]["itemStyle"]["borderColor"] == COLOURS["document"]


@pytest.mark.parametrize(("count", "shown"), [(MOST_LABELLED, True), (MOST_LABELLED + 1, False)])
def test_many_nodes_keep_their_names_to_themselves(count, shown):
    data = series(drawn([Node(str(n), str(n), "agency", n / 100, 0.5) for n in range(count)]))["data"]
    assert {node["label"]["show"] for node in data} == {shown}


def test_the_matrix_reads_from_who_leads_to_who_supports():
    names = {"a": "甲", "b": "乙", "c": "丙"}
    picture = matrix_picture(names, {("a", "b"): 3, ("b", "c"): 1}, {("a", "c"): 2, ("c", "a"): 2})
    cells = dict(zip(picture.cells, series(picture)["data"], strict=True))
    assert {pair: cell["value"] for pair, cell in cells.items()} == {
        ("a", "b"): [1, 0, 3],
        ("a", "c"): [2, 0, 2],
        ("b", "c"): [2, 1, 1],
        ("c", "a"): [0, 2, 2],
    }
    assert cells["a", "b"]["name"] == "甲 牵头、乙 配合：3 项"
    assert cells["c", "a"]["name"] == "丙 与 甲 并列：2 项"
    reds = {cells[pair]["itemStyle"]["color"] for pair in (("a", "b"), ("b", "c"))}
    greys = {cells[pair]["itemStyle"]["color"] for pair in (("a", "c"), ("c", "a"))}
    assert len(reds) == 2
    assert not reds & greys


def test_names_stand_only_where_echarts_draws_them_as_text():
    bad = '<img src=x onerror="x">{b}'
    nodes = [Node("1", bad, "agency", 0, 0), Node("2", bad, "document", 1, 1)]
    pictures = [drawn(nodes, [Line("1", "2", "lead", bad)]), matrix_picture({"1": bad, "2": bad}, {("1", "2"): 1}, {})]
    for picture in pictures:
        holders = {
            path[-1] if isinstance(path[-1], str) else path[-2] for path, text in strings(picture.option) if bad in text
        }
        assert holders <= {"name", "id", "data"}
        formatters = {text for path, text in strings(picture.option) if path[-1] == "formatter"}
        assert formatters <= {"{b}", "{@[2]}", ""}
