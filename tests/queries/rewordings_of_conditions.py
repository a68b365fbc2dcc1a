"""More questions over the open documents: conditions of every kind, ranks, parts of documents, both sides of citations."""

from __future__ import annotations

from typing import Any

from tests.queries.gold import (
    ANSWERABLE,
    ANY,
    BEIJING,
    FARMING,
    GUIZHOU,
    HELPED,
    HUAIHUA,
    HUANGHUA,
    JOBS,
    LED,
    LIAONING,
    NANCHONG,
    REFORMS,
    SHANGHAI,
    SUPERVISION,
    ZHEJIANG,
    agencies,
    agencies_in,
    agencies_of,
    basis,
    cited,
    count,
    documents,
    empty,
    first,
    most,
    partner,
    path,
    refused,
    targets,
    tasks,
    where,
)

FARM, INDUSTRY, FINANCE, LABOUR = "农业农村部", "工业和信息化部", "财政部", "人力资源和社会保障部"
HH_FINANCE, HH_REFORM, HH_LABOUR = "黄骅市财政局", "黄骅市发展和改革局", "黄骅市人力资源和社会保障局"
GZ_BANKS = "中国银行保险监督管理委员会贵州监管局"
AH_COUNCIL = "中国国际贸易促进委员会安徽省委员会"

Group = tuple[str, dict[str, Any], list[str]]


def conditions() -> list[Group]:
    """Each intent with what is right and the questions that ask it."""
    return [
        *_of_agencies(),
        *_without(),
        *_ranked(),
        *_parts_and_days(),
        *_targets(),
        *_citations(),
        *_apart(),
        *_refused(),
    ]


def _of_agencies() -> list[Group]:
    return [
        ("tasks_by_agency", tasks(HH_LABOUR, roles=LED), ["黄骅市人社局挂帅的工作有哪些", "黄骅人社牵头的任务"]),
        (
            "tasks_by_agency",
            tasks(HH_FINANCE, roles=HELPED),
            ["任务里头黄骅市财政局配合的有哪些", "黄骅市财政局当配角的任务", "黄骅市财政局打下手的任务都有啥"],
        ),
        ("tasks_by_agency", tasks("南充市商务和粮食局", roles=LED), ["南充市商务粮食局主抓哪些工作"]),
        ("tasks_by_agency", tasks("国家税务总局贵州省税务局"), ["贵州省税务局的职责是什么", "贵州省税务局有什么职责"]),
        ("tasks_by_agency", tasks("贵州贵安新区管理委员会"), ["贵安新区管委会要干哪些活"]),
        ("tasks_by_agency", tasks(FINANCE, roles=HELPED), ["麻烦问下财政部配合哪些任务", "请教一下财政部配合啥任务"]),
        (
            "tasks_in_document",
            tasks(LABOUR, document=JOBS, roles=ANSWERABLE),
            ["国办发〔2020〕6号里人社负责哪些任务", "国办发〔2020〕六号里人社部负责的"],
        ),
        ("tasks_in_document", tasks("怀化市财政局"), ["怀政函【2020】17号 市财政局 负责啥"]),
        ("tasks_in_document", tasks(document=FARMING), ["国发[2018]四十二号有哪些任务", "国发2018年第42号的任务"]),
        (
            "both_agencies",
            tasks(HH_FINANCE, HH_REFORM, roles=LED),
            ["黄骅市财政局与市发改局共同牵头的任务", "黄骅市财政和发改共同牵头的任务"],
        ),
        (
            "both_agencies",
            tasks(FINANCE, "教育部", document=JOBS, either=True),
            ["国办发〔2020〕6号财政部和教育部任一参与的任务", "国办发〔2020〕6号财政部、教育部其中之一参与的任务"],
        ),
        (
            "both_agencies",
            where(lambda t: FINANCE in t["support"] and FARM in t["lead"], document=FARMING),
            ["国发〔2018〕42号里财政部配合农业农村部的任务"],
        ),
        ("who_supports", agencies("推进高标准农田建设", roles=HELPED, document=HUANGHUA), ["推进高标准农田建设谁帮忙"]),
        ("who_leads", agencies("消费者补贴方面", roles=LED, document=NANCHONG), ["消费者补贴方面由哪个局牵头"]),
        (
            "who_is_responsible",
            agencies("延期缴纳税款", document=GUIZHOU),
            ["谁管延期缴纳税款", "延期缴纳税款找哪个部门"],
        ),
        (
            "partners",
            partner("合肥海关", None),
            ["与合肥海关合作最多的单位", "合肥海关跟谁合作得最多"],
        ),
        ("yes_no", empty(), ["国发〔2018〕42号商务部牵头了吗", "国发〔2018〕42号有商务部牵头的任务吗"]),
        ("path", path("怀化市公安局", "怀化市财政局"), ["怀化市公安局和怀化市财政局怎样才能联系起来"]),
    ]


