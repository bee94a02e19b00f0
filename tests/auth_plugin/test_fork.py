"""A process forks while other threads sign and verify."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from typing import Final

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import Signer, Verifier
from wechatpay_httpx._fork import ForkGuard

FORKS: Final = 60


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_signs_and_verifies_with_keys_that_threads_were_using(
    merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey
) -> None:
    """New ones each time, because a key is locked longest when it is first used."""
    headers, lost = signed_headers(platform_key, b"{}"), 0
    for _ in range(FORKS):
        signer = Signer(MCHID, SERIAL_NO, merchant_key.private_numbers().private_key())
        verifier = Verifier({KEY_ID: platform_key.public_key().public_numbers().public_key()})

        def work(signer: Signer = signer, verifier: Verifier = verifier) -> None:
            signer.authorization("GET", "/v3/x", b"")
            verifier.verify(headers, b"{}")

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        child = os.fork()
        if not child:
            signal.alarm(20)  # a child that hangs ends
            with suppress(BaseException):
                work()
                os._exit(0)
            os._exit(1)
        lost += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
        for thread in threads:
            thread.join()
    assert lost == 0


def test_a_fork_keeps_others_out_and_waits_for_those_inside() -> None:
    guard, told = ForkGuard(), list[str]()
    begun, go_on = threading.Event(), threading.Event()

    def inside() -> None:
        with guard:
            begun.set()
            go_on.wait(30)
            told.append("first")

    def after() -> None:
        with guard:
            told.append("second")

    first, second = threading.Thread(target=inside), threading.Thread(target=after)
    first.start()
    begun.wait(30)
    threading.Timer(0.05, go_on.set).start()
    guard.before_fork()
    second.start()
    assert told == ["first"]
    guard.after_fork_in_parent()
    first.join()
    second.join()
    assert told == ["first", "second"]
