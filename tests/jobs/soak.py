"""Jobs killed at fifty random moments, one that uploads, one that sends: `python -m tests.jobs.soak [--kills 50]`."""

from __future__ import annotations

import argparse
import secrets
import tempfile
from pathlib import Path

from tests.jobs.test_kill import killed_and_exact
from tests.jobs.test_kill_sends import sent_and_exact


def main() -> None:
    """Do it under a new seed, which is told so that it can be done again."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--lines", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--rows", type=int, default=4_000)
    options = parser.parse_args()
    print(f"{options.lines} lines, {options.kills} kills, seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        killed_and_exact(Path(folder), lines=options.lines, kills=options.kills, seed=options.seed)
    print("every line is accounted for, and nothing is doubled")
    kills = max(1, options.kills * 2 // 5)
    print(f"{options.rows} rows to send and confirm, {kills} kills")
    with tempfile.TemporaryDirectory() as folder:
        sent_and_exact(Path(folder), rows=options.rows, kills=kills, seed=options.seed)
    print("every row is accounted for, and nobody has a coupon twice")


if __name__ == "__main__":
    main()
