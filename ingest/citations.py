"""Citations: the normative documents that a text names, by title, number or both, and what it does with them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from graph.identifiers import fold
from graph.model import Relation
from ingest.document_numbers import find_numbers, lead_in, number_pattern, printed
from ingest.head import Head
from ingest.layout import Layout
from ingest.own_titles import OwnTitles
from ingest.quotes import Quoted, closing_bracket, find_quoted
from ingest.record import Work
from ingest.relations import Governed
from ingest.rulebook import load_rules
from ingest.spans import write_spans

__all__ = ["Mention", "read_mentions"]

_NEAR = 300  # how far back 该意见 may point
_SHORT_TITLE = 4  # 《意见》, 《实施意见》: no title by itself
_LINK_BEFORE = re.compile(r"）?(?:、|以及|和|及|与)$")
_TAIL_NOTE = re.compile(r"(?:（[^（）]*）)+$")
_RESTS = ("basis_word", "implements_word")
_NAMED = re.compile(r"简称|以下称|统称")
_NAMING = re.compile(r"(?:简称为?|以下称|统称)[：]?“?$|附件\d{0,2}[：、.]?(?:\d{1,2}[.、])?$")
_ISSUING = tuple("省市县区州委府厅局部院家")
_REVISED = re.compile("修订|修正|修改")
_LONGEST_GENERIC = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a document in the layout's text; title and number as they are to be kept.

    `stands_for` is the document that a short title was given to (以下简称《意见》).
    """

    start: int
    end: int
    title: str | None
    number: str | None
    relation: Relation
    rule: str
    stands_for: Work | None = None

    @property
    def meant(self) -> Work:
        """The document that is meant."""
        return self.stands_for or Work(self.title, self.number)


def read_mentions(layout: Layout, head: Head) -> tuple[Mention, ...]:
    """Find every mention of another normative document.

    Args:
        layout: the text.
        head: the document's own titles and number, which are no citations.

    Returns:
        The mentions in order.
    """
    return _Reader(layout, head).read()


