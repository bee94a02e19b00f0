"""Headers made without httpx's questions are those that httpx makes."""

from __future__ import annotations

import httpx
import pytest

from wechatpay_runtime._transports import headers as made

PAIRS = [(b"Host", b"a"), (b"X-Twice", b"1"), (b"x-twice", b"2"), (b"X-Name", "券".encode()), (b"X-None", b"")]


@pytest.mark.parametrize("is_known", [True, False])
def test_headers_are_those_that_httpx_makes(is_known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made._IS_KNOWN, "this httpx keeps headers in another way: calls are slower"
    monkeypatch.setattr(made, "_IS_KNOWN", is_known)
    ours, theirs = made.headers_of(iter(PAIRS)), httpx.Headers(PAIRS)
    assert ours == theirs
    assert (ours.raw, ours["X-TWICE"], ours["X-Name"]) == (theirs.raw, "1, 2", "券")
    ours["X-None"] = "some"  # one's own
    assert made.headers_of([]).raw == []


def test_a_response_has_them_as_they_are() -> None:
    response = httpx.Response(200, headers=made.headers_of(PAIRS))
    assert response.headers.raw == PAIRS
