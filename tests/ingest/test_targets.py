"""Which numbers are targets: of what, how much, how compared, by when."""

import pytest

from ingest.pipeline import extract

HEAD = "某市工作方案\n各有关单位：\n现印发给你们。\n沈阳市人民政府\n2018年3月2日\n某市工作方案\n"


def goals(words: str) -> list[str]:
    """Targets of a paragraph of goals: indicator value unit comparator year."""
    return show(f"{HEAD}一、主要目标\n{words}\n二、重点任务\n1.建设平台。（责任单位：市科技局）\n")


def task(words: str) -> list[str]:
    return show(f"{HEAD}一、重点任务\n1.建设平台。{words}（责任单位：市科技局）\n2.培养人才。（责任单位：市人社局）\n")


def show(text: str) -> list[str]:
    out = []
    for t in extract(text, "x.txt").targets:
        value = f"{t.value:g}" + (f"~{t.value_to:g}" if t.value_to is not None else "")
        out.append(f"{t.indicator} {t.comparator}{value}{t.unit}" + (f" {t.year}" if t.year else ""))
        assert text[t.start : t.end] == t.text
    return out


VALUES = [
    ("科技进步贡献率达到57.5%。", ["科技进步贡献率 =57.5%"]),
    ("研发经费占比不低于2.3%。", ["研发经费占比 >=2.3%"]),
    ("技术合同成交额突破1,000亿元。", ["技术合同成交额 >=1000亿元"]),
    ("失业率控制在4.5%以内。", ["失业率 <=4.5%"]),
    ("单位能耗不高于0.5吨标准煤。", ["单位能耗 <=0.5吨标准煤"]),
    ("农机总动力稳定在11亿千瓦左右。", ["农机总动力 ~11亿千瓦"]),
    ("产业规模年均增长10%以上。", ["产业规模 >=10%"]),
    ("贷款利率低于1.6%。", ["贷款利率 <1.6%"]),
    ("机械化率达到７０％。", ["机械化率 =70%"]),
    ("监管证件减至46种以下。", ["监管证件 <=46种"]),
    ("城镇新增就业5000人。", ["城镇新增就业 =5000人"]),
    ("产值达到80亿元至100亿元。", ["产值 =80~100亿元"]),
    ("良种覆盖率达到95%—98%。", ["良种覆盖率 =95~98%"]),
    ("投资比例提高2个百分点至85%。", ["投资比例 =2个百分点"]),  # a step and where it leads, no range
    ("力争3年内新增上市企业60家。", ["上市企业 =60家"]),
]


@pytest.mark.parametrize(("words", "expected"), VALUES)
def test_an_indicator_and_its_value(words: str, expected: list[str]) -> None:
    assert goals(words) == expected


COUNTS = [
    ("建立8个专利联盟。", ["专利联盟 =8个"]),
    ("举办30期以上政策培训班。", ["政策培训班 >=30期"]),
    ("选派科技特派团100个以上。", ["科技特派团 >=100个"]),
    ("组织实施300项重点项目。", ["重点项目 =300项"]),
    (
        "培养和引进20名杰出人才、700名领军人才和200个创新团队。",
        ["杰出人才 =20名", "领军人才 =700名", "创新团队 =200个"],
    ),
    ("支持企业与高校联合建设10个以上中试基地。", ["中试基地 >=10个"]),
    ("面向城乡居民发放文化惠民卡1万张以上。", ["文化惠民卡 >=1万张"]),
    ("新建高标准农田7万亩。", ["高标准农田 =7万亩"]),
    ("完成上级下达的124.8万亩粮食种植任务。", ["粮食种植任务 =124.8万亩"]),
    ("培育百家示范企业。", ["示范企业 =100家"]),
    ("新开工亿元以上项目20个。", ["亿元以上项目 =20个"]),
    ("全年改厕800座。", ["改厕 =800座"]),
    ("每百户居民拥有设施面积不低于30平方米。", ["每百户居民拥有设施面积 >=30平方米"]),
    ("35座水闸年底前全部完成主体工程。", ["水闸 =35座"]),
]


@pytest.mark.parametrize(("words", "expected"), COUNTS)
def test_a_number_of_things(words: str, expected: list[str]) -> None:
    assert task(words) == expected


def test_a_list_of_goals_follows_its_first() -> None:
    words = "到2020年，高新技术企业达到4000家，企业研发机构30家，打造示范场景50个，核心产业规模200亿元。"
    assert goals(words) == [
        "高新技术企业 =4000家 2020",
        "企业研发机构 =30家 2020",
        "示范场景 =50个 2020",
        "核心产业规模 =200亿元 2020",
    ]


