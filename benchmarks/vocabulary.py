"""Words of the made library: places, departments, topics, indicators."""

# ruff: noqa: SIM905
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.identifiers import agency_id
from graph.model import Agency, Succession

__all__ = ["BODIES", "INDICATORS", "KINDS", "LAWS", "OBJECTS", "ORGANS", "TOPICS", "VERBS", "Body", "Place", "places"]

PLACES = Path(__file__).parents[1] / "ingest" / "rules" / "places.tsv"
REFORM = "2018-10"

# Official and short name; who has most tasks stands first.
BODIES: tuple[tuple[str, ...], ...] = tuple(
    tuple(pair.split("/"))
    for pair in (
        "发展和改革/发改 财政/财政 科学技术/科技 工业和信息化/工信 人力资源和社会保障/人社 教育/教育 自然资源/自然资源 "
        "生态环境/生态环境 住房和城乡建设/住建 交通运输/交通 农业农村/农业农村 商务/商务 文化和旅游/文旅 "
        "卫生健康/卫健 市场监督管理/市场监管 应急管理/应急 公安/公安 民政/民政 司法/司法 水利/水利 审计/审计 "
        "统计/统计 林业和草原/林草 能源/能源 医疗保障/医保 退役军人事务/退役军人 粮食和物资储备/粮储 体育/体育 "
        "广播电视/广电 知识产权/知识产权 地方金融监督管理/金融监管 乡村振兴/乡村振兴 大数据管理/大数据 信访/信访"
    ).split()
)
OLD_NAMES = {"市场监督管理": "工商行政管理", "文化和旅游": "旅游发展", "医疗保障": "医疗保险管理"}
ORGANS = {"国家": "部", "省": "厅", "市": "局"}

VERBS = "推进 加强 完善 支持 建设 健全 优化 培育 实施 落实 强化 开展 深化 提升".split()
TOPICS = (
    "科技成果转化 高新技术企业培育 人才引进 营商环境 乡村产业 数字经济 绿色建筑 污染防治 冷链物流 学前教育 职业教育 "
    "养老服务 医疗保险 公共文化设施 冰雪旅游 高标准农田 水资源节约 老旧小区改造 公共交通 新能源汽车 工业互联网 "
    "知识产权保护 中小企业融资 社会信用体系 应急救援能力 食品安全监管 森林防火 残疾人就业 社区治理 对外贸易 "
    "跨境电子商务 节能降碳 数据共享 全民健身 种业创新 粮食储备 防灾减灾 法律援助 统计监测 志愿服务"
).split()
OBJECTS = "工作 体系 平台 示范区 试点 机制 项目库 公共服务 基础设施 长效制度".split()
KINDS = "实施方案 行动计划 实施意见 若干措施 规划 管理办法".split()
INDICATORS: tuple[tuple[str, ...], ...] = tuple(
    tuple(pair.split("/"))
    for pair in (
        "高新技术企业数量/家 技术合同成交额/亿元 研发经费投入强度/% 森林覆盖率/% 城镇新增就业人数/万人 "
        "高标准农田面积/万亩 养老床位数量/张 公共充电桩数量/个 常住人口城镇化率/% 单位生产总值能耗下降率/% "
        "规模以上工业企业数量/家 数字经济核心产业占比/% 学前教育毛入园率/% 基本医疗保险参保率/% 旅游总收入/亿元 "
        "新能源汽车推广数量/辆 跨境电商交易额/亿元 污水处理率/% 专利授权数量/件 技能人才培训人次/万人次"
    ).split()
)
# Cited often, held by nobody.
LAWS = [f"中华人民共和国{topic}促进法" for topic in TOPICS] + [f"{topic}管理条例" for topic in TOPICS]


@dataclass(frozen=True, slots=True)
class Place:
    """A place with those above it, the nearest first."""

    name: str
    level: str
    above: tuple[str, ...]

    @property
    def before(self) -> str:
        """What stands before the names of its bodies."""
        return "" if self.level == "国家" else self.name


@dataclass(frozen=True, slots=True)
class Body:
    """A department on a day: how its texts write it, and who took over from it later, if anyone did."""

    agency: Agency
    mention: str
    heir: Agency | None = None

    @classmethod
    def of(cls, place: Place, rank: int, day: str) -> Body:
        """Give the department of a rank in a place."""
        name, short = BODIES[rank]
        mention = place.before[-1:] + short + ORGANS[place.level]
        if day >= REFORM or name not in OLD_NAMES:
            return cls(_agency(place, name, short), mention)
        old = OLD_NAMES[name]
        heir = _agency(place, name, short, since=REFORM)
        return cls(_agency(place, old, old, until=REFORM), place.before[-1:] + old + ORGANS[place.level], heir)

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The body and its heir."""
        return (self.agency, self.heir) if self.heir else (self.agency,)

    @property
    def successions(self) -> tuple[Succession, ...]:
        """How its heir took over."""
        return (Succession(self.agency.id, self.heir.id, REFORM, "merged", "2018年机构改革方案"),) if self.heir else ()


def _agency(place: Place, name: str, short: str, *, since: str | None = None, until: str | None = None) -> Agency:
    organ = ORGANS[place.level]
    full = place.before + name + organ
    spellings = (full, *dict.fromkeys(before + short + organ for before in (place.before, place.before[-1:], "")))
    return Agency(agency_id(full), full, "agency", place.name, place.level, since, until, spellings)


def places() -> list[Place]:
    """Return the nation, its provinces and some 300 cities, in the order of the table of places."""
    found = [Place("国家", "国家", ())]
    for line in PLACES.read_text("utf-8").splitlines():
        level, name, _, parent, since, until = [*line.split("\t"), *[""] * 6][:6]
        if level in ("省", "市") and not since and not until:
            found.append(Place(name, level, (parent, "国家") if parent else ("国家",)))
    return found
