"""The `policygraph` command: parses arguments, calls the rooms, prints. Each command imports only what it needs."""

from __future__ import annotations

import enum
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from graph.errors import PolicyGraphError, QueryError
from reports.terminal import one_line, progress, say, stoppable

if TYPE_CHECKING:
    from graph import GraphStore

__all__ = ["app", "main"]

app = typer.Typer(
    name="policygraph",
    help="Read Chinese policy documents into a knowledge graph, and ask it who leads what, who helps, by when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
neo4j = typer.Typer(help="Run a local Neo4j server, without Docker or an installed Java.", no_args_is_help=True)
app.add_typer(neo4j, name="neo4j")


class Format(enum.StrEnum):
    """How answers are printed."""

    table = "table"
    json = "json"
    csv = "csv"


class MeaningFormat(enum.StrEnum):
    """How the meaning of a name is printed."""

    table = "table"
    json = "json"


Store = Annotated[
    str | None,
    typer.Option(help="sqlite:PATH or neo4j://HOST:PORT. Default: POLICYGRAPH_STORE, else sqlite:policygraph.db."),
]
Home = Annotated[Path, typer.Option(help="Folder of the server's data, configuration and password.")]


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Options of every command; `main` looks for --debug itself, since it handles the errors."""


@app.command(epilog="Example: policygraph extract 计划.txt 意见.txt --output records")
def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Policy documents as plain text.")],
    output: Annotated[Path | None, typer.Option(help="Write DIR/STEM.json for each file instead of stdout.")] = None,
) -> None:
    """Print what the rules read out of documents: one JSON record a line, or one file each with --output."""
    from graph.errors import ReadError
    from ingest.load import record_of_file
    from ingest.reading import read_file
    from ingest.record import as_json
    from reports.printing import as_json as json_line

    if output is not None:
        _make_folder(output)
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
            _write(target, line + "\n")
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
    with _open(store) as graph, progress(len(files)) as advance, stoppable() as stopped:
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
    with _open(store) as graph:
        found = document_named(graph, document, by_part=False)
        assert found is not None
        graph.remove(found)
    print(one_line(f"removed {found}"))


@app.command(epilog="Example: policygraph ask 省科技厅牵头哪些任务？")
def ask(
    question: Annotated[str, typer.Argument(help="A question in Chinese.")],
    store: Store = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
) -> None:
    """Answer a question in Chinese, with the sentence behind every fact; exit 1 where there is no answer."""
    from queries.questions import ask as answer_of
    from reports.printing import as_csv, as_json, as_table

    with _open(store) as graph:
        answer = answer_of(graph, question)
    if format_ is Format.json:
        print(as_json(answer.as_dict()))
    elif answer.kind != "none":
        if format_ is Format.csv:
            print(as_csv(answer.rows), end="")
        else:
            print(one_line(f"{answer.understood}（共 {answer.total} 项）"))
            if answer.items:
                print(as_table(answer.rows), end="")
    if answer.kind == "none":
        if format_ is not Format.json:
            say(answer.reason or "")
            for suggestion in answer.suggestions:
                say(f"  {suggestion}")
        raise typer.Exit(1)


@app.command(epilog="Example: policygraph query tasks_of_agency --param agency=省科技厅 --param role=lead")
def query(
    name: Annotated[str | None, typer.Argument(help="A query's name; --list shows them.")] = None,
    param: Annotated[
        list[str] | None, typer.Option(metavar="K=V", help="A parameter; give it as often as needed.")
    ] = None,
    store: Store = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
    list_: Annotated[bool, typer.Option("--list", help="Explain every query.")] = False,
) -> None:
    """Run a named query."""
    from queries.catalog import QUERIES, items_of, run
    from reports.printing import as_csv, as_json, as_table

    if list_:
        for one in QUERIES.values():
            optional = [f"[{key}]" for key in one.optional]
            print(f"{one.name} {' '.join((*one.required, *optional))}\n    {one.explanation}")
        return
    if name is None:
        raise typer.BadParameter("name a query, or use --list", param_hint="NAME")
    parameters: dict[str, str] = {}
    for pair in param or []:
        key, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} is not of the form K=V", param_hint="--param")
        parameters[key] = value
    with _open(store) as graph:
        items = items_of(run(graph, name, parameters))
    if format_ is Format.json:
        print(as_json({"query": name, "parameters": parameters, "items": items, "total": len(items)}))
    elif format_ is Format.csv:
        print(as_csv(items), end="")
    else:
        print(as_table(items) if items else "nothing found\n", end="")


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


@app.command(epilog="Example: policygraph serve --store sqlite:policygraph.db --port 8501")
def serve(
    store: Store = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The first port to try. Default: 8501.")] = None,
) -> None:
    """Open the app on 127.0.0.1; a taken port gives way to the next free one."""
    from views.serving import serve as run_server

    raise typer.Exit(run_server(store, port))


@app.command()
def info(store: Store = None) -> None:
    """Print version, store and counts."""
    from importlib.metadata import version

    from queries.document import counts

    print(f"policygraph {version('policygraph')}")
    with _open(store) as graph:
        print(f"store {graph.url}")
        found = counts(graph)
        for kind in found.__slots__:
            print(f"{kind} {getattr(found, kind)}")


@neo4j.command("start")
def neo4j_start(home: Home = Path(".neo4j")) -> None:
    """Start the server, wait until it answers, and print its address and the file with its password."""
    from graph.neo4j_server import start

    server = start(home, say)
    print(server.address)
    print(server.env_file)


@neo4j.command("stop")
def neo4j_stop(home: Home = Path(".neo4j")) -> None:
    """Stop just this server; its data stay."""
    from graph.neo4j_server import stop

    print("stopped" if stop(home) else "not running")


@neo4j.command("status")
def neo4j_status(home: Home = Path(".neo4j")) -> None:
    """Say whether the server runs, and where."""
    from graph.neo4j_server import status

    found = status(home)
    print(f"{found.state} {found.address or ''}".strip())


@contextmanager
def _open(url: str | None) -> Iterator[GraphStore]:
    from graph import open_store

    with open_store(url) as graph:
        yield graph


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PolicyGraphError(f"cannot make the folder {folder}: {error.strerror}") from error


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise PolicyGraphError(f"cannot write {file}: {error.strerror}") from error


def _interrupted(error: BaseException | None) -> bool:
    """Tell whether an error came up while Ctrl-C was on its way out: a driver stumbles over its own clearing up."""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _interrupted(error.__context__))


def main() -> NoReturn:
    """Run the command; every error is one sentence on stderr and exit code 1, wrong usage is 2, Ctrl-C is 130."""
    debug = "--debug" in sys.argv
    # A person may put --debug behind the command as well as before it.
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None: the caller closed it
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code: Any = 0
    try:
        try:
            app(args=arguments, prog_name="policygraph", standalone_mode=True)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # here a closed pipe or a full disk can still be told
    except SystemExit as done:
        code = done.code
    except PolicyGraphError as error:
        if debug:
            traceback.print_exc()
        say(f"policygraph: {error}")
        code = 1
    except KeyboardInterrupt:
        say("policygraph: stopped")
        code = 130
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still in the buffer goes nowhere
        if not isinstance(error, BrokenPipeError):  # the reader of our output has gone: | head
            if debug:
                traceback.print_exc()
            where = f"{error.filename}: " if error.filename else ""
            say(f"policygraph: {where}{error.strerror}")
        code = 1
    except Exception as error:
        if debug:
            traceback.print_exc()
        if _interrupted(error):
            sys.exit(130)
        say(f"policygraph: internal error, please report it: {type(error).__name__}: {error} (--debug shows where)")
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    main()
