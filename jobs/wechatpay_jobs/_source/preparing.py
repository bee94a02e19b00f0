"""Read, check and free of repeats the source of a job."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from wechatpay_jobs._source.checking import Checked
from wechatpay_jobs._source.duplicates import find_duplicates
from wechatpay_jobs._source.errors import SourceChangedError
from wechatpay_jobs._source.files import lasting_stamps
from wechatpay_jobs._source.layout import Layout, Rows
from wechatpay_jobs._source.prepared import FORMAT, META, Prepared
from wechatpay_jobs._source.reading import Reader
from wechatpay_jobs._source.rule import Rule
from wechatpay_jobs._source.sifting import sift
from wechatpay_jobs._source.storage import appearing, create, settle


def prepare(
    source: Rows, folder: Path, *, rule: Rule, layout: Layout | None = None, fields: Sequence[str] = ()
) -> Prepared:
    """Read a source to its end and keep what is to be sent in a folder, which appears all at once.

    A folder that is there already is returned if it was made of the same source. What a process that died in here
    left behind is removed. One process at a time may prepare a folder. Memory does not grow with the source.

    Args:
        source: Files, codes or rows.
        folder: Where to keep it; the parent folder has to exist.
        rule: What a line has to be.
        layout: How the codes, or the fields of rows, lie in the files.
        fields: What a row consists of, the one that every row has first; none where a line is a code.

    Raises:
        SourceError: The source cannot be read, the disk is full, or the folder cannot be written to. Nothing is left
            behind.
        SourceChangedError: The folder was made of another source.
    """
    layout = layout or Layout()
    if folder.exists():
        prepared = Prepared.open(folder)
        if not prepared.is_of(source, layout, fields):
            raise SourceChangedError(
                f"{folder} was made of another source: {prepared.lines:,} lines with the fingerprint"
                f" {prepared.fingerprint[:12]}…. Hand in the same lines in the same order, or begin another job"
            )
        return prepared
    with appearing(folder) as partial:
        reader = Reader(source, layout, fields)
        stamps = lasting_stamps(reader.files)
        with Checked(partial, rule) as checked:
            for batch in reader.batches(partial):
                checked.add(batch)
        find_duplicates(partial / "candidates", partial / "duplicates")
        accepted, duplicates = sift(partial)
        for name in ("candidates", "duplicates", "refused.csv"):
            (partial / name).unlink()
        meta = {
            "format": FORMAT,
            "lines": checked.lines,
            "accepted": accepted,
            "duplicates": duplicates,
            "refused": checked.refused,
            "fingerprint": str(checked.fingerprint),
            "files": [str(path) for path in reader.files],
            "stamps": stamps,
            "layout": asdict(layout),
            "reasons": list(checked.reasons),
        }
        with create(partial / META) as file:
            file.write(json.dumps(meta).encode())
        settle(partial, folder)
    return Prepared.open(folder)
