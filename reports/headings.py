"""What people read above a column and in a cell: the one table of headings, and words for the graph's values."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.agency import KIND_WORDS
from queries.citation import RELATION_WORDS
from queries.responsibility import ROLE_WORDS
from queries.rows import as_text, is_id
from queries.succession import REFORM_WORDS
from queries.validity import STATE_WORDS

__all__ = ["COMPARATOR_WORDS", "HEADINGS", "Column", "in_words", "read_columns"]

COMPARATOR_WORDS = {"=": "达到", ">=": "不少于", "<=": "不超过", ">": "超过", "<": "少于", "~": "约"}

_ROLES = {str(role): word for role, word in ROLE_WORDS.items()}
_NODES = {
    "agency": "单位",
    "task": "任务",
    "document": "文件",
    "section": "章节",
    "paragraph": "正文",
    "target": "目标",
}
_EDGES = {"contains": "包含", "leads": "牵头", "supports": "配合", "responsible_for": "负责", "issued": "印发"} | {
    "succeeded_by": "职能转入",
    "rests_on": "依据",
    "has_target": "目标",
}
_WORDS: dict[str, dict[str, str]] = {
    "role": _ROLES,
    "other_role": _ROLES,
    "relation": RELATION_WORDS | _EDGES,
    "citation": RELATION_WORDS,
    "direction": {"out": "→", "in": "←"},
    "kind": REFORM_WORDS | KIND_WORDS,
    "state": STATE_WORDS,
    "comparator": COMPARATOR_WORDS,
}

# Every column of every query, in the order in which people read them. A column of ids says so behind: 单位编号.
HEADINGS = {
    "number": "序号",
    "name": "名称",
    "title": "标题",
    "agency_name": "单位",
    "agency": "单位",
    "role": "角色",
    "other_name": "对方",
    "other": "对方",
    "other_role": "对方角色",
    "mention": "文中写法",
    "mentions": "文中写法",
    "other_mention": "对方写法",
    "old_name": "原单位",
    "old": "原单位",
    "new_name": "现单位",
    "new": "现单位",
    "body": "原单位",
    "doc_number": "文号",
    "issued": "日期",
    "kind": "类别",
    "jurisdiction": "地区",
    "level": "层级",
    "issuers": "发文单位",
    "lead": "牵头",
    "support": "配合",
    "responsible": "负责",
    "agency_count": "单位数",
    "indicator": "指标",
    "comparator": "比较",
    "value": "数值",
    "value_to": "至",
    "lowest": "最低",
    "highest": "最高",
    "unit": "计量单位",
    "year": "年份",
    "year_inherited": "年份承前",
    "baseline": "基期",
    "documents": "文件",
    "cited_only": "仅被引用",
    "sections": "章节",
    "tasks": "任务",
    "agencies": "单位",
    "unresolved": "未识别单位",
    "responsibilities": "责任",
    "led": "前者牵头",
    "supported": "后者牵头",
    "count": "数量",
    "degree": "协作单位",
    "weight": "共同任务",
    "betweenness": "中介度",
    "core": "核心",
    "group": "群组",
    "bridged": "沟通",
    "deadline_text": "期限",
    "deadline": "截止",
    "repealed_by_title": "废止文件",
    "repealed_by": "废止文件",
    "repealed": "废止日期",
    "afterwards": "废止后引用",
    "citing_title": "引用文件",
    "citing": "引用文件",
    "citing_number": "引用文号",
    "citing_issued": "引用日期",
    "citing_jurisdiction": "引用地区",
    "relation": "关系",
    "citation": "引用关系",
    "direction": "方向",
    "cited_title": "被引文件",
    "cited": "被引文件",
    "cited_number": "被引文号",
    "cited_held": "被引在库",
    "cited_issued": "被引日期",
    "cited_jurisdiction": "被引地区",
    "cited_source": "被引出处",
    "depth": "层数",
    "cites": "引用",
    "cited_by": "引用者",
    "citations": "引文",
    "targets": "目标",
    "target": "目标",
    "valid_from": "起",
    "valid_to": "止",
    "task_number": "任务序号",
    "task_title": "所在任务",
    "task": "任务",
    "section_title": "章节",
    "section": "章节",
    "context": "上下文",
    "candidates": "可能是",
    "date": "起",
    "state": "状态",
    "period_from": "起始年",
    "period_to": "终止年",
    "effective_from": "施行",
    "expires": "有效至",
    "changes": "变更",
    "held": "在库",
    "document_title": "文件",
    "document": "文件",
    "source": "出处",
    "evidence": "依据",
    "other_evidence": "对方依据",
    "text": "原文",
    "parent": "上级",
    "id": "",
    "start": "开始",
    "end": "结束",
    "rule": "规则",
    "sha256": "校验和",
}
# Where no value tells: `agency`, `citing` and others are ids of facts, and names or numbers elsewhere.
_IDS = frozenset(("agency", "citing", "cited", "document", "new", "old", "other", "parent", "repealed_by")) | {
    "section",
    "target",
    "task",
}
_PLACES = {name: place for place, name in enumerate(HEADINGS)}


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the word above it, whether it holds ids, and the words for its values."""

    name: str
    heading: str
    holds_ids: bool
    words: Mapping[str, str]


def read_columns(
    names: Sequence[str], rows: Sequence[Mapping[str, Any]], *, by_name: Container[str] = ()
) -> list[Column]:
    """Return columns in the order in which people read, ids last.

    Args:
        names: their names, as `queries.rows.columns_of` gives them.
        rows: the rows, as `queries.rows.flat` gives them.
        by_name: columns of ids that are shown as names.

    Returns:
        The columns; those that no heading is for, the agencies of a matrix, stand under their own names.
    """
    found = []
    for name in names:
        values = [row[name] for row in rows if row.get(name) not in (None, "", ())]
        ids = name == "id" or (all(map(is_id, values)) if values else name in _IDS)
        ids = ids and name not in by_name
        found.append(Column(name, _heading(name, values) + ("编号" if ids else ""), ids, _words(name, names)))
    return sorted(found, key=lambda one: (one.holds_ids, _PLACES.get(one.name, _PLACES["deadline"])))


def in_words(column: Column, value: Any) -> str:
    """Return a value as people read it.

    Args:
        column: where it stands.
        value: the value.

    Returns:
        Text in Chinese where the value is one of the graph's own words.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    text = as_text(value, _WORDS)
    return column.words.get(text, text)


def _words(name: str, names: Sequence[str]) -> Mapping[str, str]:
    if name == "kind" and {"context", "direction"} & set(names):
        return _NODES  # of what was found, or stands at the other end; elsewhere, of an agency or a reform
    return _WORDS.get(name, {}) if name in HEADINGS else _ROLES  # under the name of an agency stands its role


def _heading(name: str, values: Sequence[Any]) -> str:
    if name == "value" and any(isinstance(value, str) for value in values):
        return "名称"
    if name == "agencies" and not any(isinstance(value, int) for value in values):
        return "依据"  # who has which role stands in columns of its own; here, the sentences
    return HEADINGS.get(name, name)
