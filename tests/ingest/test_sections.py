"""Headings, items, and what lies under what."""

import pytest

from ingest.pipeline import extract
from ingest.sections import part_of


def tree(text: str) -> list[str]:
    record = extract(text, "x.txt")
    by_id = {s.id: s for s in record.sections}
    return [
        f"{s.number or '-'} {s.title}" + (f" < {by_id[s.parent].number}" if s.parent else "") for s in record.sections
    ]


PLAN = """某市产业发展规划
一、总体要求
（一）指导思想。坚持创新。
（二）发展目标。到2025年，取得明显成效。
二、重点任务
（三）培育龙头企业。
1.加强招引。引进企业。（责任单位：市商务局）
2.优化服务。提供服务。（责任单位：市政务局）
三、保障措施
"""


def test_numbers_that_run_on_stay_under_the_open_heading() -> None:
    assert tree(PLAN) == [
        "一 总体要求",
        "（一） 指导思想 < 一",
        "（二） 发展目标 < 一",
        "二 重点任务",
        "（三） 培育龙头企业 < 二",
        "三 保障措施",
    ]


def test_sections_cover_what_stands_below_them() -> None:
    record = extract(PLAN, "x.txt")
    second = next(s for s in record.sections if s.number == "二")
    assert PLAN[second.start : second.end].startswith("二、重点任务")
    assert PLAN[second.start : second.end].rstrip().endswith("（责任单位：市政务局）")
    assert {t.section for t in record.tasks} == {next(s.id for s in record.sections if s.number == "（三）")}


def test_chapters_and_articles() -> None:
    text = "某市管理办法\n第一章 总则\n第一条 为规范管理，制定本办法。\n第二条 本办法适用于本市。\n第二章 附则\n第三条 本办法自发布之日起施行。\n"
    assert [s.split(" ")[0] + s.partition("<")[2] for s in tree(text)] == [
        "第一章",
        "第一条 第一章",
        "第二条 第一章",
        "第二章",
        "第三条 第二章",
    ]


def test_an_article_may_begin_with_a_word_like_the_rest_of_a_reference() -> None:
    text = "关于规范管理的若干措施\n第一条 规范收费。不得乱收费。（责任单位：市财政局）\n第二条 的规定不在此列。\n"
    assert [t.title for t in extract(text, "x.txt").tasks] == ["规范收费"]


def test_headings_in_running_text() -> None:
    text = "某市方案\n一、重点任务\n（一）加强招引。引进企业。（责任单位：市商务局）（二）优化服务。提供服务。（责任单位：市政务局）\n"
    assert [t.number for t in extract(text, "x.txt").tasks] == ["（一）", "（二）"]


def test_references_are_no_headings() -> None:
    text = "某市方案\n一、重点任务\n（一）加强招引。按照（二）的要求引进企业，落实第（三）项。（责任单位：市商务局）\n（二）优化服务。提供服务。（责任单位：市政务局）\n"
    assert [t.number for t in extract(text, "x.txt").tasks] == ["（一）", "（二）"]


def test_quantities_and_dates_are_no_numbers_of_headings() -> None:
    text = "某市方案\n一、重点任务\n1.建设平台。建成平台。（责任单位：市科技局）\n1.5亿元专项资金到位。\n2022年6月前完成。\n一、二季度加快进度。\n"
    assert [t.number for t in extract(text, "x.txt").tasks] == ["1"]
    assert tree(text) == ["一 重点任务"]


ATTACHED = """某市人民政府关于印发行动方案的通知
各区县人民政府：
现将行动方案印发给你们。
附件：1.行动方案
2.重点任务清单
某市人民政府
2020年3月2日
附件1
某市行动方案
一、总体要求
坚持创新。
二、工作要求
加强领导。
附件2
重点任务清单
一、产业类
二、民生类
"""


def test_attachments_are_sections_where_they_are_printed_only() -> None:
    assert tree(ATTACHED) == [
        "附件1 某市行动方案", "一 总体要求 < 附件1", "二 工作要求 < 附件1", "附件2 重点任务清单", "一 产业类 < 附件2", "二 民生类 < 附件2",
    ]  # fmt: skip


