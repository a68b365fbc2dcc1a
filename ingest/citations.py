"""Citations: the normative documents that a text names, by title, number or both, and what it does with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.identifiers import DocumentNumber, fold, title_keys
from graph.model import Relation
from ingest.head import Head
from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["Mention", "read_mentions"]

_QUOTES = re.compile(r"[《》〈〉\n]")
_LONGEST_TITLE = 200
_SHORT_TITLE = 4  # 《意见》, 《实施意见》: no title by itself
_CONTEXT = 80  # how far before a title its governing word may stand
# Between two titles of one list: 《A》（…）、《B》 or 《A》和农业厅等十四部门《B》.
_LIST_LINK = re.compile(r"(?:（[^（）《》]{0,60}）)?(?:、|以及|和|及其?|与|或|，)?[^，。；：《》\n]{0,24}")
_LINK_BEFORE = re.compile(r"）?(?:、|以及|和|及|与)$")
_LIST_WORD = re.compile(r"(?:（[^（）《》]{0,60}）)?(?:、|以及|和|及|与|或)")
# What may stand between a governing word and the title: who issued it, and how it was issued.
_ISSUER = r"(?:[^，。；：《》\n]{0,30}(?:[部委局厅办院会府省市县区级的发订布定新等关家门位署社团中州]|出台|一致))?"
_ANNOUNCED = re.compile(
    r"^(?:（[^（）]*）)?(?:已|业)?(?:经|由)[^。；\n]{0,50}(?:同意|通过|批准|审定)|^(?:（[^（）]*）)?[^。，；\n]{0,10}(?:现)?(?:印发|下发|转发)给"
)
_ANNOUNCING = re.compile(r"(?:现将|现把|兹将|我.{0,6}制定了|现印发)[^，。；《》\n]{0,16}$")


_NUMBER_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}〔(?:19|20)\d\d〕第?\d{1,5}号(?:文件|文)?$")
# Cheap signs of a number, so that the grammar of numbers runs only around them.
_NUMBER_HINT = re.compile(
    r"[〔（〈](?:19|20)\d\d年?[〕）〉]第?\d|令[，、]?(?:（?\d{4}年?）?)?第|(?:公告|通告)[〔（]?(?:19|20)\d\d"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a document in the layout's text; title and number as they are to be kept."""

    start: int
    end: int
    title: str | None
    number: str | None
    relation: Relation
    rule: str


