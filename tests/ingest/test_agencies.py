"""Where a unit's name ends and the next begins."""

import pytest

from ingest.agencies import is_unit, split_names
from ingest.layout import read_layout
from ingest.pipeline import extract

LISTS = [
    ("省科技厅、省财政厅，省教育厅；省国资委", ["省科技厅", "省财政厅", "省教育厅", "省国资委"]),
    ("省人力资源和社会保障厅、省住房和城乡建设厅", ["省人力资源和社会保障厅", "省住房和城乡建设厅"]),
    ("市发展和改革委员会和市财政局", ["市发展和改革委员会", "市财政局"]),
    ("国家发展改革委及科技部、教育部", ["国家发展改革委", "科技部", "教育部"]),
    ("各有关部门和单位", ["各有关部门和单位"]),
    ("各市、县人民政府", ["各市、县人民政府"]),
    ("各市、自治州人民政府，各区、县（市）政府", ["各市、自治州人民政府", "各区、县（市）政府"]),
    ("各省、自治区、直辖市和计划单列市人民政府", ["各省、自治区、直辖市和计划单列市人民政府"]),
    ("各地区、各部门", ["各地区", "各部门"]),
    ("各区、市商务局", ["各区", "市商务局"]),
    ("省产业（创业）投资引导基金管理中心", ["省产业（创业）投资引导基金管理中心"]),
    ("省工业和信息化厅（省国防科工办）", ["省工业和信息化厅（省国防科工办）"]),
    ("市委组织部、宣传部、网信办", ["市委组织部", "宣传部", "网信办"]),
    ("由市科技局", ["市科技局"]),
    ("科技部等9部委", ["科技部"]),
    ("市科技局等有关部门", ["市科技局", "有关部门"]),
    ("市科技局等部门", ["市科技局"]),
    ("县教育局 县财政局", ["县教育局", "县财政局"]),
    ("市林业局、各县〈市、区〉人民政府", ["市林业局", "各县〈市、区〉人民政府"]),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_split_names(text: str, names: list[str]) -> None:
    layout = read_layout(text)
    assert [layout.text[n.start : n.end] for n in split_names(layout, *layout.paragraphs[0])] == names


UNITS = [
    ("省科技厅", True), ("各市政府", True), ("国家统计局某市调查总队", True), ("某市高新区管委会", True), ("市政府办（金融办）", True),
    ("加强监管", False), ("2020年底前完成", False), ("厅", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), UNITS)
def test_is_unit(name: str, expected: bool) -> None:
    assert is_unit(name) is expected


def test_who_is_left_out_of_a_list_is_not_in_it() -> None:
    text = (
        "某省行动计划\n一、重点任务\n（一）办好甲事。（责任单位：省国资委，不含金融企业；各市人民政府，不包括大连市）\n"
    )
    (task,) = extract(text, "a.txt").tasks
    assert [one.agency for one in task.responsibilities] == ["省国资委", "各市人民政府"]
