"""A sandbox that is killed goes on where it was, on the same port."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.sandbox.program import TASKS, example
from wechatpay_httpx import WeChatPayAuth

UNKNOWN = f"{TASKS}/1?brand_id=1&image_generation_type=CUT_OUT"
FAULTS = ("HTML_502", {"name": "changed_answer", "body": "中"}, {"name": "clock_off", "seconds": -400})
ARMED = ["HTML 502", "changed answer", "clock -400 s"]


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[tuple[dict[str, Any], httpx.Client, httpx.Client]]:
    """Run the command until it is killed; yield what it says, the API as a merchant sees it, and the controls."""
    command = [sys.executable, "-m", "wechatpay_sandbox", "--json", "--rate-limits", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--credentials", str(folder / "keys"), "--state", str(folder / "state.db")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        told = json.loads(process.stdout.readline())
        auth = WeChatPayAuth.from_env(told["environment"])
        token = {"Authorization": f"Bearer {told['environment']['WECHATPAY_SANDBOX_TOKEN']}"}
        form = {"Accept": "application/json", "Content-Type": "application/json"}
        with (
            httpx.Client(auth=auth, base_url=told["url"], headers=form) as api,
            httpx.Client(base_url=told["control_url"], headers=token) as controls,
        ):
            yield told, api, controls
    finally:
        process.kill()
        process.communicate()


def saved(file: Path, controls: httpx.Client) -> None:
    """Return when all is in the file: the second time that it is written, writing began after this was called."""
    for _ in range(2):
        before = file.stat().st_mtime_ns
        controls.post("/inject", json={"fault": "EMPTY_500", "times": 0}).raise_for_status()
        while file.stat().st_mtime_ns == before:
            time.sleep(0.05)


def test_what_was_armed_and_counted_outlives_a_kill(tmp_path: Path) -> None:
    task = json.dumps(example("submitImageGenerationTask", "combine_image")).encode()
    with running(tmp_path) as (told, api, controls):
        signed = api.get(UNKNOWN).request
        for fault in FAULTS:
            controls.post("/inject", json={"fault": fault}).raise_for_status()
        assert controls.get("/faults").json()["items"] == ARMED
        saved(tmp_path / "state.db", controls)
    with running(tmp_path, httpx.URL(told["url"]).port or 0) as (again, api, controls):
        assert again["url"] == told["url"]
        assert controls.get("/faults").json()["items"] == ARMED
        assert api.post(TASKS, content=task).status_code == 502
        changed = api.post(TASKS, content=task)
        assert (changed.status_code, changed.text) == (200, "中")
        with httpx.Client() as plain:
            stale = plain.send(signed)  # the last fault befalls its answer
            assert abs(int(stale.headers["Wechatpay-Timestamp"]) - time.time() + 400) < 60
            replayed = plain.send(signed)
        assert replayed.status_code == 401
        assert "nonce" in replayed.text
        saved(tmp_path / "state.db", controls)
    with running(tmp_path) as (_, _, controls):
        assert controls.get("/faults").json()["items"] == []
