"""Texts without line breaks: where a line ended, and which spaces stand inside a line."""

import pytest

from ingest.layout import read_layout

_PLAN = (
    "为加快发展，结合实际，制定本方案。 一、夯实基础。 到 2025 年，建成示范点 30 个。责任单位：市商务局。"
    " 二、扩大开放。 支持企业走出去，举办对接活动，完善服务体系，培育一批重点企业，打造有影响力的品牌，优化营商环境，落实各项惠企政策，推动外贸稳定增长。责任单位：市商务局。"
)
_PLAIN = (
    "为加快发展，结合实际，制定本方案，各单位要认真组织实施，确保取得实效。 各单位要细化举措，压实责任，按时报送进展。"
    " 市商务局要做好统筹，定期调度，重大事项及时报告市政府，年底前开展总结评估，评估结果及时通报，作为改进工作的重要依据。 本方案自印发之日起施行。"
)


def lines(text: str) -> list[str]:
    """The paragraphs of a text as the layout reads them."""
    layout = read_layout(text)
    return [layout.text[a:b] for a, b in layout.paragraphs]


@pytest.mark.parametrize(
    ("flat", "expected"),
    [
        (
            "某市扩大开放方案 （2021年3月1日某市人民政府令第12号公布） ",
            ["某市扩大开放方案", "（2021年3月1日某市人民政府令第12号公布）"],
        ),
        (
            "索 引 号 ： 001/2023-1 文 号 ： 某政发〔2023〕7号 ",
            ["索引号：", "001/2023-1", "文号：", "某政发〔2023〕7号"],
        ),
        (
            "某市扩大开放方案 • 发文字号： 某政发〔2023〕7号 • 有效性： • 来源： ",
            ["某市扩大开放方案", "发文字号：", "某政发〔2023〕7号", "有效性：", "来源："],
        ),
        ("文号 | 某政发〔2023〕7号 | 有效性 | 有效 | ", ["文号", "某政发〔2023〕7号", "有效性", "有效"]),
        (
            "某市人民政府令第3号 《某市公园办法》已经通过，现予公布。 ",
            ["某市人民政府令第3号", "《某市公园办法》已经通过，现予公布。"],
        ),
        ("关于印发方案的 通    知 各镇街： ", ["关于印发方案的", "通知", "各镇街："]),
        ("公开方式：政府网站 2023年某市重点工作 ", ["公开方式：政府网站", "2023年某市重点工作"]),
        ("政务微信 × × 某市扩大开放方案 ", ["政务微信", "×", "×", "某市扩大开放方案"]),
        (
            "某市扩大开放方案 某政发 〔 2023〕7 号 各区人民政府： ",
            ["某市扩大开放方案", "某政发〔2023〕7号", "各区人民政府："],
        ),
        (
            "现将 《某市扩大开放方案》 印发给你们。 某市人民政府 2023年2月9日 某市扩大开放方案 ",
            ["现将《某市扩大开放方案》印发给你们。", "某市人民政府", "2023年2月9日", "某市扩大开放方案"],
        ),
    ],
)
def test_the_head_of_a_page_falls_into_its_lines(flat: str, expected: list[str]) -> None:
    found = lines(flat + _PLAN)
    assert found[: len(expected)] == expected
    assert "到2025年，建成示范点30个。责任单位：市商务局。" in found


def test_a_document_of_one_line_without_items_is_split_behind_its_stops() -> None:
    assert len(lines(_PLAIN)) == 4


def test_a_space_behind_a_stop_splits_no_document_that_has_its_lines() -> None:
    text = "某市扩大开放方案\n各区人民政府：\n现印发给你们。\n" + _PLAIN
    assert len(lines(text)) == 4


def test_a_table_in_one_line_falls_into_its_cells() -> None:
    text = (
        f"{_PLAN} 附件 任务分工表 序 号 工 作 任 务 责任单位 1 生产总值增长6%左右。 市发展改革委 2 建成平台 3 个。 市科技局 市统计局 "
        "3 扩大投资。 市商务局"
    )
    found = lines(text)
    start = found.index("序号")
    assert found[start : start + 6] == ["序号", "工作任务", "责任单位", "1", "生产总值增长6%左右。", "市发展改革委"]
    assert found[start + 6 :] == ["2", "建成平台3个。", "市科技局", "市统计局", "3", "扩大投资。", "市商务局"]


def test_tabs_between_the_cells_stay() -> None:
    text = f"{_PLAN} 任务分工表 序号\t工作任务\t责任单位\t配合单位 1\t增加值增长6%左右\t市发展改革委\t市统计局、各区政府 2\t建成平台\t市科技局\t"
    assert lines(text)[-3:] == [
        "序号\t工作任务\t责任单位\t配合单位",
        "1\t增加值增长6%左右\t市发展改革委\t市统计局、各区政府",
        "2\t建成平台\t市科技局\t",
    ]