class _Reader:
    def __init__(self, layout: Layout, head: Head) -> None:
        self.text, self.layout, self.head = layout.text, layout, head
        self.rules = load_rules("citations")
        self.governed = Governed(layout.text)
        self.own = OwnTitles(layout, head)
        self.used = bytearray(len(self.text))  # what belongs to a title or to its number
        self.mentions: list[Mention] = []
        self.aliases: dict[str, Work | None] = {}  # None: a short title of the document itself
        self.endings: dict[str, Mention] = {}  # the last title by the words that it ends on

    def read(self) -> tuple[Mention, ...]:
        titles = find_quoted(self.text)
        outer = [t for t in titles if t.depth == 0]
        for t in outer:
            self._use(t.start, t.end)
        inner: dict[int, list[Quoted]] = {}
        for t in titles:
            if t.depth == 1 and t.outer is not None:
                inner.setdefault(t.outer, []).append(t)
        for group in self.governed.lists([t for t in outer if not self._gives_name(t)]):
            relation, rule = self.governed.relation(group[0].start, group[-1].end)
            announced = self.own.announces(group)
            joint = self._joint_numbers(group)
            for title in group:
                number, end = (joint[title], title.end) if title in joint else self._number_of(title)
                mention = None
                if number is not None or not announced:
                    mention = self._mention(title, number, end, relation, rule)
                self._learn_alias(title.end, mention)
                if mention is not None:
                    self._learn_alias(end, mention)  # 《A》国发〔2016〕16号（以下简称《意见》）
                    self._keep(mention)
                    self.mentions += self._nested(inner.get(title.start, ()), mention)
        self.mentions += self._bare_numbers()
        self.mentions += self._antecedents()
        return tuple(sorted(self._numbered(self.mentions), key=lambda m: (m.start, -m.end)))

    def _use(self, start: int, end: int) -> None:
        self.used[start:end] = b"\1" * (end - start)

    def _keep(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for title in {mention.title or "", _TAIL_NOTE.sub("", mention.title or "")}:
            for length in range(2, _LONGEST_GENERIC + 1):
                self.endings[title[-length:]] = mention

    def _number_of(self, title: Quoted) -> tuple[str | None, int]:
        """The number directly after a title, in brackets or not, or directly before it."""
        text = self.text
        if (close := closing_bracket(text, title.end)) is not None:
            n = number_pattern().search(text, title.end + 1, close)
            # （以下简称《意见》，国发〔2016〕16号）, but not （见《A》国发〔2016〕16号）
            if n is not None and ("《" not in (before := text[title.end : n.start()]) or _NAMED.search(before)):
                if _REVISED.search(text, n.end(), close):
                    self._use(title.end, close)  # the orders that revised it are no works of their own
                return self._take(n), n.end()
        n = number_pattern().match(text, title.end, title.end + 60)
        # 《A》和国发〔2016〕16号: the second is another document.
        if n is not None and lead_in(n[0]) == 0:
            return self._take(n), n.end()
        for n in number_pattern().finditer(text, max(0, title.start - 40), title.start):
            if re.fullmatch(r"(?:文件|文|号文)?", text[n.end() : title.start]) and not self.used[n.start()]:
                return self._take(n), title.end
        return None, title.end

    def _joint_numbers(self, group: list[Quoted]) -> dict[Quoted, str | None]:
        """《A》《B》（国发〔2016〕16号、国办发〔2017〕3号）: as many numbers as titles, in their order."""
        close = closing_bracket(self.text, group[-1].end)
        first = len(group) - 1
        while first > 0 and self.text[group[first - 1].end : group[first].start] in ("", "、", "和"):
            first -= 1
        if close is None or first == len(group) - 1:
            return {}
        numbers = list(number_pattern().finditer(self.text, group[-1].end + 1, close))
        if len(numbers) != len(group) - first:
            return {}
        return {title: self._take(n) for title, n in zip(group[first:], numbers, strict=True)}

    def _take(self, n: re.Match[str]) -> str | None:
        """The number as it is printed; what was read is used up."""
        self._use(*n.span())
        return printed(n[0])

    def _mention(self, title: Quoted, number: str | None, end: int, relation: Relation, rule: str) -> Mention | None:
        words = self._words(title)
        if words in self.aliases:
            antecedent = self.aliases[words]
            return Mention(title.start, end, words, None, relation, "alias", antecedent) if antecedent else None
        if number is None and self._is_generic(words):
            # 《意见》 without a definition: in a notice what it issues, else the last document named that ends so.
            in_notice = title.start < (self.own.notice_end or 0)
            others = self.text[title.start - 1 : title.start] in _ISSUING  # 省《实施方案》 is the province's
            if others or (in_notice and self.own.ends_on(words)):
                return None
            last = self.endings.get(words)
            return Mention(title.start, end, last.title, last.number, relation, "short_title") if last else None
        if number is None and (n := number_pattern().fullmatch(words)) is not None:
            # 《海关总署公告2019年第18号》: a number in quotes.
            return Mention(title.start, end, None, printed(n[0]), relation, rule)
        if self.own.holds(title, words, number) or (
            number is None and not self._is_normative(words, issued=rule in _RESTS)
        ):
            return None
        return Mention(title.start, end, words, number, relation, rule)

    def _is_generic(self, words: str) -> bool:
        """Whether a title says no more than its genre: 《意见》, 《三年行动计划》."""
        if self.rules.pattern("generic_title").fullmatch(words):
            return True
        return len(words) <= _SHORT_TITLE and not words.endswith(("法", "法典", "条例"))

    def _words(self, title: Quoted) -> str:
        """The title as written, without its outer quotes and without line breaks."""
        return self.text[title.start + 1 : title.end - 1].replace("\n", "")

    def _is_normative(self, words: str, *, issued: bool) -> bool:
        """By its ending; `issued` where the text treats it as a document, so that one that no rule knows will do."""
        works = self.rules["work"]
        if any(rule.means == "other" and rule.pattern.search(words) for rule in works):
            return False
        return any(rule.means == "normative" and rule.pattern.search(words) for rule in works) or (
            issued and len(words) >= 8
        )

    def _nested(self, titles: Iterable[Quoted], mention: Mention) -> Iterator[Mention]:
        """〈…〉 inside a cited title is a citation of its own."""
        for inner in titles:
            words = self._words(inner)
            issued = self.text.endswith(("印发", "发布", "公布", "转发"), 0, inner.start)
            if self._is_normative(words, issued=issued) and not self.own.names(words):
                yield Mention(inner.start, inner.end, words, None, mention.relation, "nested")

    def _gives_name(self, title: Quoted) -> bool:
        """（以下简称《意见》） names a document a second time, 附件2：《办法》 a part of this one."""
        return _NAMING.search(self.text, max(0, title.start - 8), title.start) is not None

    def _learn_alias(self, start: int, mention: Mention | None) -> None:
        """（以下简称《意见》） behind a title: from here on 《意见》 means that document."""
        end = start
        while (close := closing_bracket(self.text, end)) is not None:
            end = close
        if (m := self.rules.pattern("alias").search(self.text, start, end)) is not None:
            self.aliases[m["short"]] = mention.meant if mention else None

    def _bare_numbers(self) -> Iterator[Mention]:
        """Numbers without a title: 按照国发〔2016〕16号文件要求."""
        ends = {m.end: m for m in self.mentions}
        for m in find_numbers(self.text):
            if any(self.used[m.start() : m.end()]):
                continue
            start = m.start() + lead_in(m[0])
            number = printed(m[0])
            line = self.text[slice(*self.layout.paragraphs[self.layout.paragraph_at(start)])]
            if number is None or number == self.head.number or (start < self.head.body_start and len(line) < 60):
                continue
            relation, rule = self.governed.relation(start, m.end())
            # 根据《A》和国发〔2016〕16号: it shares the governing word of the member before it.
            link = _LINK_BEFORE.search(self.text, max(0, start - 4), start)
            before = ends.get(link.start()) if link else None
            if before is not None:
                relation, rule = before.relation, before.rule
            found = ends[m.end()] = Mention(start, m.end(), None, number, relation, rule)
            yield found

    def _antecedents(self) -> Iterator[Mention]:
        """该意见, 上述通知: the document named last, where it ends on that word and nothing else has since."""
        titled = sorted((m for m in self.mentions if m.title and m.rule != "nested"), key=lambda m: m.end)
        ends = [m.end for m in titled]
        for m in self.rules.pattern("antecedent").finditer(self.text) if titled else ():
            named = titled[max(0, bisect_right(ends, m.start()) - 1)]
            paragraph = self.layout.paragraphs[self.layout.paragraph_at(m.start())]
            if not max(paragraph[0], m.start() - _NEAR) <= named.end <= m.start():
                continue
            word, start = m["word"], self.text.find(m["word"], named.end, m.start())
            while start >= 0 and self.used[start]:
                start = self.text.find(word, start + 1, m.start())
            if start < 0 and _TAIL_NOTE.sub("", named.title or "").endswith(word):
                relation, _ = self.governed.relation(*m.span())
                self._use(*m.span())
                work = named.meant
                yield Mention(m.start(), m.end(), work.title, work.doc_number, relation, "antecedent")

    def _numbered(self, mentions: list[Mention]) -> Iterator[Mention]:
        """A title that stands somewhere with its number has it everywhere."""
        numbers = {fold(m.title): m.number for m in mentions if m.title and m.number}
        titles = {m.number: m.title for m in mentions if m.title and m.number}
        for m in mentions:
            if m.stands_for is not None:
                yield m
            elif m.title and m.number is None:
                yield replace(m, number=numbers.get(fold(m.title)))
            elif m.number and m.title is None:
                yield replace(m, title=titles.get(m.number))
            else:
                yield m


@Language.factory("policy_citations", requires=["doc._.layout", "doc._.head"], assigns=["doc._.mentions", "doc.spans"])
def make_citations(nlp: Language, name: str) -> CitationReader:
    """Return the component that sets `doc._.mentions` and `doc.spans["citations"]`."""
    return CitationReader()


class CitationReader:
    """The component `policy_citations`; a span's label is the relation, its id the rule."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.mentions = read_mentions(layout, doc._.head)
        write_spans(doc, "citations", ((m.start, m.end, m.relation, m.rule) for m in doc._.mentions))
        return doc


Doc.set_extension("mentions", default=(), force=True)