def _without() -> list[Group]:
    def size(task: dict[str, Any], roles: tuple[str, ...] = ANY) -> int:
        return len({name for role in roles for name in task[role]})

    return [
        (
            "negation",
            where(lambda t: FINANCE not in t["lead"] + t["support"], document=FARMING),
            ["国发〔2018〕42号里没有财政部的任务", "国发〔2018〕42号财政部没有参与的任务有哪些"],
        ),
        (
            "negation",
            where(lambda t: not {FARM, INDUSTRY} & set(t["lead"]), document=FARMING),
            [
                "国发〔2018〕42号中除工信部和农业农村部牵头的以外还有哪些任务",
                "国发〔2018〕42号里既不是工信部牵头也不是农业农村部牵头的任务",
            ],
        ),
        (
            "no_lead",
            where(lambda t: t["lead"], document=JOBS),
            ["国办发〔2020〕6号有牵头单位的任务是哪些", "国办发〔2020〕6号明确了牵头部门的任务"],
        ),
        ("no_lead", where(lambda t: not t["support"], document=ZHEJIANG), ["浙江人形机器人方案里没有配合单位的任务"]),
        (
            "many_agencies",
            where(lambda t: size(t) == 3, document=REFORMS),
            [
                "国办发〔2018〕126号恰好由三个部门负责的任务",
                "国办发〔2018〕126号由三个部门负责的任务",
                "国办发〔2018〕126号三个部门负责的任务有哪些",
            ],
        ),
        (
            "many_agencies",
            where(lambda t: size(t, HELPED) == 3, document=FARMING),
            ["国发〔2018〕42号里有三个配合单位的任务"],
        ),
        (
            "many_agencies",
            where(lambda t: size(t, LED) == 2, document=FARMING),
            ["国发〔2018〕42号有两个牵头单位的任务", "国发〔2018〕42号两个部门牵头的任务"],
        ),
        (
            "many_agencies",
            where(lambda t: size(t, HELPED) == 1, document=FARMING),
            ["国发〔2018〕42号里只有一个配合单位的任务"],
        ),
        (
            "many_agencies",
            where(lambda t: t["lead"] == [HH_FINANCE], document=HUANGHUA),
            ["黄骅市财政局单独牵头的任务", "黄骅市财政局独家牵头的任务有哪些"],
        ),
        (
            "most",
            agencies_in(FARMING, LED, but=("教育部", "各省级人民政府")),
            ["国发〔2018〕42号里哪个部门既牵头又配合", "国发〔2018〕42号里既牵头又配合的部门有哪些"],
        ),
        (
            "most",
            agencies_in(FARMING, HELPED, but=(FARM, INDUSTRY, "国家市场监督管理总局")),
            ["国发〔2018〕42号哪些部门没有牵头任何任务", "国发〔2018〕42号里只配合不牵头的部门"],
        ),
    ]


