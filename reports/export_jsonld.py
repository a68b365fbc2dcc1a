"""The graph as linked data (JSON-LD), in a file that needs no other.

Things are told in the words of schema.org, how documents bear on each other in those of ELI, the sentence behind a fact
in those of PROV, and the rest in our own (`pg:`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from urllib.parse import quote

from queries.export import MEASURES, Edge, Node, Part

__all__ = ["write_jsonld"]

Thing = dict[str, Any]

CONTEXT: Thing = {
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "pg": "urn:policygraph:term:",
    # So the ids of the graph are what stands in the file: doc:国发〔2016〕16号.
    "doc": "urn:policygraph:doc:",
    "agency": "urn:policygraph:agency:",
    "schema:legislationDate": {"@type": "xsd:date"},
    "schema:legislationPassedBy": {"@type": "@id"},
    "eli:first_date_entry_in_force": {"@type": "xsd:date"},
    "eli:date_no-longer_in_force": {"@type": "xsd:date"},
    "eli:passed_by": {"@type": "@id"},
    "eli:is_part_of": {"@type": "@id"},
    "eli:based_on": {"@type": "@id"},
    "eli:implements": {"@type": "@id"},
    "eli:cites": {"@type": "@id"},
    "eli:amends": {"@type": "@id"},
    "eli:repeals": {"@type": "@id"},
    "prov:wasQuotedFrom": {"@type": "@id"},
    "prov:wasDerivedFrom": {"@type": "@id"},
    "pg:ledBy": {"@type": "@id"},
    "pg:supportedBy": {"@type": "@id"},
    "pg:responsible": {"@type": "@id"},
    "pg:targetOf": {"@type": "@id"},
    "pg:from": {"@type": "@id"},
    "pg:to": {"@type": "@id"},
}

_RELATIONS = {
    "basis": "eli:based_on",
    "implements": "eli:implements",
    "amends": "eli:amends",
    "repeals": "eli:repeals",
    "cites": "eli:cites",
}
# By kind of agency; a collective, a role or a mention that nobody could place is no organisation of its own.
_ORGANISATIONS = {
    "agency": "schema:GovernmentOrganization",
    "government": "schema:GovernmentOrganization",
    "court_procuratorate": "schema:GovernmentOrganization",
    "party": "schema:Organization",
    "mass_organisation": "schema:Organization",
    "institution": "schema:Organization",
    "enterprise": "schema:Organization",
}
_ROLES = {"LEADS": "pg:ledBy", "SUPPORTS": "pg:supportedBy", "RESPONSIBLE_FOR": "pg:responsible"}
_NO_IRI = re.compile(r"[\x00-\x20%<>\"{}|\\^`\[\]\x7f-\x9f]")

# What is said in the same way under another name.
_DOCUMENT = {
    "title": "schema:name",
    "doc_number": "schema:legislationIdentifier",
    "issued": "schema:legislationDate",
    "jurisdiction": "schema:legislationJurisdiction",
    "type": "schema:legislationType",
    "effective_from": "eli:first_date_entry_in_force",
    "expires": "eli:date_no-longer_in_force",
    "held": "pg:held",
    "source": "pg:source",
    "sha256": "pg:sha256",
}
_AGENCY = {
    "name": "schema:name",
    "names": "schema:alternateName",
    "jurisdiction": "schema:areaServed",
    "valid_from": "schema:foundingDate",
    "valid_to": "schema:dissolutionDate",
    "level": "pg:level",
    "candidates": "pg:candidates",
    "type": "pg:kind",
} | {name: f"pg:{name}" for name in MEASURES}
_PASSAGE = {
    "title": "schema:name",
    "number": "schema:identifier",
    "position": "schema:position",
    "text": "schema:text",
    "deadline": "pg:deadline",
    "deadline_text": "pg:deadlineText",
    "depth": "pg:depth",
}
_TARGET = {
    "indicator": "schema:name",
    "unit": "schema:unitText",
    "comparator": "pg:comparator",
    "year": "pg:year",
    "year_inherited": "pg:yearInherited",
    "baseline": "pg:baseline",
}
_EVIDENCE = {"sentence": "prov:value", "start": "pg:start", "end": "pg:end", "rule": "pg:rule"}
_FACT = _EVIDENCE | {
    "mention": "pg:mention",
    "relation": "pg:relation",
    "weight": "pg:weight",
    "date": "pg:date",
    "change": "pg:change",
    "reform": "pg:reform",
}


def write_jsonld(parts: Iterable[Part], file: TextIO) -> None:
    """Write parts of the graph as JSON-LD, one thing a line.

    Args:
        parts: from `queries.export.parts`.
        file: open for text.
    """
    file.write(f'{{"@context": {json.dumps(CONTEXT, ensure_ascii=False)},\n"@graph": [\n')
    before = ""
    for part in parts:
        for thing in _things(part):
            file.write(before + json.dumps(thing, ensure_ascii=False))
            before = ",\n"
    file.write("\n]}\n")


def _things(part: Part) -> Iterator[Thing]:
    links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for edge in part.edges:
        for one, term, other in _links(edge):
            links[one][term].append(_iri(other))
    for node in part.nodes:
        yield _thing(node) | {term: list(dict.fromkeys(ends)) for term, ends in links.pop(node.id, {}).items()}
    for one, terms in links.items():  # what is said now of a node that was told in an earlier part
        yield {"@id": _iri(one), **terms}
    yield from (_fact(edge) for edge in part.edges if edge.properties and edge.kind not in ("RESTS_ON", "ISSUED"))


def _links(edge: Edge) -> Iterator[tuple[str, str, str]]:
    """What an edge says in one step: subject, term, object."""
    if edge.kind in _ROLES:
        yield edge.target, _ROLES[edge.kind], edge.source
    elif edge.kind == "CONTAINS":
        yield edge.target, "eli:is_part_of", edge.source
    elif edge.kind == "HAS_TARGET":
        yield edge.target, "pg:targetOf", edge.source
    elif edge.kind == "ISSUED":
        yield edge.target, "schema:legislationPassedBy", edge.source
        yield edge.target, "eli:passed_by", edge.source
    elif edge.kind == "CITES":
        yield edge.source, _RELATIONS[str(edge.properties["relation"])], edge.target
    elif edge.kind == "RESTS_ON":
        yield edge.source, _RELATIONS[str(edge.properties.get("relation", "basis"))], edge.target
    elif edge.kind == "SUCCEEDED_BY":
        yield edge.target, "prov:wasDerivedFrom", edge.source


def _thing(node: Node) -> Thing:
    said = node.properties
    if node.kind == "Document":
        thing = _head(node, "schema:Legislation", "eli:LegalResource") | _said(said, _DOCUMENT)
        if "period_from" in said and "period_to" in said:
            thing["schema:temporalCoverage"] = f"{said['period_from']}/{said['period_to']}"
        return thing
    if node.kind == "Agency":
        organisation = _ORGANISATIONS.get(str(said.get("type")))
        return _head(node, *([organisation] if organisation else []), "prov:Agent") | _said(said, _AGENCY)
    quoted = {"prov:wasQuotedFrom": _iri(str(said["document"]))} | _said(said, _EVIDENCE)
    if node.kind == "Target":
        bounds = {"schema:value": said["value"]}
        if "value_to" in said:
            bounds = {"schema:minValue": said["value"], "schema:maxValue": said["value_to"]}
        head = _head(node, "schema:QuantitativeValue", "pg:Target", "prov:Entity")
        return head | _said(said, _TARGET) | bounds | quoted
    head = _head(node, "eli:LegalResourceSubdivision", f"pg:{node.kind}", "prov:Entity")
    return head | _said(said, _PASSAGE) | quoted


def _fact(edge: Edge) -> Thing:
    """An edge with what it says, and the sentence that says so."""
    fact = {"@type": ["prov:Entity", f"pg:{edge.kind}"], "pg:from": _iri(edge.source), "pg:to": _iri(edge.target)}
    if "document" in edge.properties:
        fact["prov:wasQuotedFrom"] = _iri(str(edge.properties["document"]))
    return fact | _said(edge.properties, _FACT)


def _head(node: Node, *types: str) -> Thing:
    return {"@id": _iri(node.id), "@type": list(types)}


def _said(properties: dict[str, Any], terms: dict[str, str]) -> Thing:
    return {term: properties[key] for key, term in terms.items() if key in properties}


def _iri(identifier: str) -> str:
    """Return an id as a compact IRI: what no IRI may hold is spelt out; so is every # but the first."""
    first, mark, rest = _NO_IRI.sub(lambda found: quote(found[0]), identifier).partition("#")
    return f"{first}{mark}{rest.replace('#', '%23')}"