def test_ids_are_paths_and_unique() -> None:
    record = extract(ATTACHED.replace("二、民生类", "一、民生类"), "x.txt")
    ids = [s.id.rpartition("#")[2] for s in record.sections]
    assert ids == ["附件1", "附件1/一", "附件1/二", "附件2", "附件2/一", "附件2/一~2"]


PARTS = "某市若干措施\n总体要求\n坚持人民至上。\n重点任务\n㈠稳定汽车消费。（责任单位：市商务局）\n㈡扩大文旅消费。（责任单位：市文旅局）\n保障措施\n"


def test_unnumbered_headings_of_parts() -> None:
    record = extract(PARTS, "x.txt")
    assert [(s.number, s.title, s.level) for s in record.sections] == [
        (None, "总体要求", 1),
        (None, "重点任务", 1),
        (None, "保障措施", 1),
    ]
    assert [(t.number, t.id.rpartition("#")[2]) for t in record.tasks] == [
        ("（一）", "重点任务/（一）"),
        ("（二）", "重点任务/（二）"),
    ]


def test_where_parts_are_numbered_a_short_line_is_no_part() -> None:
    assert tree("某市方案\n一、总体要求\n工作原则\n坚持创新。\n二、重点任务\n") == ["一 总体要求", "二 重点任务"]


DECIMAL = (
    "某市环境应急能力提升方案\n1 总则\n1.1 编制目的\n为规范工作，制定本方案。\n1.2 适用范围\n适用于本市。\n2 主要任务\n"
    "2.1 完善网络。新建监测站12座。（责任单位：市生态环境局）\n2.2 加强储备。\n2.2.1 建立储备库。（责任单位：市应急局）\n"
    "2.2.2 完善机制。（责任单位：市交通运输局）\n2.5万吨以上的企业应当编制预案。\n3 附则\n本方案自发布之日起施行。\n"
)


def test_decimal_numbers() -> None:
    assert tree(DECIMAL) == [
        "1 总则",
        "1.1 编制目的 < 1",
        "1.2 适用范围 < 1",
        "2 主要任务",
        "2.2 加强储备 < 2",
        "3 附则",
    ]
    found = extract(DECIMAL, "x.txt")
    assert [(t.number, t.title, t.id.rpartition("#")[2]) for t in found.tasks] == [
        ("2.1", "完善网络", "2/2.1"),
        ("2.2.1", "建立储备库", "2/2.2/2.2.1"),
        ("2.2.2", "完善机制", "2/2.2/2.2.2"),
    ]


def test_decimal_numbers_go_on_from_each_other() -> None:
    text = "某市方案\n一、加快建设\n1.5万亩农田完成改造。\n1.1倍于去年的资金已到位。\n3.2公里管网完成更新。\n二、保障措施\n加强领导。\n"
    found = extract(text, "x.txt")
    assert [x.number for x in (*found.sections, *found.tasks)] == ["二", "一"]


BOXES = """某省数字经济规划
一、总体要求
坚持创新驱动。
二、优化基础设施
（一）建设网络。
专栏1 网络工程
1．推进光纤扩容。
2．部署基站100个。
（二）推进算网融合。
专栏2 算力工程
1．建设算力中心。
三、保障措施
加强统筹。
"""


def test_numbers_in_a_box_are_no_headings_and_no_tasks() -> None:
    record = extract(BOXES, "x.txt")
    assert tree(BOXES) == ["一 总体要求", "二 优化基础设施", "三 保障措施"]
    assert [(t.number, t.title) for t in record.tasks] == [("（一）", "建设网络"), ("（二）", "推进算网融合")]
    assert [t.text.count("专栏") for t in record.tasks] == [1, 1]