def _ranked() -> list[Group]:
    return [
        (
            "most",
            first(INDUSTRY),
            ["国发〔2018〕42号里牵头任务第二多的部门是谁", "国发〔2018〕42号牵头任务数排名第二的单位"],
        ),
        (
            "most",
            {"kind": "agencies", "items": [{"any_of": [FARM]}, {"any_of": [INDUSTRY]}]},
            ["国发〔2018〕42号里牵头任务前两名的部门是谁", "国发〔2018〕42号里牵头任务最多的两个部门"],
        ),
        ("most", documents(JOBS), ["哪份文件涉及的部门最多"]),
        ("most", documents(HUANGHUA), ["哪份文件的牵头单位最多"]),
        (
            "most",
            where(lambda t: t["title"].startswith("加强绿色高效新机具"), document=FARMING),
            ["农业农村部牵头的任务里涉及部门最多的是哪个", "国发〔2018〕42号里涉及单位最多的任务"],
        ),
        ("most", most(HUAIHUA, ANY), ["怀政函〔2020〕17号哪个部门担子最重", "怀政函〔2020〕17号里任务量最大的部门"]),
        ("compare", first(AH_COUNCIL), ["合肥海关和安徽省贸促会谁牵头的任务更少"]),
        (
            "compare",
            documents(JOBS, FARMING) | {"match": "ordered"},
            ["国发〔2018〕42号和国办发〔2020〕6号哪个任务多", "国办发〔2020〕6号跟国发〔2018〕42号哪份涉及的部门多"],
        ),
        (
            "compare",
            documents(NANCHONG, HUAIHUA) | {"match": "ordered"},
            ["南充菜篮子细则和怀化菜篮子措施哪份文件的任务更多"],
        ),
        ("count_tasks", {"kind": "count", "items": [{"value": 17}]}, ["黔发改服务〔2020〕111号一共多少条"]),
        ("documents", documents(SHANGHAI), ["最新的文件是哪份", "最近印发的文件", "沪科2025 5号是什么文件"]),
        ("documents", documents(NANCHONG), ["最早印发的文件是哪份"]),
    ]


def _parts_and_days() -> list[Group]:
    def within(document: str, *numbers: str) -> dict[str, Any]:
        return where(lambda t: t["number"] in numbers, document=document)

    return [
        (
            "section",
            within(FARMING, "（十六）", "（十七）"),
            ["国发〔2018〕42号第七部分有哪些任务", "国发〔2018〕42号“切实加强农机人才培养”部分有哪些任务"],
        ),
        (
            "section",
            within(JOBS, "（九）", "（十）", "（十一）", "（十二）", "（十三）"),
            ["国办发〔2020〕6号“拓宽高校毕业生就业渠道”部分有哪些任务", "国办发〔2020〕6号第三部分包括哪些任务"],
        ),
        ("section", within(GUIZHOU, "1", "2", "3", "4"), ["黔发改服务〔2020〕111号第一部分的任务有哪些"]),
        ("section", within(NANCHONG, "第七条", "第八条", "第九条"), ["南充菜篮子细则第二章有哪些任务"]),
        (
            "section",
            {"kind": "agencies", "items": [{"any_of": ["教育部"]}, {"any_of": [FARM]}]},
            ["国发〔2018〕42号第七部分的牵头单位", "国发〔2018〕42号第七章由谁牵头"],
        ),
        ("deadline", tasks(document=HUANGHUA, due="8月底前"), ["2022年第三季度要完成的任务", "八月底前要完成的任务"]),
        (
            "deadline",
            tasks(document=HUANGHUA, due="6月底前"),
            ["2022年二季度到期的任务", "2022年上半年完成的任务", "黄骅市稳定经济运行方案里最早到期的任务是哪个"],
        ),
        (
            "deadline",
            where(lambda t: t["deadline"], document=JOBS),
            ["国办发〔2020〕6号有明确期限的任务", "国办发〔2020〕6号里写明了完成时限的任务有哪些"],
        ),
        ("deadline", where(lambda t: t["deadline"], document=JOBS), ["不晚于2020年6月底完成的任务"]),
        (
            "who_leads",
            {"kind": "agencies", "items": [{"any_of": [HH_FINANCE]}, {"any_of": [HH_REFORM]}]},
            ["黄骅市稳定经济运行方案里8月底前完成的任务由谁牵头"],
        ),
        ("documents", documents(HUAIHUA, BEIJING, GUIZHOU), ["2020年2月印发的文件"]),
        (
            "documents",
            documents(HUAIHUA, BEIJING, GUIZHOU, JOBS, SUPERVISION),
            ["2019年到2020年的文件", "2019年和2020年印发的文件"],
        ),
        (
            "documents",
            documents(JOBS),
            ["国办发〔2020〕6号什么时候发布的", "国办发〔2020〕6号的印发日期", "国办发〔2020〕6号的全称"],
        ),
        ("documents", documents(GUIZHOU), ["延期缴纳税款出自哪份文件", "延期缴纳税款在哪个文件里"]),
    ]


