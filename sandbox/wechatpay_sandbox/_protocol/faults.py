"""Faults on demand: what a network, a gateway or a forger does to an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from wechatpay_sandbox._protocol.answers import Answer, Ending
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.refusals import Result
from wechatpay_sandbox._protocol.settings import (
    MOST_SECONDS,
    callable_of,
    header_name_of,
    header_value_of,
    number_of,
    text_of,
    wrong,
)


def _unspoilt(answer: Answer, _: Platform) -> Answer:
    return answer


@dataclass(frozen=True)
class Fault:
    """One fault for the next answer; see `Sandbox.inject`.

    `made_of` is what makes it again, for a sandbox that is started anew; a fault that calls a function of its user has
    none.

    A fault that is an error answer (`HTML_502`, `EMPTY_500`, `SYSTEM_ERROR`, `RATELIMIT_EXCEEDED`) comes instead of the
    operation. Every other one befalls the answer of an operation that was carried out: the client cannot know.
    """

    name: str
    code: str | None = field(default=None, repr=False)
    result: Result | None = field(default=None, repr=False)
    instead: Answer | None = field(default=None, repr=False)
    spoil: Callable[[Answer, Platform], Answer] = field(default=_unspoilt, repr=False)
    made_of: tuple[str | int, ...] = field(default=(), repr=False)

    TAMPERED_BODY: ClassVar[Fault]
    WRONG_KEY: ClassVar[Fault]
    UNKNOWN_SERIAL: ClassVar[Fault]
    PROBE_SIGNATURE: ClassVar[Fault]
    TRUNCATED_BODY: ClassVar[Fault]
    CONNECTION_DROPPED: ClassVar[Fault]
    HTML_502: ClassVar[Fault]
    EMPTY_500: ClassVar[Fault]
    SYSTEM_ERROR: ClassVar[Fault]
    RATELIMIT_EXCEEDED: ClassVar[Fault]

    @classmethod
    def missing_header(cls, header: str) -> Fault:
        """Leave out one header, such as `Wechatpay-Nonce`."""
        header_name_of("header", header)

        def spoil(answer: Answer, _: Platform) -> Answer:
            kept = {name: value for name, value in answer.headers.items() if name.lower() != header.lower()}
            return replace(answer, headers=kept)

        return cls(f"missing header {header}", spoil=spoil, made_of=("missing_header", header))

    @classmethod
    def changed_header(cls, header: str, value: str) -> Fault:
        """Send another value than was signed, or than would be right, in one header."""
        header_value_of("value", value)
        removed = cls.missing_header(header).spoil
        if header.lower() in _FRAMING:
            raise wrong("header", header, f"another header than {', '.join(_FRAMING)}, which say where an answer ends,")
        return cls(
            f"changed header {header}",
            spoil=lambda answer, platform: removed(answer, platform).with_headers({header: value}),
            made_of=("changed_header", header, value),
        )

    @classmethod
    def changed_answer(cls, change: Callable[[bytes], bytes]) -> Fault:
        """Answer another body, rightly signed: what a newer WeChat Pay, or a broken one, would say.

        Args:
            change: Makes the new body of the one that the operation would answer.
        """
        callable_of("change", change, "a function from bytes to bytes")

        def spoil(answer: Answer, platform: Platform) -> Answer:
            body = change(answer.body)
            return replace(answer, body=body).with_headers(platform.signature_headers(body, serial=answer.serial))

        return cls("changed answer", spoil=spoil)

    @classmethod
    def clock_off(cls, seconds: int) -> Fault:
        """Sign truly, with a timestamp that many seconds ahead (or, when negative, old)."""
        number_of("seconds", seconds, at_least=-MOST_SECONDS, at_most=MOST_SECONDS, whole=True)
        return cls(
            f"clock {seconds:+d} s",
            spoil=lambda answer, platform: answer.with_headers(
                platform.signature_headers(answer.body, serial=answer.serial, seconds_off=seconds)
            ),
            made_of=("clock_off", seconds),
        )


def _tampered(answer: Answer, _: Platform) -> Answer:
    return replace(answer, body=answer.body.removesuffix(b"}") + b',"tampered":true}')


def _signed_by_a_stranger(answer: Answer, platform: Platform) -> Answer:
    return answer.with_headers(platform.signature_headers(answer.body, serial=answer.serial, key=platform.strange_key))


def _probed(answer: Answer, _: Platform) -> Answer:
    signature = answer.headers.get("Wechatpay-Signature", "")
    return answer.with_headers({"Wechatpay-Signature": f"WECHATPAY/SIGNTEST/{signature[19:]}"})


NO_FAULT: Final = Fault("")
_FRAMING: Final = ("connection", "content-length", "transfer-encoding")  # what ends otherwise is no answer at all
_PAGE: Final = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"

Fault.TAMPERED_BODY = Fault("tampered body", spoil=_tampered)
Fault.WRONG_KEY = Fault("signed by another key", spoil=_signed_by_a_stranger)
Fault.UNKNOWN_SERIAL = Fault("unknown serial", spoil=Fault.changed_header("Wechatpay-Serial", "PUB_KEY_ID_404").spoil)
Fault.PROBE_SIGNATURE = Fault("probe signature", spoil=_probed)
Fault.TRUNCATED_BODY = Fault("truncated body", spoil=lambda answer, _: replace(answer, ending=Ending.TRUNCATED))
Fault.CONNECTION_DROPPED = Fault("connection dropped", spoil=lambda answer, _: replace(answer, ending=Ending.DROPPED))
Fault.HTML_502 = Fault("HTML 502", instead=Answer(502, {"Content-Type": "text/html"}, _PAGE))
Fault.EMPTY_500 = Fault("empty 500", instead=Answer(500, {}, b""))
Fault.SYSTEM_ERROR = Fault("SYSTEM_ERROR", code="SYSTEM_ERROR")
Fault.RATELIMIT_EXCEEDED = Fault("RATELIMIT_EXCEEDED", code="RATELIMIT_EXCEEDED", result=Result.TOO_OFTEN)

FAULTS: Final = {
    name: replace(fault, made_of=(name,))
    for name, fault in vars(Fault).items()
    if name.isupper() and isinstance(fault, Fault)
}
"""Those that need no words, by the name of their constant."""

for _name, _fault in FAULTS.items():
    setattr(Fault, _name, _fault)


def answering(body: str) -> Fault:
    """Make the fault that answers this body, rightly signed, whatever the operation would answer."""
    text_of("body", body)
    return replace(Fault.changed_answer(lambda _: body.encode()), made_of=(answering.__name__, body))


def made_of(kind: str, *given: str | int) -> Fault:
    """Make a fault again, of its `made_of`."""
    if kind in FAULTS:
        return FAULTS[kind]
    makers: dict[str, Callable[..., Fault]] = {
        maker.__name__: maker for maker in (Fault.missing_header, Fault.changed_header, answering, Fault.clock_off)
    }
    return makers[kind](*given)
