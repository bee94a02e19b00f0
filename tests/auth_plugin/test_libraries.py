"""One auth in clients of httpx and of httpx2, in one process; and without httpx2."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import httpx2
import pytest

from tests.auth_plugin.certificates import APIV3_KEY, LISTING, NEW_SERIAL, CertificatePlatform
from tests.auth_plugin.platform import TLS, Answer, Platform
from wechatpay_httpx import UNSIGNED_ANSWER, CertificateStore, Signer, Verifier, WeChatPayAuth, __version__, _libraries
from wechatpay_httpx.errors import SignatureVerificationError


@pytest.fixture(params=[httpx, httpx2], ids=lambda library: library.__name__)
def library(request: pytest.FixtureRequest) -> ModuleType:
    module: ModuleType = request.param
    return module


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, library: Any) -> Any:
    """Send one request through a client of either library and kind."""

    async def through_async(auth: Any, url: str, *args: Any, **kwargs: Any) -> Any:
        async with library.AsyncClient(auth=auth, base_url=url, verify=TLS) as client:
            return await client.request(*args, **kwargs)

    def through_sync(auth: Any, url: str, *args: Any, **kwargs: Any) -> Any:
        with library.Client(auth=auth, base_url=url, verify=TLS) as client:
            return client.request(*args, **kwargs)

    return through_sync if request.param == "sync" else lambda *a, **k: asyncio.run(through_async(*a, **k))


def test_an_auth_is_one_of_both_libraries(auth: WeChatPayAuth) -> None:
    assert isinstance(auth, httpx.Auth)
    assert isinstance(auth, httpx2.Auth)


@pytest.fixture(params=[True, False], ids=["known", "unknown"])
def headers_kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the libraries keep headers as we know it, and where they do not."""
    assert _libraries._ARE_KNOWN, "a library keeps headers in another way: calls are slower"
    monkeypatch.setattr(_libraries, "_ARE_KNOWN", request.param)


@pytest.mark.usefixtures("headers_kept")
def test_a_call_is_signed_and_its_answer_verified(
    call: Any, library: ModuleType, auth: WeChatPayAuth, platform: Platform
) -> None:
    answer = call(auth, platform.url, "POST", "/v3/x", json={"name": "券"})
    assert type(answer) is library.Response
    assert answer.json() == {"name": "券"}
    (request,) = platform.received
    assert request.headers["User-Agent"] == (
        f"wechatpay-product-coupon/{__version__} python-{library.__name__}/{library.__version__}"
    )
    signed = platform.signed(b"{}")
    platform.answer = lambda request: Answer(200, b"[]", signed.headers)
    with pytest.raises(SignatureVerificationError, match="wrong signature"):
        call(auth, platform.url, "GET", "/v3/x")


def test_certificates_are_downloaded_by_the_callers_library(
    call: Any, library: ModuleType, signer: Signer, certified: CertificatePlatform, new_platform_key: Any
) -> None:
    auth = WeChatPayAuth(signer, Verifier(CertificateStore(APIV3_KEY)))
    assert call(auth, certified.url, "GET", "/v3/x").content == certified.body
    certified.rotate(new_platform_key)
    answer = call(auth, certified.url, "GET", "/v3/x")
    assert type(answer) is library.Response
    assert (answer.content, answer.request.url.path) == (certified.body, "/v3/x")
    assert [request.target for request in certified.received] == [LISTING, "/v3/x", "/v3/x", LISTING]
    assert NEW_SERIAL in repr(auth.verifier)


def test_a_download_without_an_answer_is_coped_with(
    library: Any, signer: Signer, certified: CertificatePlatform
) -> None:
    auth = WeChatPayAuth(signer, Verifier({"PUB_KEY_ID_1": certified.key.public_key()}, CertificateStore(APIV3_KEY)))
    flow: Any = auth.sync_auth_flow(library.Request("GET", f"{certified.url}/v3/x"))
    assert next(flow).url.path == LISTING
    assert flow.throw(library.ConnectError("gone")).url.path == "/v3/x"


def test_doubled_headers_are_seen_in_answers_of_both(library: Any, verifier: Verifier, platform: Platform) -> None:
    headers = platform.signed(b"{}").headers
    verifier.verify(library.Headers(headers), b"{}")
    twice = library.Headers([*headers.items(), ("wechatpay-serial", headers["Wechatpay-Serial"])])
    with pytest.raises(SignatureVerificationError, match="2 times"):
        verifier.verify(twice, b"{}")


def test_files_pass_in_both(call: Any, auth: WeChatPayAuth, platform: Platform) -> None:
    platform.answer = lambda request: Answer(200, b"file")
    assert call(auth, platform.url, "GET", "/v3/billdownload/file?token=1").content == b"file"
    assert call(auth, platform.url, "GET", "/v3/x", extensions=UNSIGNED_ANSWER).content == b"file"


def test_a_refused_signature_is_explained_in_both(library: Any, auth: WeChatPayAuth) -> None:
    detail = {"sign_information": {"truncated_sign_message": "PUT\n"}}
    request = next(auth.sync_auth_flow(library.Request("POST", "https://api.mch.weixin.qq.com/v3/x", json={})))
    assert "the method" in auth.explain_refusal(request, detail)
    unread = library.Request("POST", request.url, content=iter([b"{}"]), headers={**request.headers})
    assert auth.explain_refusal(unread, detail) == ""


PROGRAM = """
import sys
{before}
import httpx
from wechatpay_httpx import WeChatPayAuth
print(issubclass(WeChatPayAuth, httpx.Auth), [base.__module__ for base in WeChatPayAuth.__mro__[2:-1]])
"""


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("sys.modules['httpx2'] = None", "True ['httpx']"),
        ("import httpx2; httpx2.alias_httpx()", "True ['httpx2']"),
        ("import httpx2", "True ['httpx', 'httpx2']"),
        ("", "True ['httpx', 'httpx2']"),
    ],
    ids=["not installed", "in the place of httpx", "imported", "installed"],
)
def test_the_plugin_works_with_what_there_is(before: str, told: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM.format(before=before)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == told
