"""Commands about servers and the store: serve, mcp, info, neo4j start, stop, status."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Store, opened
from graph.errors import PolicyGraphError
from reports.terminal import say

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


neo4j = typer.Typer(help="Run a local Neo4j server, without Docker or an installed Java.", no_args_is_help=True)
app.add_typer(neo4j, name="neo4j")

Home = Annotated[Path, typer.Option(help="Folder of the server's data, configuration and password.")]


@app.command(epilog="Example: policygraph serve --store sqlite:policygraph.db --port 8501")
def serve(
    store: Store = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The first port to try. Default: 8501.")] = None,
) -> None:
    """Open the app on 127.0.0.1; a taken port gives way to the next free one."""
    from views.serving import serve as run_server

    raise typer.Exit(run_server(store, port))


@app.command(epilog='Example: {"command": "policygraph", "args": ["mcp", "--store", "sqlite:policygraph.db"]}')
def mcp(store: Store = None) -> None:
    """Answer assistants on stdin and stdout (Model Context Protocol): `ask` and every query as tools that only read."""
    try:
        from assistant.server import serve as answer
    except ModuleNotFoundError as error:
        raise PolicyGraphError(f"this needs one more library ({error.name}): pip install 'policygraph[mcp]'") from error

    with opened(store) as graph:
        graph.query("documents_known", documents=[])  # a store that is not there is told now, not to the assistant
        answer(graph)


@app.command()
def info(store: Store = None) -> None:
    """Print version, store and counts."""
    from importlib.metadata import version

    from queries.document import counts

    print(f"policygraph {version('policygraph')}")
    with opened(store) as graph:
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
