"""Commands about documents: extract, ingest, remove, resolve, evaluate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.options import Format, MeaningFormat, Store, make_folder, opened, place, write
from graph.errors import QueryError
from reports.terminal import one_line, progress, say, stoppable

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command(epilog="Example: policygraph extract 计划.txt 意见.txt --output records")
def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Policy documents as plain text.")],
    output: Annotated[
        Path | None,
        typer.Option(parser=place, metavar="DIR", help="Write DIR/STEM.json for each file instead of stdout."),
    ] = None,
) -> None:
    """Print what the rules read out of documents: one JSON record a line, or one file each with --output."""
    from graph.errors import ReadError
    from ingest.load import record_of_file
    from ingest.reading import read_file
    from ingest.record import as_json
    from reports.printing import as_json as json_line

    if output is not None:
        make_folder(output)
    failed = 0
    written: dict[Path, Path] = {}
    for path in files:
        try:
            file = read_file(path)
            line = json_line(as_json(record_of_file(path, file)))
            if output is None:
                print(line)
                continue
            target = output / f"{path.stem}.json"
            if target in written:
                raise ReadError(f"{path}: {target} was already written from {written[target]}; rename one of them")
            write(target, line + "\n")
            written[target] = path
        except ReadError as error:
            failed += 1
            say(str(error))
    if failed:
        say(f"{failed} of {len(files)} files could not be read")
        raise typer.Exit(1)


@app.command(epilog="Example: policygraph ingest data/ 国发2016-16.txt --store sqlite:policygraph.db")
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of plain text.")],
    store: Store = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
) -> None:
    """Load documents into the graph, each in a transaction of its own; loading again changes nothing."""
    from collections import Counter

    from ingest.load import files_in, load

    files = files_in(paths)
    if not files:
        raise QueryError(f"no files in {', '.join(map(str, paths))}")
    outcomes: Counter[str] = Counter()
    facts = dict.fromkeys(("tasks", "responsibilities", "citations", "targets"), 0)
    with opened(store) as graph, progress(len(files)) as advance, stoppable() as stopped:
        for done in load(graph, files, jobs=jobs):
            advance(done.path.name)
            outcomes[done.outcome] += 1
            if done.message:
                say(done.message)
            for kind in facts:
                facts[kind] += getattr(done, kind)
            if stopped():
                break
    counted = ", ".join(f"{n} {outcome}" for outcome, n in sorted(outcomes.items())) or "nothing done"
    print(f"{sum(outcomes.values())} of {len(files)} files: {counted} → {graph.url}")
    if outcomes["loaded"]:
        print(", ".join(f"{n} {kind}" for kind, n in facts.items()))
    if stopped():
        say("stopped by Ctrl-C; what is loaded stays, run the same command again to go on")
        raise typer.Exit(130)
    if outcomes["failed"]:
        raise typer.Exit(1)


@app.command(epilog="Example: policygraph remove '国发〔2016〕16号'")
def remove(
    document: Annotated[str, typer.Argument(help="Its id, number in any form, or title.")],
    store: Store = None,
) -> None:
    """Take a document out of the graph; where others cite it, it stays as a cited document."""
    from queries.document import document_named

    if not document.strip():
        raise typer.BadParameter("name a document", param_hint="DOCUMENT")
    with opened(store) as graph:
        found = document_named(graph, document, by_part=False)
        assert found is not None
        graph.remove(found)
    print(one_line(f"removed {found}"))


@app.command(epilog="Example: policygraph resolve 省地税局 --jurisdiction 辽宁省 --date 2017-06-30")
def resolve(
    name: Annotated[str | None, typer.Argument(help="A name of a body, as people write it.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="The place that the name is used in: 国家, 辽宁省.")] = None,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which it is used.")] = None,
    format_: Annotated[MeaningFormat, typer.Option("--format", help="How to print the answer.")] = MeaningFormat.table,
    lines: Annotated[
        bool, typer.Option("--lines", help='Read {"name", "jurisdiction", "date"} lines from stdin, print one a line.')
    ] = False,
) -> None:
    """Tell which body a name means in a place on a day, and what became of it."""
    from ingest.meanings import asked_in, meaning_of
    from reports.meaning import as_item, as_lines
    from reports.printing import as_json

    if lines:
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                print(as_json(as_item(asked_in(line, where=f"line {number}"))))
        return
    if name is None or not name.strip():
        raise typer.BadParameter("name a body, or use --lines", param_hint="NAME")
    meaning = meaning_of(name, jurisdiction=jurisdiction, date=date)
    print(as_json(as_item(meaning)) if format_ is MeaningFormat.json else "\n".join(as_lines(meaning)))


@app.command(epilog="Example: policygraph evaluate gold corpus --baseline scores.json")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold: STEM.json a document.")],
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS_DIR", help="Folder of texts: STEM.txt a document.")],
    baseline: Annotated[
        Path | None, typer.Option(help="Recorded run: print gains and losses, exit 1 on a loss.")
    ] = None,
    renew: Annotated[bool, typer.Option("--renew", help="Write this run to the baseline file.")] = False,
    format_: Annotated[
        Format, typer.Option("--format", help="How to print the scores; csv leaves the wrong facts out.")
    ] = Format.table,
) -> None:
    """Score what the rules read against gold, by noun and document, and show each wrong fact with its sentence."""
    from ingest.evaluation import changes, record_baseline
    from ingest.evaluation import evaluate as judge
    from reports.evaluation import as_lines, score_rows, wrong_rows
    from reports.printing import as_csv, as_json

    if renew and baseline is None:
        raise typer.BadParameter("name the file to write with --baseline", param_hint="--renew")
    found = judge(gold, corpus)
    gains, losses = changes(baseline, found) if baseline is not None and not renew else ([], [])
    if format_ is Format.json:
        print(as_json({"scores": score_rows(found), "wrong": wrong_rows(found), "gains": gains, "losses": losses}))
    elif format_ is Format.csv:
        print(as_csv(score_rows(found)), end="")
    else:
        print("\n".join(as_lines(found)))
        if baseline is not None and not renew:
            print(f"\n{len(gains)} gains, {len(losses)} losses against {baseline}")
        for sign, facts in (("+", gains), ("-", losses)):
            for fact in facts:
                print(one_line(f"{sign} {fact}"))
    if baseline is not None and renew:
        record_baseline(baseline, found)
        say(f"recorded in {baseline}")
    if losses:
        raise typer.Exit(1)
