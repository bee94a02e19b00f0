"""`python -m codegen.search_index FILE`: of what stands on many pages of the reference, the site's search finds one.

The schemas of an answer stand on the page of each operation that gives it, so that a reader has all in one
place. A search for one of their members would list them all, and the index would be twice as long.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(file: Path) -> None:
    """Leave out every section that another page has word for word."""
    index = json.loads(file.read_text(encoding="utf-8"))
    found = {(item["title"], item["text"]): item for item in reversed(index["items"])}
    index["items"] = list(reversed(found.values()))
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
