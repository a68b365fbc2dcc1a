"""Document numbers in every bracket and digit form, and the stable ids of nodes.

Sources: 《党政机关公文格式》 GB/T 9704-2012 §7.2.5 (发文字号: 机关代字、年份〔〕、序号, no 第, no leading zero);
国务院《规章制定程序条例》 for orders (令第N号).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "DocumentNumber",
    "agency_id",
    "document_id",
    "fold",
    "stub_id",
    "title_keys",
    "unresolved_agency_id",
]

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# One form of each bracket, the one that reads well in Chinese: names are shown folded.
_BRACKETS = str.maketrans("()［］[]【】﹝﹞〈〉＜＞「」‘’", "（）〔〕〔〕〔〕〔〕《》《》“”“”")
_SPACE = re.compile(r"[\s\u3000\u200b\ufeff]+")

# 国发〔2016〕16号, 辽政办发[2018] 20 号, 教技（2016）第3号, 国办函﹝2019﹞5号
_BRACKETED = re.compile(
    r"(?P<code>[\u4e00-\u9fffA-Za-z·]{1,20}?)[〔\[（(【﹝［](?P<year>(?:19|20)\d\d)年?[〕\]）)】﹞］]第?(?P<serial>\d{1,5})号?"
)
# 国务院令第711号, 国务院令（第711号）, 省人大常委会公告第35号; 中华人民共和国主席令第三十二号 keeps its Chinese numeral
_ORDER = re.compile(
    r"(?P<code>[\u4e00-\u9fff、]{1,40}(?:令|公告|通告))[，（(]?第?(?P<serial>\d{1,5}|[一二三四五六七八九十百〇零]{1,7})号[）)]?"
)
# 国务院第711号令, 国家发展改革委2019年第29号令
_ORDER_LAST = re.compile(
    r"(?P<code>[\u4e00-\u9fff、]{1,40})(?:(?P<year>(?:19|20)\d\d)年)?第(?P<serial>\d{1,5}|[一二三四五六七八九十百〇零]{1,7})号令"
)
# 财政部公告2020年第5号, 税务总局公告2019年第39号, 交通运输部令2016年第60号
_NOTICE = re.compile(
    r"(?P<code>[\u4e00-\u9fff、]{0,40}(?:公告|通告|令))[〔（(]?(?P<year>(?:19|20)\d\d)年?[〕）)]?第?(?P<serial>\d{1,5})号"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number (发文字号) in parts: issuing code, year, serial; `str()` prints the standard form.

    >>> str(DocumentNumber.parse("国发[２０１６] 第 16 号"))
    '国发〔2016〕16号'
    >>> str(DocumentNumber.parse("财政部公告2020年第5号"))
    '财政部公告2020年第5号'
    >>> str(DocumentNumber.parse("国务院第711号令"))
    '国务院令第711号'
    >>> DocumentNumber.parse("2016年") is None
    True
    """

    code: str
    year: int | None
    serial: str
    form: str

    @classmethod
    def parse(cls, text: str) -> DocumentNumber | None:
        """Read one document number that fills the whole text.

        Args:
            text: a number in any bracket, digit and spacing form.

        Returns:
            The number, or None where the text is not one.
        """
        flat = _SPACE.sub("", text).translate(_FULL_WIDTH)
        if (m := _BRACKETED.fullmatch(flat)) is not None:
            return cls(m["code"], int(m["year"]), m["serial"].lstrip("0") or "0", "bracketed")
        if (m := _NOTICE.fullmatch(flat)) is not None:
            return cls(m["code"], int(m["year"]), m["serial"].lstrip("0") or "0", "notice")
        if (m := _ORDER.fullmatch(flat)) is not None:
            return cls(m["code"], None, m["serial"], "order")
        if (m := _ORDER_LAST.fullmatch(flat)) is not None:
            year = int(m["year"]) if m["year"] else None
            return cls(m["code"] + "令", year, m["serial"], "notice" if year else "order")
        return None

    def __str__(self) -> str:
        """Print the standard form."""
        if self.form == "bracketed":
            return f"{self.code}〔{self.year}〕{self.serial}号"
        if self.form == "notice":
            return f"{self.code}{self.year}年第{self.serial}号"
        return f"{self.code}第{self.serial}号"


