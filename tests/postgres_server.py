"""A PostgreSQL of one's own, on loopback."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests.redis_server import free_port


def _folder_of_binaries() -> Path | None:
    """Return where PostgreSQL's programs are: Debian keeps them off the path."""
    found = shutil.which("postgres")
    if found and shutil.which("initdb"):
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


BINARIES = _folder_of_binaries()
needs_postgres = pytest.mark.skipif(BINARIES is None, reason="postgres is not installed")


class Postgres:
    """A PostgreSQL that can be stopped and started again."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self.port = free_port()
        self.url = f"postgresql://tests@127.0.0.1:{self.port}/postgres"
        self._folder = folder
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        assert BINARIES
        return subprocess.Popen(
            [str(BINARIES / program), *arguments],
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        data = str(self._folder / "data")
        self._process = self.run("postgres", "-D", data, "-p", str(self.port), "-h", "127.0.0.1", "-k", "")
        engine = create_engine(self.url.replace("postgresql", "postgresql+psycopg", 1), poolclass=NullPool)
        for _ in range(300):
            with contextlib.suppress(OperationalError), engine.connect():
                return
            time.sleep(0.05)
        raise TimeoutError("PostgreSQL does not start")

    def stop(self) -> None:
        assert self._process
        self._process.send_signal(signal.SIGINT)  # ends every session
        self._process.wait()


@contextlib.contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a PostgreSQL on loopback. It refuses to run as root, so that root's is another user's."""
    user = None
    if getpass.getuser() == "root" or os.geteuid() == 0:
        user = "postgres" if "postgres:" in Path("/etc/passwd").read_text() else "nobody"
    folder = Path(tempfile.mkdtemp(prefix="postgres-of-tests-"))
    try:
        if user:
            shutil.chown(folder, user)
        server = Postgres(folder, user)
        made = server.run("initdb", "-D", str(folder / "data"), "-U", "tests", "-A", "trust", "--no-sync")
        assert made.wait() == 0
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
