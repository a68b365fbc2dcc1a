"""Headings, items, and what lies under what."""

from ingest.pipeline import extract


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
    text = "某市方案\n一、建设任务\n1.5万亩农田完成改造。\n1.1倍于去年的资金已到位。\n3.2公里管网完成更新。\n二、保障措施\n加强领导。\n"
    found = extract(text, "x.txt")
    assert [x.number for x in (*found.sections, *found.tasks)] == ["二", "一"]
