"""What is a task, where it begins and ends, what it is called."""

import pytest

from ingest.pipeline import extract


def tasks(text: str) -> list[tuple[str | None, str]]:
    return [(t.number, t.title) for t in extract(text, "x.txt").tasks]


def body(text: str) -> list[str]:
    return ["".join(t.text.split()) for t in extract(text, "x.txt").tasks]


TITLES = [
    ("1.强化政策落实。全面落实政策。（责任单位：市科技局）", "强化政策落实"),
    ("1.强化政策落实（责任单位：市科技局）", "强化政策落实"),
    ("1.强化政策落实\n全面落实政策。（责任单位：市科技局）", "强化政策落实"),
    (
        "1.对新落地生产防控疫情所需物资的项目加快审批，各区开辟一站式、全链条并行办理的审批绿色通道并优先配置资源。（责任单位：市科技局）",
        "对新落地生产防控疫情所需物资的项目加快审批",
    ),
    ("1.蔬菜面积（8分）。指播种面积。（责任单位：市科技局）", "蔬菜面积（8分）"),
]


@pytest.mark.parametrize(("item", "title"), TITLES)
def test_title(item: str, title: str) -> None:
    assert tasks(f"某市方案\n一、重点任务\n{item}\n2.优化环境。（责任单位：市财政局）\n")[0] == ("1", title)


def test_a_task_runs_from_its_number_to_its_clause() -> None:
    text = "某市方案\n一、重点任务\n　　1.建设平台。加快建设。（责任单位：市科技局）\n　　2.优化环境。（责任单位：市财政局）\n有效期至2025年底。\n"
    assert body(text) == ["1.建设平台。加快建设。（责任单位：市科技局）", "2.优化环境。（责任单位：市财政局）"]


def test_every_clause_in_an_item_closes_a_task() -> None:
    text = "某市方案\n一、重点任务\n1.扩大出口。建立清单。（合肥海关负责）巩固传统优势。（省商务厅牵头，合肥海关配合）\n2.扩大进口。（省商务厅负责）\n"
    assert tasks(text) == [("1", "扩大出口"), ("1", "巩固传统优势"), ("2", "扩大进口")]
    assert body(text)[1] == "巩固传统优势。（省商务厅牵头，合肥海关配合）"
    assert [t.id.rpartition("#")[2] for t in extract(text, "x.txt").tasks] == ["一/1-1", "一/1-2", "一/2"]


def test_paragraphs_below_a_heading_on_its_own_line() -> None:
    text = "某市方案\n一、重点任务\n（一）优化布局\n打造线路。（市文旅局负责）\n培育民宿。（市公安局负责）\n（二）丰富供给\n发展研学。（市教育局负责）\n"
    record = extract(text, "x.txt")
    assert tasks(text) == [(None, "打造线路"), (None, "培育民宿"), ("（二）", "丰富供给")]
    assert [s.title for s in record.sections] == ["重点任务", "优化布局"]


def test_a_clause_below_a_list_closes_the_list() -> None:
    text = (
        "某县方案\n一、实事内容\n（一）新建幼儿园\n1.县城幼儿园。\n2.镇中心幼儿园。\n牵头单位：县教育局\n责任单位：县住建局\n"
        "（二）改造学校\n牵头单位：县教育局\n"
    )
    assert tasks(text) == [("（一）", "新建幼儿园"), ("（二）", "改造学校")]


def test_items_with_clauses_of_their_own_stay_tasks_under_a_task() -> None:
    text = "分工方案\n一、总体部署\n（一）创新调控。落实机制。（财政部牵头）\n具体措施：\n1.落实直达资金。（财政部负责）\n2.用好贷款政策。（人民银行负责）\n"
    assert tasks(text) == [("（一）", "创新调控"), ("1", "落实直达资金"), ("2", "用好贷款政策")]


def test_an_item_between_tasks_that_names_nobody_is_a_task() -> None:
    text = "某市措施\n一、财税政策\n1.退税。（市税务局负责）\n2.补贴。及时发放。\n3.贴息。（市财政局负责）\n二、工作要求\n4.加强领导。\n"
    record = extract(text, "x.txt")
    assert tasks(text) == [("1", "退税"), ("2", "补贴"), ("3", "贴息")]
    assert record.tasks[1].responsibilities == ()


def test_a_document_that_attributes_nobody() -> None:
    text = "某市意见\n一、总体要求\n（一）指导思想。坚持创新。\n二、重点任务\n（二）建设平台。加快建设。\n（三）培养人才。\n1.引进人才。\n2.培训人才。\n三、保障措施\n（四）加强领导。\n"
    assert tasks(text) == [("（二）", "建设平台"), ("1", "引进人才"), ("2", "培训人才")]


