"""The spaCy pipeline that reads a policy, and `extract`, which hands its facts on as a record.

Facts stand twice on a Doc: as labelled spans of the text in `doc.spans`, to look at, and as dataclasses in places of
`doc._.layout.text`, from which the record is made: `doc._.items`, `.clauses`, `.assignments`, `.outline`, `.mentions`,
`.deadlines`, `.targets`. A component from outside adds to these.
"""

from __future__ import annotations

import gc
import sys
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from graph.errors import RuleError

# Importing a component's module registers its factory.
from ingest import citations, clauses, deadlines, head, layout, outline, responsibilities, sections, targets, tokenizer
from ingest.assembly import record_of
from ingest.bodies import body_table
from ingest.extension import Component, extension
from ingest.record import ExtractionRecord
from ingest.rulebook import load_rules

__all__ = ["COMPONENTS", "added_files", "build_pipeline", "extract", "reader"]

_REGISTERED = (citations, clauses, deadlines, head, layout, outline, responsibilities, sections, targets, tokenizer)

# In the order in which data flows; each declares what it requires and assigns.
COMPONENTS = (
    "policy_layout",
    "policy_head",
    "policy_sections",
    "policy_clauses",
    "policy_responsibilities",
    "policy_tasks",
    "policy_citations",
    "policy_deadlines",
    "policy_targets",
)


def build_pipeline() -> Language:
    """Return a new pipeline: a blank Chinese `nlp` with our tokenizer and components, and those of policygraph.toml.

    Returns:
        The pipeline; `nlp(text)` gives a Doc whose `doc.spans` hold everything that was read.

    Raises:
        RuleError: policygraph.toml, or a rule file that it names, is wrong.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.TOKENIZER}}})
    nlp.max_length = 20_000_000  # the limit guards models that need memory by the token; rules do not
    for name in COMPONENTS:
        nlp.add_pipe(name)
    body_table()
    for noun in extension().rules.keys() - {"bodies"}:
        load_rules(noun)  # a wrong rule is told before the first text is read
    for component in extension().components:
        _add(nlp, component)
    return nlp


def _add(nlp: Language, component: Component) -> None:
    where = f"{extension().file} [[component]] {component.name}"
    if component.after not in nlp.pipe_names:
        raise RuleError(f"{where}：没有组件“{component.after}”；现有 {'、'.join(nlp.pipe_names)}")
    if not nlp.has_factory(component.name):
        raise RuleError(f"{where}：spaCy 不认识这个组件；提供它的软件包要以 spacy_factories 登记并已安装")
    nlp.add_pipe(component.name, after=component.after)


def added_files() -> tuple[Path, ...]:
    """Return the files that others added to what decides: policygraph.toml, its rules, its components' modules."""
    added = extension()
    if added.file is None:
        return ()
    pipes = [reader().get_pipe(component.name) for component in added.components]
    modules = [sys.modules[pipe.__module__].__file__ for pipe in pipes]
    return (added.file, *added.rules.values(), *(Path(file) for file in modules if file))


@cache
def reader() -> Language:
    """Return the pipeline, built once in a process."""
    nlp = build_pipeline()
    # spaCy and the rules are a hundred thousand objects that stay: the garbage collector, which would go through all
    # of them again every hundred documents, is told to leave them alone.
    gc.freeze()
    return nlp


def extract(text: str, source: str, *, nlp: Language | None = None) -> ExtractionRecord:
    """Read a document.

    Args:
        text: the document as read; all offsets of the record refer to it.
        source: its file name, without folders.
        nlp: a pipeline made with `build_pipeline` and added to; None is `reader()`.

    Returns:
        The record.
    """
    return record_of((reader() if nlp is None else nlp)(text), source)