def fold(text: str) -> str:
    """Return a name or title as it is compared: no white space, half-width digits, one form of bracket and quote.

    Args:
        text: a title, name or number as written.

    Returns:
        The folded text; equal for spellings that differ in typography only.

    >>> fold("行动计划 （２０１８-2020年）") == fold("行动计划(2018—2020年)")
    True
    """
    flat = _SPACE.sub("", text).translate(_FULL_WIDTH).translate(_BRACKETS)
    return re.sub(r"[-‐‑–—―~～至]+(?=\d{4}年)", "-", flat)


# 关于印发《X》的通知, 印发X的通知, 关于转发…, 印发《X》: the inner work is what people cite
_WRAPPER = re.compile(
    r"(?:关于)?(?:印发|转发|批转|公布|发布)(?:实施)?(?:(?P<inner>.{4,}?)的(?:通知|公告|函)|(?P<quoted>《[^《》]{4,}》)$)"
)


def title_keys(title: str) -> tuple[str, ...]:
    """Return the keys under which a document's title is found: the whole title, and the work inside a notice.

    Args:
        title: a title, with or without outer 《》.

    Returns:
        Folded keys, the whole title first.

    >>> title_keys("国务院关于印发《中国制造2025》的通知")
    ('国务院关于印发《中国制造2025》的通知', '中国制造2025')
    """
    whole = fold(title)
    if whole.startswith("《") and whole.endswith("》") and "《" not in whole[1:]:
        whole = whole[1:-1]
    keys = [whole]
    if (m := _WRAPPER.search(whole)) is not None:
        inner = m["inner"] or m["quoted"]
        keys.append(inner[1:-1] if inner.startswith("《") and inner.endswith("》") else inner)
    return tuple(dict.fromkeys(key for key in keys if key))


def document_id(*, doc_number: str | None, title: str | None, issuers: tuple[str, ...], source: str) -> str:
    """Return the stable id of a held document: by number, else by issuer and title, else by file name.

    Args:
        doc_number: the normalised number, if the text has one.
        title: the document's title.
        issuers: who signs, full names in order.
        source: the file's name, without folders.

    Returns:
        An id such as `doc:国发〔2016〕16号`.
    """
    if doc_number:
        return f"doc:{doc_number}"
    if title and issuers:
        return f"doc:{'、'.join(issuers)}/{fold(title)}"
    if title:
        return f"doc:{fold(title)}"
    return f"doc:file/{source}"


def stub_id(*, doc_number: str | None, title: str | None) -> str:
    """Return the id of a document known only from a citation.

    Args:
        doc_number: the cited number, if any.
        title: the cited title, if any; one of the two must be there.

    Returns:
        An id such as `doc:国发〔2016〕16号` or `doc:国家科技成果转移转化示范区建设指引`.

    Raises:
        ValueError: neither number nor title is given.
    """
    if doc_number:
        return f"doc:{doc_number}"
    if not title:
        raise ValueError("a citation needs a title or a document number")
    return f"doc:{fold(title)}"


def agency_id(name: str) -> str:
    """Return the id of a body by its full official name: `agency:辽宁省科学技术厅`."""
    return f"agency:{fold(name)}"


def unresolved_agency_id(mention: str, scope: str) -> str:
    """Return the id of a mention that no body was found for: `agency:辽宁省/相关市政府`.

    Args:
        mention: as written.
        scope: the place it is of, or the document's id where the text names no place.

    Returns:
        An id that two places, or two documents of unknown place, never share.
    """
    return f"agency:{scope}/{fold(mention)}"