@dataclass(frozen=True, slots=True)
class _Title:
    start: int  # of 《
    end: int  # past 》
    depth: int
    outer: int | None


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
        self.number = re.compile("|".join(f"(?:{r.pattern.pattern})" for r in self.rules["number"]))
        self.own = {key for title in head.titles for key in _keys(title)}
        self.own_places = [(a, b) for label, a, b in head.spans if label == "own_title"]
        self.mentions: list[Mention] = []
        self.aliases: dict[str, tuple[str | None, str | None] | None] = {}
        self.before = [
            (r, re.compile(rf"(?:{r.pattern.pattern.removesuffix('$')}){_ISSUER}$")) for r in self.rules["before"]
        ]

    def read(self) -> tuple[Mention, ...]:
        titles = self._titles()
        outer = [t for t in titles if t.depth == 0]
        mentions = self.mentions
        self.used = bytearray(len(self.text))  # what belongs to a title or to its number
        for t in outer:
            self._use(t.start, t.end)
        inner: dict[int, list[_Title]] = {}
        for t in titles:
            if t.depth == 1 and t.outer is not None:
                inner.setdefault(t.outer, []).append(t)
        for group in self._lists(outer):
            relation, rule = self._relation(group)
            for title in group:
                number, end = self._number_of(title)
                mention = self._mention(title, number, end, relation, rule)
                self._learn_alias(title, mention, number)
                if mention is not None:
                    mentions.append(mention)
                    mentions += self._nested(inner.get(title.start, ()), mention)
        mentions += self._bare_numbers()
        return tuple(sorted(self._numbered(mentions), key=lambda m: (m.start, -m.end)))

    def _use(self, start: int, end: int) -> None:
        self.used[start:end] = b"\1" * (end - start)

    def _titles(self) -> list[_Title]:
        """Match 《》 and 〈〉 with a stack; a title does not run over its paragraph."""
        found: list[_Title] = []
        stack: list[tuple[int, str]] = []
        for m in _QUOTES.finditer(self.text):
            c = m[0]
            if c == "\n":
                stack.clear()
            elif c in "《〈":
                stack.append((m.start(), c))
            elif stack and (c == "》") == (stack[-1][1] == "《"):
                start, _ = stack.pop()
                if 3 < m.end() - start <= _LONGEST_TITLE:
                    found.append(_Title(start, m.end(), len(stack), stack[0][0] if stack else None))
        return sorted(found, key=lambda t: (t.start, -t.end))

    def _lists(self, titles: list[_Title]) -> Iterator[list[_Title]]:
        """Titles that share their governing word: 根据《A》、《B》和《C》."""
        group: list[_Title] = []
        for title in titles:
            if group:
                between = self.text[group[-1].end : title.start]
                if not (
                    _LIST_LINK.fullmatch(between)
                    and (_LIST_WORD.match(between) or not between)
                    and not self._governed(between)
                ):
                    yield group
                    group = []
            group.append(title)
        if group:
            yield group

    def _governed(self, context: str) -> bool:
        return any(pattern.search(context) for _, pattern in self.before)

    def _relation(self, group: list[_Title]) -> tuple[Relation, str]:
        first, last = group[0], group[-1]
        start = max(self.text.rfind(c, 0, first.start) for c in "，。；：\n") + 1
        context = self.text[max(start, first.start - _CONTEXT) : first.start]
        if m := _NUMBER_BEFORE.search(context):
            context = context[: m.start() + self._lead_in(m[0])]  # 根据国发〔2016〕16号《…》
        after = self.text[last.end : last.end + 80].partition("\n")[0]
        for rule in self.rules["after"]:
            if rule.means != "implements" and rule.pattern.match(after):
                return _relation(rule.means), rule.name
        # The governing word that stands nearest before the title decides.
        found = []
        for rule, pattern in self.before:
            if m := pattern.search(context):
                word = re.search(rule.pattern.pattern.removesuffix("$"), m[0])
                found.append((m.start() + (word.end() if word else 0), m.end() - m.start(), rule))
        for _, _, rule in sorted(found, key=lambda f: (f[0], f[2].means == "cites", f[1]), reverse=True):
            part = self.rules.pattern("part_of_work")
            if rule.means == "repeals" and part.match(after):
                return "amends", "part_of_work"  # the document as a whole stays
            return _relation(rule.means), rule.name
        for rule in self.rules["after"]:
            if rule.means == "implements" and rule.pattern.match(after):
                return "implements", rule.name
        return "cites", "named"

    def _number_of(self, title: _Title) -> tuple[str | None, int]:
        """The number directly after a title, in brackets or not, or directly before it."""
        text = self.text
        bracket = text[title.end : title.end + 1] == "（"
        n = self.number.match(text, title.end + bracket, title.end + 60)
        # 《A》和国发〔2016〕16号: the second is another document.
        if n is not None and (bracket or self._lead_in(n[0]) == 0):
            self._use(*n.span())
            return _print(n[0]), n.end()
        for n in self.number.finditer(text, max(0, title.start - 40), title.start):
            if re.fullmatch(r"(?:文件|文|号文)?", text[n.end() : title.start]) and not self.used[n.start()]:
                start = n.start() + self._lead_in(n[0])
                self._use(*n.span())
                return _print(text[start : n.end()]), title.end
        return None, title.end

    def _mention(self, title: _Title, number: str | None, end: int, relation: Relation, rule: str) -> Mention | None:
        words = self._words(title)
        if self.text.endswith(("简称", "简称为", "简称：", "统称"), max(0, title.start - 4), title.start):
            return None  # （以下简称《意见》） gives a name, it cites nothing
        if words in self.aliases:
            antecedent = self.aliases[words]
            return Mention(title.start, end, *antecedent, relation, "alias") if antecedent else None
        if len(words) <= _SHORT_TITLE and number is None and not words.endswith(("法", "法典")):
            return self._by_last_word(title, words, end, relation)
        if number is None and (n := self.number.fullmatch(words)) is not None:
            # 《海关总署公告2019年第18号》: a number in quotes.
            return Mention(title.start, end, None, _print(n[0]), relation, rule)
        if self._is_own(title, words, number) or (number is None and not self._is_normative(words, rule)):
            return None
        return Mention(title.start, end, words, number, relation, rule)

    def _by_last_word(self, title: _Title, words: str, end: int, relation: Relation) -> Mention | None:
        """《意见》 without a definition: the last document named before that ends so, if there is one."""
        for m in reversed(self.mentions):
            if m.title and m.title.endswith(words):
                return Mention(title.start, end, m.title, m.number, relation, "short_title")
        return None

    def _words(self, title: _Title) -> str:
        """The title as written, without its outer quotes and without line breaks."""
        return self.text[title.start + 1 : title.end - 1].replace("\n", "")

    def _is_own(self, title: _Title, words: str, number: str | None) -> bool:
        if number is not None:
            return number == self.head.number
        if any(a <= title.start < b for a, b in self.own_places):
            return True
        if any(key in self.own for key in _keys(words)):
            return True
        after, before = self.text[title.end : title.end + 80], self.text[max(0, title.start - 30) : title.start]
        return (
            bool(_ANNOUNCED.match(after.partition("\n")[0]) or _ANNOUNCING.search(before))
            and title.start < self._first_section()
        )

    def _first_section(self) -> int:
        """Own plans are announced in the notice, before its signature or the first heading."""
        return self.head.body_ends[0] if self.head.body_ends else self.head.body_start + 600

    def _is_normative(self, words: str, rule: str) -> bool:
        if self.rules.pattern("not_normative").search(words):
            return False
        if self.rules.pattern("normative_ending").search(words):
            return True
        # An ending that no rule knows is a document where the text rests on it.
        return rule in ("basis_word", "implements_word") and len(words) >= 8

    def _nested(self, titles: Iterable[_Title], mention: Mention) -> Iterator[Mention]:
        """〈…〉 inside a cited title is a citation of its own."""
        for inner in titles:
            words = self._words(inner)
            if self.rules.pattern("normative_ending").search(words) and not any(k in self.own for k in _keys(words)):
                yield Mention(inner.start, inner.end, words, None, mention.relation, "nested")

    def _learn_alias(self, title: _Title, mention: Mention | None, number: str | None) -> None:
        """（以下简称《意见》） behind a title: from here on 《意见》 means that document."""
        if self.text[title.end : title.end + 1] != "（":
            return
        close = self.text.find("）", title.end, title.end + 200)
        if (
            m := self.rules.pattern("alias").search(self.text, title.end, close + 1 if close > 0 else title.end)
        ) is not None:
            self.aliases[m["short"]] = (mention.title, mention.number or number) if mention else None

    def _bare_numbers(self) -> Iterator[Mention]:
        """Numbers without a title: 按照国发〔2016〕16号文件要求."""
        reached = 0
        ends = {m.end: m for m in self.mentions}
        for hint in _NUMBER_HINT.finditer(self.text):
            m = self.number.search(self.text, max(reached, hint.start() - 24), hint.end() + 16)
            if m is None or m.end() <= hint.start():
                continue
            reached = m.end()
            if any(self.used[m.start() : m.end()]):
                continue
            start = m.start() + self._lead_in(m[0])
            number = _print(self.text[start : m.end()])
            line = self.text[slice(*self.layout.paragraphs[self.layout.paragraph_at(start)])]
            if number is None or number == self.head.number or (start < self.head.body_start and len(line) < 60):
                continue
            relation, rule = self._relation([_Title(start, m.end(), 0, None)])
            # 根据《A》和国发〔2016〕16号: it shares the governing word of the member before it.
            link = _LINK_BEFORE.search(self.text, max(0, start - 4), start)
            before = ends.get(link.start()) if link else None
            if before is not None:
                relation, rule = before.relation, before.rule
            found = ends[m.end()] = Mention(start, m.end(), None, number, relation, rule)
            yield found

    def _lead_in(self, written: str) -> int:
        """How many characters before a bare number belong to the sentence."""
        code = re.split(r"[〔（〈第\d]", written, maxsplit=1)[0]
        m = self.rules.pattern("number_lead_in").match(code)
        return m.end() if m else 0

    def _numbered(self, mentions: list[Mention]) -> Iterator[Mention]:
        """A title that stands somewhere with its number has it everywhere."""
        numbers = {fold(m.title): m.number for m in mentions if m.title and m.number}
        titles = {m.number: m.title for m in mentions if m.title and m.number}
        for m in mentions:
            if m.title and m.number is None and m.rule != "nested":
                yield replace(m, number=numbers.get(fold(m.title)))
            elif m.number and m.title is None:
                yield replace(m, title=titles.get(m.number))
            else:
                yield m


def _keys(title: str) -> set[str]:
    """The keys of a title, without years in brackets and punctuation, as people shorten their own titles."""
    return {re.sub(r"[《》〈〉“”（）]", "", key) for key in title_keys(title)}


def _relation(means: str) -> Relation:
    for relation in ("basis", "implements", "amends", "repeals"):
        if relation == means:
            return relation
    return "cites"


def _print(written: str) -> str | None:
    written = written.replace("〈", "〔").replace("〉", "〕")
    number = DocumentNumber.parse(written)
    return str(number) if number else written or None


@Language.factory("policy_citations", requires=["doc._.layout", "doc._.head"], assigns=["doc._.mentions", "doc.spans"])
def make_citations(nlp: Language, name: str) -> CitationReader:
    """Return the component that sets `doc._.mentions` and `doc.spans["citations"]`."""
    return CitationReader()


class CitationReader:
    """The component `policy_citations`; a span's label is the relation, its id the rule."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.mentions = read_mentions(layout, doc._.head)
        doc.spans["citations"] = [
            Span(doc, *layout.span(m.start, m.end), label=m.relation, span_id=m.rule) for m in doc._.mentions
        ]
        return doc


Doc.set_extension("mentions", default=(), force=True)
