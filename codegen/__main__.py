"""`python -m codegen` regenerates; `python -m codegen --check` shows what differs, and exits 1 if anything does."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from codegen.spec import SpecError, load, stumbled


def main(argv: list[str] | None = None) -> int:
    """Run the pipeline; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; show the difference and exit 1 if any")
    parser.add_argument(
        "--root", type=Path, default=Path(__file__).parent.parent, help="the folder that holds openapi.yaml"
    )
    options = parser.parse_args(argv)
    source: Path = options.root / "openapi.yaml"
    try:
        document = load(source)
        # The generators take a second to import, and a broken contract does not need them.
        from codegen.generators import OUTPUTS, GenerationError, generate
        from codegen.output import apply, changes, diff
    except SpecError as exc:
        print(exc, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        try:
            generate(document, source, Path(folder))
        except GenerationError as exc:
            print(stumbled(source, exc.pointer, exc.reason), file=sys.stderr)
            return 1
        found = list(changes(Path(folder), options.root, OUTPUTS))
    for name, old, new in found:
        if options.check:
            print(diff(name, old, new))
        else:
            apply(options.root, name, new)
            print(f"{'removed' if new is None else 'wrote'} {name}")
    if options.check and found:
        print(f"{len(found)} generated files do not match openapi.yaml: run `make`", file=sys.stderr)
    return int(options.check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