def test_a_box_behind_the_clause_belongs_to_the_task() -> None:
    text = "某市规划\n一、重点任务\n（一）技术攻关。开展攻关。（市科技局负责）\n专栏1 攻关行动\n突破20项关键技术。\n（二）示范推广。（市工信局负责）\n"
    assert body(text)[0].endswith("突破20项关键技术。")
    assert [(t.indicator, t.value) for t in extract(text, "x.txt").targets] == [("关键技术", 20)]


def test_nothing_to_do_is_said() -> None:
    record = extract("今天天气很好。\n", "x.txt")
    assert record.tasks == ()
    assert [w.code for w in record.warnings] == ["no_tasks"]


def test_members_of_an_enumeration_that_name_their_units() -> None:
    text = (
        "某县方案\n一、主要任务\n（一）建设平台。抓好以下工作：1）制定方案，县发改局负责；2）开展检查，县市场监管局牵头，县公安局配合。\n"
        "（二）提升服务。一是完善标识，由县交通运输局负责；二是建设停车场，由县住建局负责。\n"
        "（三）加强管理。建立制度，由县文旅局负责制定细则。\n"
    )
    record = extract(text, "x.txt")
    assert tasks(text) == [
        ("（一）", "建设平台"),
        ("（一）", "开展检查"),
        ("（二）", "提升服务"),
        ("（二）", "建设停车场"),
    ]
    assert [[(r.role, r.agency) for r in t.responsibilities] for t in record.tasks][1] == [
        ("lead", "县市场监管局"),
        ("support", "县公安局"),
    ]


def test_one_statement_for_all_that_stands_above() -> None:
    text = (
        "某县方案\n一、主要任务\n（一）丰富产品\n1.发展研学旅游。\n2.举办节庆活动。\n以上任务由县文旅局牵头，县教育局配合。\n"
        "（二）加强宣传。（县委宣传部负责）\n"
    )
    record = extract(text, "x.txt")
    assert tasks(text) == [("（一）", "丰富产品"), ("（二）", "加强宣传")]
    assert [(r.role, r.agency) for r in record.tasks[0].responsibilities] == [
        ("lead", "县文旅局"),
        ("support", "县教育局"),
    ]


def test_one_stray_bracket_does_not_hide_the_other_tasks() -> None:
    items = "".join(f"（{n}）推进第{n}项改革。加快落实。\n" for n in "一二三四五六")
    text = f"某市意见\n一、重点任务\n{items}二、保障措施\n（七）加强督查。（市政府督查室负责）\n"
    record = extract(text, "x.txt")
    assert [t.number for t in record.tasks] == ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）"]
    assert [len(t.responsibilities) for t in record.tasks] == [0, 0, 0, 0, 0, 0, 1]


HEADED = [
    "（一）稳定消费（责任单位：市商务局）\n发放补贴。\n新增充电桩500个。\n",
    "（一）稳定消费\n责任单位：市商务局\n发放补贴。\n新增充电桩500个。\n",
    "（一）稳定消费（责任单位：市商务局）\n1.发放补贴。\n2.新增充电桩500个。\n",
]


@pytest.mark.parametrize("item", HEADED)
def test_a_clause_in_the_heading_holds_for_what_follows(item: str) -> None:
    text = f"某市方案\n一、重点任务\n{item}（二）扩大消费。（责任单位：市文旅局）\n"
    assert tasks(text) == [("（一）", "稳定消费"), ("（二）", "扩大消费")]
    assert body(text)[0].endswith("新增充电桩500个。")


def test_where_only_last_members_name_units_their_lists_are_the_tasks() -> None:
    text = (
        "某市方案\n一、重点任务\n（一）建设平台。抓好建设。\n1.编制规划。\n2.落实资金。（责任单位：市科技局）\n"
        "（二）培养人才。抓好培养。\n1.引进人才。\n2.培训人才。（责任单位：市人社局）\n"
    )
    assert tasks(text) == [("（一）", "建设平台"), ("（二）", "培养人才")]


def test_a_clause_in_front_of_its_task() -> None:
    text = (
        "某省行动计划\n一、重点任务\n1.（省财政厅牵头）建设平台。建成一批。\n"
        "2.（省科技厅牵头，省教育厅配合）培养人才\n3.办好赛事。（省体育局负责）\n"
    )
    tasks = extract(text, "a.txt").tasks
    assert [one.title for one in tasks] == ["建设平台", "培养人才", "办好赛事"]
    assert [[r.agency for r in one.responsibilities] for one in tasks] == [
        ["省财政厅"],
        ["省科技厅", "省教育厅"],
        ["省体育局"],
    ]