def test_respective_values_are_shared_out() -> None:
    assert goals("花生种植、收获机械化率分别达到65%和55%。") == ["花生种植机械化率 =65%", "花生收获机械化率 =55%"]
    assert goals("货物贸易、对外投资和利用外资分别占比达30%、20%和10%。") == [
        "货物贸易占比 =30%",
        "对外投资占比 =20%",
        "利用外资占比 =10%",
    ]
    assert goals("马铃薯种植、收获机械化率均达到45%。") == ["马铃薯种植、收获机械化率 =45%"]


def test_numbers_that_share_a_unit() -> None:
    assert [t.split()[1] for t in task("将审批、核准、备案类项目审批时间压缩至38、35、33天以内。")] == [
        "<=38天",
        "<=35天",
        "<=33天",
    ]


def test_a_baseline_is_kept() -> None:
    text = f"{HEAD}一、主要目标\n到2020年，覆盖率从35%提高到40%，软件收入由2017年的5亿元提高到12亿元。\n"
    found = extract(text, "x.txt").targets
    assert [(t.value, t.baseline, t.year) for t in found] == [(40, 35, 2020), (12, 5, 2020)]


def test_a_level_of_service() -> None:
    assert task("实行6小时内放行便利措施。")[0].endswith("<=6小时")
    assert task("将企业开办时间压缩至1个工作日以内。") == ["企业开办时间 <=1个工作日"]


def test_the_year_of_the_goals_reaches_over_their_paragraph() -> None:
    text = f"{HEAD}一、总体目标\n到2020年，环境更加完善。\n高新技术企业达到4000家。\n二、重点任务\n1.建设平台。（责任单位：市科技局）\n"
    (found,) = extract(text, "x.txt").targets
    assert (found.year, found.year_inherited, found.task) == (2020, True, None)


def test_in_a_task_the_year_ends_with_its_sentence() -> None:
    assert task("到2020年联盟达到140家。建立8个专利联盟。") == ["联盟 =140家 2020", "专利联盟 =8个"]


def test_a_target_belongs_to_its_task() -> None:
    text = f"{HEAD}一、重点任务\n1.建设平台。建成平台3个。（责任单位：市科技局）\n"
    record = extract(text, "x.txt")
    assert [(t.task, t.id) for t in record.targets] == [(record.tasks[0].id, record.tasks[0].id + "#t1")]


STOPS = [
    "目前全市有高新技术企业2000家。",
    "2017年产值达到500亿元。",
    "总结推广16家试点单位成功经验。",
    "对首次认定的企业给予最高100万元补助。",
    "按投资额70%抵扣应纳税所得额。",
    "每人每天补助300元。",
    "首套房首付比例由30%降低至20%。",
    "对研发投入强度达到3%以上的企业优先支持。",
    "建筑面积比例不超过15%的，仍按工业用途管理。",
    "对招用毕业生并签订1年以上劳动合同的企业给予补贴。",
    "加强生产、流通等4个方面工作。",
    "推进“两院十校”合作。",
    "落实第3批改革举措共23项。",
    "支持举办中国创新创业大赛（共3场）。",
    "离校2年内未就业毕业生灵活就业。",
    "加大对52个未摘帽贫困县支持力度。",
    "落实《促进消费20条》。",
    "2018年6月5日前报送。",
]


@pytest.mark.parametrize("words", STOPS)
def test_other_numbers_are_no_targets(words: str) -> None:
    assert task(words) == []


def test_numbers_in_a_clause_are_no_targets() -> None:
    text = f"{HEAD}一、重点任务\n1.建设平台。（责任单位：市科技局等12个部门；完成时限：30天内）\n"
    assert show(text) == []


def test_a_later_year_goes_on_with_the_indicator() -> None:
    found = extract(f"{HEAD}一、主要目标\n到2022年培育龙头企业3家、2023年达到5家，2024年达到8家。\n", "x.txt").targets
    assert [(t.indicator, t.value, t.year) for t in found] == [
        ("龙头企业", 3, 2022),
        ("龙头企业", 5, 2023),
        ("龙头企业", 8, 2024),
    ]


def test_a_number_that_tells_which_things_are_counted() -> None:
    assert goals("培育产值超10亿元企业5家以上。") == ["产值超10亿元企业 >=5家"]
    assert task("建成年产10万吨以上加工基地3个。")[0].startswith("年产10万吨以上加工基地 =3个")
    assert goals("完成投资20亿元，建设项目5个。") == ["投资 =20亿元", "项目 =5个"]