def test_a_box_ends_where_the_text_goes_on_counting() -> None:
    text = "某省规划\n一、重点任务\n1.建设网络。\n专栏1 网络工程\n1.推进扩容。\n2.部署基站。\n3.建设机房。\n2.推进融合。\n3.培育企业。\n"
    assert [t.title for t in extract(text, "x.txt").tasks] == ["建设网络", "推进融合", "培育企业"]


LISTED = [
    "附件：1.重点项目清单\n      2.重点任务分工表\n",
    "附件：\n1.重点项目清单\n2.重点任务分工表\n",
    "附件：重点任务分工表\n抄送：市委办公室。\n",
]


@pytest.mark.parametrize("attachments", LISTED)
def test_attachments_that_are_only_named_at_the_end_are_no_sections(attachments: str) -> None:
    text = f"某市方案\n一、重点任务\n（一）建设平台。（市科技局负责）\n（二）培养人才。（市人社局负责）\n二、保障措施\n加强领导。\n{attachments}"
    assert tree(text) == ["一 重点任务", "二 保障措施"]


TWO_TEXTS = """某市人民政府办公室关于印发《某市科技创新方案》和《某市人才引进方案》的通知
各区县人民政府：
《某市科技创新方案》和《某市人才引进方案》已经市政府同意，现印发给你们。
某市人民政府办公室
2020年3月2日
某市科技创新方案
一、重点任务
（一）建设平台。（市科技局牵头）
某市人才引进方案
一、重点任务
（一）引进人才。（市人社局牵头）
"""


def test_each_of_several_texts_under_one_notice_is_a_section() -> None:
    assert tree(TWO_TEXTS) == [
        "- 某市科技创新方案",
        "一 重点任务 < None",
        "- 某市人才引进方案",
        "一 重点任务 < None",
    ]
    one = TWO_TEXTS.replace("和《某市人才引进方案》", "").replace("某市人才引进方案\n", "")
    assert tree(one) == ["一 重点任务", "一 重点任务"]


def test_a_document_without_any_line_break() -> None:
    filler = "完善配套政策，加大资金投入，强化人才支撑，优化发展环境。" * 14
    text = (
        f"某市行动方案一、总体要求到2025年，平台更加健全。{filler}二、重点任务（一）夯实基础1.建设平台。建成平台。（责任单位：市科技局）"
        "2.培养人才。引进人才。（责任单位：市人社局）（二）优化服务，提升效能3.简化流程。压减时限。（责任单位：市政务局）三、保障措施各区县要抓好落实。"
    )
    record = extract(text, "x.txt")
    assert tree(text) == [
        "一 总体要求",
        "二 重点任务",
        "（一） 夯实基础 < 二",
        "（二） 优化服务，提升效能 < 二",
        "三 保障措施",
    ]
    assert [(t.number, t.title) for t in record.tasks] == [("1", "建设平台"), ("2", "培养人才"), ("3", "简化流程")]


PARTS_OF_PLANS = {
    "goal": "总体目标 工作目标 建设目标 主要预期目标 2021年经济社会发展主要目标 总体目标和主要指标 目标任务",
    "preamble": "总体要求 指导思想 基本原则 指导思想、基本原则和主要目标 目的意义 支持对象和范围 充分认识重要意义 提高认识，统一思想",
    "background": "发展基础 现状与形势 面临形势 机遇与挑战 编制背景",
    "task": "重点任务 主要措施 任务分工 2023年重点任务 建设内容 整治重点 扶持政策 目标任务及责任分工 重点任务分解 试点任务",
    "support": "组织保障 保障措施 切实加强组织领导 有关要求 实施步骤 时间安排 督查考核 宣传引导 加强领导，落实责任 强化保障 附则",
    "": "培育龙头企业 夯实发展基础 强化金融支持 推进社会保障 保障产业链稳定 落实财税政策 切实保障能源安全 完善服务体系 加强市场监管",
}


@pytest.mark.parametrize(
    ("heading", "part"), [(name, part) for part, names in PARTS_OF_PLANS.items() for name in names.split()]
)
def test_parts_by_their_names(heading: str, part: str) -> None:
    assert part_of(heading) == part