def _targets() -> list[Group]:
    return [
        ("targets_by_indicator", targets(FARMING, year=2025, holds="农机总动力"), ["全国农机总动力2025年要到多少"]),
        ("targets_by_indicator", targets(ZHEJIANG, holds="整机年产量"), ["人形机器人整机年产量目标是多少"]),
        ("targets_by_indicator", targets(HUANGHUA, holds="新改建农村户厕"), ["新改建农村户厕多少座"]),
        ("targets_by_year", targets(year=2024), ["2024年的所有目标", "2024年要实现的目标有哪些"]),
        ("targets_by_year", targets(FARMING), ["国发〔2018〕42号2020年到2025年的目标"]),
        ("targets_by_year", targets(FARMING, year=2025), ["国发〔2018〕42号2020年以后的目标"]),
        ("targets_by_document", targets(HUANGHUA, task="62"), ["黄骅市稳定经济运行方案第62项任务的指标"]),
        (
            "targets_by_document",
            count(targets(FARMING)),
            ["国发〔2018〕42号提出了多少个目标", "国发〔2018〕42号的目标数量"],
        ),
        (
            "targets_by_agency",
            agencies("推进冰雪旅游产业发展", document=LIAONING),
            ["规模滑雪场这个目标由哪个部门负责", "30个规模滑雪场由谁牵头"],
        ),
        (
            "targets_by_agency",
            agencies("推进高标准农田建设", roles=LED, document=HUANGHUA),
            ["新建高标准农田7万亩由谁牵头"],
        ),
    ]


def _citations() -> list[Group]:
    return [
        ("cited_by", cited(FARMING), ["国发〔2018〕42号落实了哪部法律", "国发〔2018〕42号有没有引用农业机械化促进法"]),
        ("cited_by", basis(NANCHONG), ["南充菜篮子考核细则依据什么制定的", "南充菜篮子考核细则的制定依据是什么"]),
        ("cited_by", cited(BEIJING), ["京政办发【2020】5号提到了哪些文件", "北京的文件引用了哪些文件"]),
        (
            "citing",
            documents(LIAONING),
            [
                "辽政发2016年34号谁引用了",
                "国发〔2016〕16号和国科发〔2018〕17号都被哪个文件引用",
                "哪些文件同时引用了国发〔2016〕16号和国科发〔2018〕17号",
                "2018年的哪些文件引用了国发〔2016〕16号",
                "哪些辽宁的文件引用了国发〔2016〕16号",
            ],
        ),
        (
            "citing",
            empty(),
            ["哪些浙江的文件引用了国发〔2016〕16号", "哪些文件同时引用了国发〔2016〕16号和农业机械化促进法"],
        ),
        (
            "documents",
            documents(HUAIHUA, "county_huanghua_2022_luodi", GUIZHOU, SHANGHAI, REFORMS, JOBS),
            ["哪些文件没有引用任何文件", "没有引用其他文件的文件有哪些"],
        ),
        (
            "agency_documents",
            documents(JOBS, REFORMS),
            ["财政部在哪些文件里负责任务", "哪些文件里有财政部负责的任务"],
        ),
    ]


