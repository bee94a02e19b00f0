"""A short soak; `python -m tests.end_to_end.soak` makes 20,000 calls and measures memory."""

from __future__ import annotations

from tests.end_to_end import soak


def test_nothing_is_lost_and_nothing_is_doubled() -> None:
    result = soak.run(400, 0.1, lambda mark: None, give_ups=0.2)
    assert result["spoilt"] >= 10
    assert result["exchanges"] >= 410
    assert (result["lost"], result["doubled"]) == (0, 0)
    assert result["given up"] >= 10
    assert (result["descriptors left"], result["tasks left"]) == (0, 0)