PRINTED = [
    "附件\n某市绿色行动方案\n",
    "附件：某市绿色行动方案\n",
]


@pytest.mark.parametrize("opening", PRINTED)
def test_a_plan_that_names_nobody_below_its_notice(opening: str) -> None:
    text = (
        "某市人民政府关于印发绿色行动方案的通知\n各区县人民政府：\n一、提高认识。各地要高度重视。\n二、抓好落实。请认真执行。\n某市人民政府\n"
        f"2020年3月2日\n{opening}一、总体要求\n坚持绿色发展。\n二、重点任务\n（一）发展绿色交通。新增公交车100辆。\n（二）推广绿色建筑。\n"
        "三、保障措施\n（一）加强领导。\n"
    )
    assert tasks(text) == [("（一）", "发展绿色交通"), ("（二）", "推广绿色建筑")]


def test_the_articles_of_measures_are_tasks_those_of_a_law_are_not() -> None:
    measures = "关于支持企业的若干措施\n第一条 支持企业研发。给予补助。\n第二条 支持企业上市。给予奖励。\n第三条 降低成本。减免租金。\n"
    assert tasks(measures) == [("第一条", "支持企业研发"), ("第二条", "支持企业上市"), ("第三条", "降低成本")]
    law = "某市补助办法\n第一条 为规范补助，制定本办法。\n第二条 支持企业研发。\n第三条 本办法自发布之日起施行。\n"
    assert tasks(law) == []


def test_a_label_in_the_last_item_itself_closes_only_that_item() -> None:
    text = (
        "某省意见\n一、主要任务\n（一）加强建设\n1、改造道路。\n2、完善站点。责任单位：省交通运输厅。\n"
        "（二）提升服务\n1．优化班线。（责任单位：省交通运输厅）\n2．推进融合。（责任单位：省邮政管理局）\n"
    )
    assert tasks(text) == [("2", "完善站点"), ("1", "优化班线"), ("2", "推进融合")]


def test_a_clause_on_a_line_of_its_own_below_a_list_closes_the_list() -> None:
    text = (
        "某市要点\n一、重点任务\n（一）优化产业结构\n1.淘汰落后产能。\n2.推进绿色改造。\n（市工信局牵头，市生态环境局配合）\n"
        "（二）优化能源结构\n3.控制煤炭消费。\n4.推进散煤治理。\n（市发展改革委牵头）\n"
    )
    assert tasks(text) == [("（一）", "优化产业结构"), ("（二）", "优化能源结构")]


def test_a_label_before_the_words_is_no_title() -> None:
    text = (
        "某市任务清单\n一、健全机制\n1.主要任务：成立专班。\n责任单位：市委编办\n2.工作任务：制定规则。\n责任单位：市司法局\n"
        "二、强化监管\n任务三：开展整治。（责任单位：市公安局）\n任务四：公开结果。（责任单位：市司法局）\n"
    )
    assert [title for _, title in tasks(text)] == ["成立专班", "制定规则", "开展整治", "公开结果"]


def test_numbered_fields_of_a_task_are_no_items() -> None:
    text = (
        "某部任务分工\n一、新建公路\n（一）工作内容：新建公路一批。\n（二）责任单位：公路局\n（三）完成时限：2021年12月底前\n"
        "二、建设驿站\n（一）工作内容：建成驿站一批。\n（二）责任单位：运输司\n（三）完成时限：2022年6月底前\n"
    )
    record = extract(text, "x.txt")
    assert tasks(text) == [("一", "新建公路"), ("二", "建设驿站")]
    assert [t.deadline.date for t in record.tasks if t.deadline] == ["2021-12-31", "2022-06-30"]
    assert record.sections == ()


def test_the_frame_among_the_chapters_of_a_long_plan_holds_no_tasks() -> None:
    text = (
        "某市发展规划\n第一章 指导方针和主要目标\n第一节 指导思想\n坚持创新。\n第二章 建设现代产业体系\n第一节 发展基础\n条件良好。\n"
        "第二节 壮大主导产业\n培育集群。\n第三节 发展现代服务业\n建设园区。\n"
    )
    assert tasks(text) == [("第二节", "壮大主导产业"), ("第三节", "发展现代服务业")]