def _apart() -> list[Group]:
    """Pairs that differ by one word, and by what is right."""

    def who(task: dict[str, Any], *roles: str) -> set[str]:
        return {name for role in roles or ANY for name in task[role]}

    return [
        (
            "many_agencies",
            where(lambda t: len(who(t)) <= 3, document=BEIJING),
            ["京政办发〔2020〕5号里不超过3个部门参与的任务", "京政办发〔2020〕5号至多三个部门参与的任务"],
        ),
        (
            "many_agencies",
            where(lambda t: len(who(t)) > 3, document=BEIJING),
            ["京政办发〔2020〕5号里超过3个部门参与的任务"],
        ),
        (
            "many_agencies",
            where(lambda t: who(t, *ANSWERABLE) == {FINANCE, LABOUR}, document=JOBS),
            ["国办发〔2020〕6号里只有财政部和人社部负责的任务", "国办发〔2020〕6号里仅由财政部和人社部负责的任务"],
        ),
        (
            "both_agencies",
            where(lambda t: {FINANCE, LABOUR} <= who(t, *ANSWERABLE), document=JOBS),
            ["国办发〔2020〕6号里财政部和人社部负责的任务"],
        ),
        (
            "both_agencies",
            where(lambda t: {FINANCE, "教育部", LABOUR} <= who(t), document=JOBS),
            ["国办发〔2020〕6号里财政部、教育部、人社部三个部门都参与的任务"],
        ),
        (
            "negation",
            where(lambda t: not {FINANCE, LABOUR} & who(t), document=JOBS),
            ["国办发〔2020〕6号里没有财政部和人社部的任务", "国办发〔2020〕6号里财政部和人社部都没有参与的任务"],
        ),
        (
            "negation",
            where(lambda t: FINANCE not in who(t), document=JOBS),
            [
                "不涉及财政部的任务 国办发〔2020〕6号",
                "国办发〔2020〕6号不需要财政部参与的任务",
                "国办发〔2020〕6号与财政部无关的任务",
            ],
        ),
        (
            "no_lead",
            where(lambda t: not t["lead"], document=JOBS),
            ["国办发〔2020〕6号没有牵头的任务有哪些", "国办发〔2020〕6号谁都没牵头的任务"],
        ),
        ("tasks_by_agency", tasks("合肥海关", roles=LED), ["合肥海关承担的牵头任务", "合肥海关参与了哪些牵头任务"]),
        (
            "tasks_by_agency",
            tasks("合肥海关", roles=(*LED, *HELPED)),
            ["合肥海关牵头和配合的任务", "合肥海关牵头哪些任务配合哪些任务"],
        ),
        (
            "who_supports",
            agencies_of(lambda t: HH_LABOUR in t["lead"], roles=HELPED, document=HUANGHUA),
            ["黄骅市人社局牵头的任务都有谁配合", "黄骅市人社局牵头的任务由哪些单位配合"],
        ),
        (
            "who_leads",
            agencies_of(lambda t: HH_FINANCE in t["support"], roles=LED, document=HUANGHUA),
            ["黄骅市财政局配合的任务牵头单位有哪些", "黄骅市财政局配合的任务由谁牵头"],
        ),
        (
            "tasks_in_document",
            tasks(FARM, roles=LED, document=FARMING),
            ["国务院印发的文件里农业农村部牵头哪些任务", "国务院2018年印发的文件里农业农村部牵头的任务"],
        ),
        (
            "tasks_in_document",
            tasks("北京市财政局", document=BEIJING),
            ["北京市政府办公厅的文件里市财政局参与的任务"],
        ),
        ("count_tasks", count(tasks("浙江省发展和改革委员会", document=ZHEJIANG)), ["浙江的方案里省发改委配合几项"]),
        ("documents", documents(LIAONING), ["辽宁省科技成果转化计划什么时候出台的"]),
        ("count_other", count(agencies_in(FARMING, LED)), ["国发〔2018〕42号涉及多少个牵头部门"]),
    ]


def _refused() -> list[Group]:
    """What would be answered wrongly if a word were passed over."""
    return [
        (
            "refuse",
            refused(),
            [
                "发改委在国发〔2018〕42号和国办发〔2020〕6号里分别有几项任务",
                "国发〔2018〕42号引用了哪些2016年的文件",
                "国发〔2018〕42号有哪些文件",
                "国发〔2018〕42号2020年第三季度的目标",
                "辽宁有多少高新技术企业",
                "哪些任务财政部和科技部都没有参与",
                "谁首次牵头提升货物通关效率",
                "强化政策落实2019年由谁牵头",
                "国发〔2018〕42号上海市2020年的目标",
                "黄骅市人社局共同牵头的任务",
                "哪些任务引用了文件",
                "2020年的牵头目标",
                "今年的任务有哪些",
                "下个月到期的任务",
                "国发〔2018〕42号第二十部分有哪些任务",
                "第二章有哪些任务",
            ],
        ),
    ]
