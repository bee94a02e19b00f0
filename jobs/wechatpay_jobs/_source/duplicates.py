"""Repeats among the candidates, found by DuckDB in bounded memory."""

from __future__ import annotations

from pathlib import Path

from wechatpay_jobs._source.checking import PLACEHOLDER
from wechatpay_jobs._source.database import database, to_read, to_write
from wechatpay_jobs._source.storage import create


def find_duplicates(candidates: Path, target: Path) -> None:
    """Write the ordinals of candidates that stand in an earlier line too, ascending, one a line.

    Hashes are compared first: they take a third of the memory, and mostly there are no repeats.

    Args:
        candidates: One a line; a placeholder for what is none.
        target: New file.

    Raises:
        SourceError: The disk is full.
    """
    create(target).close()
    with database(candidates.parent) as connection:
        # No candidate has a control character, and a line is never empty: nothing in it means anything to this reader.
        connection.execute(
            f"CREATE TEMP VIEW lines AS FROM read_csv({to_read(candidates)}, columns = {{'code': 'VARCHAR'}},"
            " delim = '\x1f', quote = '', escape = '', header = false, auto_detect = false, new_line = '\\n',"
            " buffer_size = 4194304, max_line_size = 65536)"
        )
        connection.execute(
            "CREATE TEMP TABLE twice AS SELECT hash(code) AS hash FROM lines WHERE code <> ? GROUP BY hash"
            " HAVING count(*) > 1",
            [PLACEHOLDER],
        )
        if connection.execute("SELECT count(*) FROM twice").fetchone() == (0,):
            return
        connection.execute(
            "CREATE TEMP TABLE again AS SELECT code, ordinal"
            " FROM (SELECT code, row_number() OVER () - 1 AS ordinal FROM lines)"
            " WHERE code <> ? AND hash(code) IN (SELECT hash FROM twice)",
            [PLACEHOLDER],
        )
        connection.execute("DROP TABLE twice")
        connection.execute("CREATE TEMP TABLE first AS SELECT code, min(ordinal) AS original FROM again GROUP BY code")
        connection.execute(
            "CREATE TEMP VIEW repeats AS SELECT ordinal FROM again JOIN first USING (code)"
            " WHERE ordinal <> original ORDER BY ordinal"
        )
        connection.execute(f"COPY (FROM repeats) TO {to_write(target)} (FORMAT csv, HEADER false, USE_TMP_FILE false)")
