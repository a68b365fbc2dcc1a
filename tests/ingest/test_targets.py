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
    ("投资比例提高2个百分点至85%。", ["投资比例 =2个百分点", "投资比例 =85%"]),  # a step and where it leads, no range
    ("力争3年内新增上市企业60家。", ["上市企业 =60家"]),
    ("投资强度不低于200万元/亩。", ["投资强度 >=200万元/亩"]),
]


@pytest.mark.parametrize(("words", "expected"), VALUES)
def test_an_indicator_and_its_value(words: str, expected: list[str]) -> None:
    assert goals(words) == expected


COUNTS = [
    ("建立8个专利联盟。", ["专利联盟 =8个"]),
    ("举办30期以上政策培训班。", ["政策培训班 >=30期"]),
    ("选派科技特派团100个以上。", ["科技特派团 >=100个"]),
    ("组织实施300项重点项目。", ["重点项目 =300项"]),
    ("优化提升50条街巷。", ["街巷 =50条"]),
    ("“十三五”期间，全市改造小区586个。", ["小区 =586个"]),
    ("各市发布清单，清单项目数不得少于20项。", ["清单项目数 >=20项"]),
    ("降尘量不得高于9吨/月·平方公里。", ["降尘量 <=9吨/月·平方公里"]),
    ("改造小区210个、4.8万户、约500万平方米。", ["小区 =210个", "小区 =4.8万户", "小区 ~500万平方米"]),
    ("省属高校每年招收护理专业学生1500—2000名。", ["护理专业学生 =1500~2000名"]),
    ("盘活低效用地3000亩。", ["低效用地 =3000亩"]),
    ("以县医院为龙头组建医疗共同体2个。", ["医疗共同体 =2个"]),
    ("接入医疗机构58家。", ["医疗机构 =58家"]),
    ("诊疗量占比由51.2%提高到不低于65%。", ["诊疗量占比 >=65%"]),
    ("大病保险报销比例提高5个百分点。", ["大病保险报销比例 =5个百分点"]),
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


GOES_ON = [
    ("技术合同成交额达到2000亿元、年均增长7%。", ["技术合同成交额 =2000亿元", "技术合同成交额 =7%"]),
    ("高新技术企业突破3000家，较2022年增长40%以上。", ["高新技术企业 >=3000家", "高新技术企业 >=40%"]),
    ("旅游收入达到800亿元，年均增速20%以上。", ["旅游收入 =800亿元", "旅游收入年均增速 >=20%"]),
    ("新建国家级平台20项、其中省级10项。", ["国家级平台 =20项", "省级平台 =10项"]),
    ("每年实施技改项目50项以上，累计突破150项。", ["技改项目 >=50项", "技改项目 >=150项"]),
    ("研发投入强度由2.3%提高到3%。", ["研发投入强度 =3%"]),
    ("新增规上企业200家，由目前的396家累计突破600家。", ["规上企业 =200家", "规上企业 >=600家"]),
    ("建成高速公路1条、开工2条。", ["高速公路 =1条", "高速公路 =2条"]),
    ("文化产业增加值占地区生产总值的12%。", ["文化产业增加值占地区生产总值 =12%"]),
    (
        "氨氮、二氧化硫排放总量分别控制在207万吨、1580万吨以内。",
        ["氨氮排放总量 <=207万吨", "二氧化硫排放总量 <=1580万吨"],
    ),
]


@pytest.mark.parametrize(("words", "expected"), GOES_ON)
def test_a_value_goes_on_from_the_one_before(words: str, expected: list[str]) -> None:
    assert goals(words) == expected


LISTS = [
    (
        "建设学校12个，其中幼儿园7个、小学4个、初中1个。",
        ["学校 =12个", "幼儿园 =7个", "小学 =4个", "初中 =1个"],
    ),
    ("建成4处绿地、建成公厕12座、增设基站140座。", ["绿地 =4处", "公厕 =12座", "基站 =140座"]),
    ("培育产值超100亿元企业3家、超50亿元企业5家。", ["产值超100亿元企业 =3家", "超50亿元企业 =5家"]),
    ("建成滨河路等6条市政道路。", ["市政道路 =6条"]),
    ("设立总规模50亿元的产业基金。", ["产业基金 =50亿元"]),
    ("每县至少培育1家龙头企业。", ["龙头企业 >=1家"]),
    ("压缩开办时间至1天。", ["开办时间 <=1天"]),
    ("新购置转运车6辆。", ["转运车 =6辆"]),
    ("对菜市场实施改造，每年改造20个以上。", ["对菜市场实施改造 >=20个"]),
    ("商品房库存周期控制在12个月以内。", ["商品房库存周期 <=12个月"]),
    ("万吨级泊位达到5个。", ["万吨级泊位 =5个"]),
    ("选拔资助不少于200名博士后。", ["博士后 >=200名"]),
    ("对7台燃煤锅炉实施脱硝改造。", ["燃煤锅炉 =7台"]),
    ("为2万名老年人提供上门服务。", ["老年人 =2万名"]),
    ("打造两个千亿级产业集群。", ["千亿级产业集群 =2个"]),
    ("供电煤耗降至300克标准煤/千瓦时以下。", ["供电煤耗 <=300克标准煤/千瓦时"]),
    ("人均预期寿命达到79岁，平均受教育年限达到11.5年。", ["人均预期寿命 =79岁", "平均受教育年限 =11.5年"]),
    ("灌溉水有效利用系数提高到0.48以上。", ["灌溉水有效利用系数 >=0.48"]),
    ("服务满意度达到90分以上。", ["服务满意度 >=90分"]),
]


@pytest.mark.parametrize(("words", "expected"), LISTS)
def test_things_in_a_list_and_things_that_are_treated(words: str, expected: list[str]) -> None:
    assert task(words) == expected


MORE_STOPS = [
    "对7家企业给予贷款贴息。",
    "落实28条稳岗措施。",
    "推进占地500亩的物流园区建设。",
    "推进总投资15亿元的水库项目建设。",
    "建筑面积超过500平方米的农贸市场实行分级管理。",
    "对60岁以上老年人提供服务。",
    "建立三个工作机制，实现两个转变。",
    "淘汰35蒸吨/小时以下燃煤锅炉。",
    "企业可申请500万元贷款，利率不高于4.5%。",
    "对单户担保500万元以下的，费率不高于1%。",
    "2017年，全市高新技术企业达1.4万家。",
    "截至2017年底，全市建成平台20个。",
    "项目编号由2位数字组成。",
    "全市12个乡镇、156个行政村实现光纤全覆盖。",
    "宅基地面积不得超过200平方米。",
    "新建项目投资强度不低于200万元/亩。",
    "实施能力建设二期工程。",
    "落实生均公用经费标准6000元的政策。",
    "“十二五”期间，全市累计改造小区586个。",
    "每户补助不得超过2万元。",
]


@pytest.mark.parametrize("words", MORE_STOPS)
def test_descriptions_and_terms_are_no_targets(words: str) -> None:
    assert task(words) == []


YEARS = [
    ("到2020年和2025年，覆盖率分别达到50%和70%。", [2020, 2025]),
    ("2019年、2020年分别新增上市企业2家、3家。", [2019, 2020]),
    ("到“十三五”末，覆盖率达到50%。", [2020]),
    ("于2019年6月底前建成平台3个。", [2019]),
    ("全市2019年新增企业30家。", [2019]),
    ("2018—2020年，全市新增企业30家。", [2020]),
    ("覆盖率比2017年提高5个百分点。", [None]),
    ("基站2019年新建5万个、2020年新建6万个。", [2019, 2020]),
    ("新建展馆3座、停车场5处，2020年10月底前投入使用。", [2020, 2020]),
    ("改造管网50公里，力争2019年底前全部完成。", [2019]),
    # The year has a number of its own, another part of the sentence, or is no time by which it is done.
    ("新增学位3000个，2019年底前新增教师200名。", [None, 2019]),
    ("新建展馆3座；2019年底前完成选址。", [None]),
    ("新建展馆3座，推广2019年建成平台的经验。", [None]),
]


@pytest.mark.parametrize(("words", "expected"), YEARS)
def test_the_year_of_each_value(words: str, expected: list[int | None]) -> None:
    found = extract(f"{HEAD}一、主要目标\n{words}\n二、重点任务\n1.建设平台。\n", "x.txt").targets
    assert [t.year for t in found] == expected


def test_a_year_above_the_parts_of_the_goals_reaches_into_them() -> None:
    text = f"{HEAD}一、总体目标\n到2020年，环境更加完善。\n（一）创新。企业达到400家。\n（二）开放。2019年企业达到50家。\n二、重点任务\n"
    assert [(t.value, t.year) for t in extract(text, "x.txt").targets] == [(400, 2020), (50, 2019)]


def test_cells_of_a_row_are_read_apart() -> None:
    text = (
        f"{HEAD}重点任务分工表\n序号\t工作任务\t牵头单位\t完成时限\n"
        "1\t新建学校5所\t市教育局\t2019年12月\n2\t新增床位300张\t市民政局\t2019年12月\n"
    )
    assert show(text) == ["学校 =5所", "床位 =300张"]


def test_a_table_of_indicators_gives_the_last_year() -> None:
    table = (
        "指标\t单位\t2017年\t2020年\t属性\n茶园面积\t万亩\t21.5\t25\t预期性\n绿化率\t%\t28\t≥50\t约束性\n"
        "满意度\t—\t较高\t高\t预期性\n"
    )
    text = f"{HEAD}一、主要目标\n到2020年，主要指标如下：\n专栏1主要指标\n{table}二、重点任务\n1.建设平台。（责任单位：市科技局）\n"
    assert show(text) == ["茶园面积 =25万亩 2020", "绿化率 >=50% 2020"]
    found = extract(text, "x.txt").targets
    assert [(t.task, t.baseline, t.rule) for t in found] == [(None, 21.5, "table"), (None, 28, "table")]


def test_a_unit_in_the_name_of_an_indicator_and_a_table_that_states_no_goal() -> None:
    goal = "指标\t2017年\t2020年\n粮食产量（亿斤）\t800\t820左右\n"
    past = "指标\t2016年\t2017年\n粮食产量（亿斤）\t800\t810\n"
    staged = "指标\t2017年\t2019年\t2020年\n绿化率\t30%\t35%\t40%\n"
    assert show(f"{HEAD}一、主要目标\n{goal}") == ["粮食产量 ~820亿斤 2020"]
    assert show(f"{HEAD}一、主要目标\n{past}") == []
    assert show(f"{HEAD}一、主要目标\n{staged}") == ["绿化率 =35% 2019", "绿化率 =40% 2020"]


def test_a_table_of_indicators_with_a_cell_a_line() -> None:
    table = (
        "类别\n序号\n指标名称\n单位\n2017年\n2020年\n属性\n面积\n1\n茶园面积\n万亩\n21.5\n25\n预期性\n"
        "2\n果园面积\n万亩\n—\n30以上\n预期性\n绿化\n3\n绿化率\n%\n28\n35\n约束性\n"
    )
    text = f"{HEAD}一、主要目标\n专栏1主要指标\n{table}二、重点任务\n1.建设平台。（责任单位：市科技局）\n"
    assert show(text) == ["茶园面积 =25万亩 2020", "果园面积 >=30万亩 2020", "绿化率 =35% 2020"]
    assert [t.baseline for t in extract(text, "x.txt").targets] == [21.5, None, 28]


def test_a_table_ends_where_the_next_begins() -> None:
    first = "指标名称\n单位\n2017年\n2020年\n茶园面积\n万亩\n21.5\n25\n"
    second = "指标\n2017年\n2020年\n人口（万人）\n30\n32\n耕地（万亩）\n50\n50\n"
    assert show(f"{HEAD}一、主要目标\n{first}{second}") == [
        "茶园面积 =25万亩 2020", "人口 =32万人 2020", "耕地 =50万亩 2020",
    ]  # fmt: skip


OPENINGS = [
    ("2017年，新增企业9万家。力争2018年企业达到7万家，失业率控制在5.5%以内，制定本措施。", ["企业 =7万家 2018", "失业率 <=5.5% 2018"]),
    ("到2020年，企业达到7万家。推广平台5个。", ["企业 =7万家 2020"]),
    ("企业达到7万家，制定本措施。", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), OPENINGS)
def test_in_front_of_the_first_part_counts_what_states_its_year(words: str, expected: list[str]) -> None:
    assert show(f"{HEAD}{words}\n一、重点任务\n1.建设平台。（责任单位：市科技局）\n") == expected


def test_a_part_in_brackets_of_what_is_counted() -> None:
    assert task("建成站点1000个（其中示范站点200个），覆盖所有街道。") == ["站点 =1000个", "示范站点 =200个"]
    assert task("建成站点1000个（2017年为200个）。") == ["站点 =1000个"]
