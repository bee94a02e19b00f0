"""Settings that cannot be used: each is named, with what came and what is needed, and no secret is shown or kept."""

from __future__ import annotations

import inspect
import itertools
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat

from tests.auth_plugin.certificates import APIV3_KEY
from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, certificate, private_pem, public_pem
from wechatpay_httpx import (
    CertificateStore,
    ImageUpload,
    NotificationParser,
    PlatformCertificates,
    SeenInMemory,
    SeenInRedis,
    Signer,
    Verifier,
    WeChatPayAuth,
)
from wechatpay_httpx._settings import told_path
from wechatpay_httpx.errors import AuthConfigurationError, ImageError, WeChatPayError

WRONG: list[Any] = [5, 1.5, True, b"1", bytearray(b"1"), ["1"], {"1": "1"}, object(), Signer]
PASSWORD = "correct-horse-battery"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture(scope="module")
def pem(merchant_key: RSAPrivateKey) -> str:
    return private_pem(merchant_key).decode()


Settings = dict[str, tuple[Callable[[Any], object], tuple[Any, ...]]]


@pytest.fixture(scope="module")
def settings(signer: Signer, verifier: Verifier, merchant_key: RSAPrivateKey, pem: str) -> Settings:
    """Every setting: what takes it, and which of the wrong values it takes."""
    files = {"mchid": MCHID, "serial_no": SERIAL_NO, "public_key_id": KEY_ID}
    files |= {"private_key_path": "key.pem", "public_key_path": "pub.pem"}
    takes_bytes, numbers = (b"1",), (5, 1.5)
    return {
        "mchid": (lambda value: Signer(value, SERIAL_NO, merchant_key), ()),
        "brand_id": (lambda value: Signer.for_brand(value, SERIAL_NO, merchant_key), ()),
        "serial_no": (lambda value: Signer(MCHID, value, merchant_key), ()),
        "private key": (lambda value: Signer(MCHID, SERIAL_NO, value), ()),
        "certificate": (lambda value: Signer(MCHID, SERIAL_NO, merchant_key, certificate=value), ()),
        "private_key_password": (lambda value: Signer(MCHID, SERIAL_NO, pem, private_key_password=value), takes_bytes),
        "private_key_path": (lambda value: WeChatPayAuth.from_files(**files | {"private_key_path": value}), ()),
        "public_key_id": (lambda value: Verifier({value: "x"}), (bytearray(b"1"), ["1"], {"1": "1"})),
        f"public key {KEY_ID}": (lambda value: Verifier({KEY_ID: value}), ()),
        "platform certificate": (PlatformCertificates, ()),
        "apiv3_key": (CertificateStore, ()),
        "cache_dir": (lambda value: CertificateStore(APIV3_KEY, cache_dir=value), ()),
        "clock": (lambda value: CertificateStore(APIV3_KEY, clock=value), (Signer,)),
        "verifier": (lambda value: WeChatPayAuth(signer, value), ()),
        "signer": (lambda value: WeChatPayAuth(value, verifier), ()),
        "insecure_host": (lambda value: WeChatPayAuth(signer, verifier, insecure_host=value), ()),
        "verifier is a value of type": (lambda value: NotificationParser(value, APIV3_KEY), ()),
        "ttl_seconds": (lambda value: SeenInMemory(ttl_seconds=value), numbers),
        "max_keys": (lambda value: SeenInMemory(max_keys=value), (5,)),
        "redis": (SeenInRedis, ()),
        "max_answer_bytes": (lambda value: setattr(WeChatPayAuth(signer, verifier), "max_answer_bytes", value), (5,)),
        "public_key_id is": (lambda value: WeChatPayAuth.from_files(**files | {"public_key_id": value}), ()),
    }


NAMES = [
    *("mchid", "brand_id", "serial_no", "private key", "certificate", "private_key_password", "private_key_path"),
    *("public_key_id", f"public key {KEY_ID}", "platform certificate", "apiv3_key", "cache_dir", "clock", "verifier"),
    *("signer", "insecure_host", "verifier is a value of type", "ttl_seconds", "max_keys", "redis"),
    *("max_answer_bytes", "public_key_id is"),
]


def test_the_names_are_all_of_them(settings: Settings) -> None:
    assert list(settings) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_a_setting_of_a_wrong_type_is_named_with_what_came_and_what_is_needed(
    settings: Settings, name: str, value: Any
) -> None:
    make, takes = settings[name]
    if any(value is taken or (type(value) is type(taken) and value == taken) for taken in takes):
        return
    with pytest.raises(AuthConfigurationError, match=name) as caught:
        make(value)
    told = str(caught.value)
    came = ["holds no PEM"] if isinstance(value, bytes) else [f"a {type(value).__name__}"]
    assert any(words in told for words in [*came, f"type {type(value).__name__}", f"is {value!r}", "1 and length"])
    assert "needed" in told.lower() or "has 32" in told or "give {public key id: key}" in told


@pytest.mark.parametrize("value", [5, None, b"1900000001"])
def test_a_number_of_yaml_is_told_as_such(merchant_key: RSAPrivateKey, value: Any) -> None:
    with pytest.raises(
        AuthConfigurationError, match=r"mchid is .*a merchant number .商户号., as a str is needed"
    ) as it:
        Signer(value, SERIAL_NO, merchant_key)
    assert ("quotes" in str(it.value)) == (value == 5)


@pytest.mark.parametrize("serial_no", ["1023456789abcdef" * 2, "1023456789ABCDEF" * 2, "1" * 32])
def test_an_apiv3_key_in_hexadecimal_is_no_serial_number(merchant_key: RSAPrivateKey, serial_no: str) -> None:
    with pytest.raises(AuthConfigurationError, match=r"serial_no is .*an APIv3 key.*give the certificate") as it:
        Signer(MCHID, serial_no, merchant_key)
    assert serial_no.upper() not in str(it.value).upper()
    own = certificate(merchant_key, serial_number=int(serial_no, 16))
    assert Signer(MCHID, None, merchant_key, certificate=own).serial_no == serial_no.upper()


def test_an_address_of_redis_is_no_client() -> None:
    url: Any = "redis://:secret@127.0.0.1/0"
    with pytest.raises(AuthConfigurationError, match=r"redis is a text .*redis\.Redis\.from_url") as caught:
        SeenInRedis(url)
    assert "secret" not in str(caught.value)


UNSEEN = {
    "\n": "U+000A (a control character)",
    "\u200b": "U+200B (ZERO WIDTH SPACE)",
    "\ufeff": "U+FEFF (ZERO WIDTH NO-BREAK SPACE)",
    "\u00a0": "U+00A0 (NO-BREAK SPACE)",
    "\u3000": "U+3000 (IDEOGRAPHIC SPACE)",
    "\u202e": "U+202E (RIGHT-TO-LEFT OVERRIDE)",
    "\u00ad": "U+00AD (SOFT HYPHEN)",
    "\ud800": "U+D800 (a control character)",
    " ": "U+0020 (SPACE)",
}


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda text, key: Signer(text, SERIAL_NO, key), MCHID),
        (lambda text, key: Signer.for_brand(text, SERIAL_NO, key), "120344"),
        (lambda text, key: Signer(MCHID, text, key), SERIAL_NO),
        (lambda text, key: Verifier({text: key.public_key()}), KEY_ID),
        (lambda text, key: CertificateStore(text), APIV3_KEY),
    ],
    ids=["mchid", "brand_id", "serial_no", "public_key_id", "apiv3_key"],
)
def test_a_character_that_cannot_be_seen_is_named_with_its_place(
    merchant_key: RSAPrivateKey, make: Callable[[str, RSAPrivateKey], object], text: str, character: str
) -> None:
    for place in 0, 3, len(text):
        with pytest.raises(AuthConfigurationError) as caught:
            make(text[:place] + character + text[place:], merchant_key)
        told = str(caught.value)
        assert f"holds {UNSEEN[character]} at character {place + 1} of {len(text) + 1}" in told.replace("It h", "h")
        assert told.isprintable()


@pytest.fixture(scope="module")
def secrets(merchant_key: RSAPrivateKey, pem: str) -> dict[str, str]:
    """What must not be shown, in the forms it is given in."""
    return {
        "PEM": pem,
        "one line": "".join(pem.splitlines()[1:-1]),
        "escaped": pem.replace("\n", "\\n"),
        "cut": pem[:400],
        "encrypted": private_pem(merchant_key, PrivateFormat.PKCS8, b"x").decode(),
        "APIv3 key": APIV3_KEY,
        "password": PASSWORD,
    }


@pytest.fixture
def places(
    tmp_path: Path, merchant_key: RSAPrivateKey, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> list[Callable[[Any], object]]:
    """Every place where a secret may land by mistake."""
    monkeypatch.chdir(tmp_path)
    own = certificate(merchant_key).public_bytes(Encoding.PEM)
    (tmp_path / "pub.pem").write_bytes(public_pem(merchant_key.public_key()))
    files = {"mchid": MCHID, "serial_no": SERIAL_NO, "private_key_path": "absent/key.pem", "public_key_id": KEY_ID}
    files |= {"public_key_path": str(tmp_path / "pub.pem")}
    environ = {f"WECHATPAY_{name.upper()}": value for name, value in files.items()}
    environ |= {"WECHATPAY_CERTIFICATE_DIR": str(tmp_path), "WECHATPAY_APIV3_KEY": APIV3_KEY}

    def in_file(name: str) -> Callable[[Any], object]:
        return lambda secret: WeChatPayAuth.from_files(**files | {name: secret})

    def in_variable(name: str) -> Callable[[Any], object]:
        return lambda secret: WeChatPayAuth.from_env(environ | {name: secret})

    return [
        lambda secret: Signer(secret, SERIAL_NO, merchant_key),
        lambda secret: Signer(MCHID, secret, merchant_key),
        lambda secret: Signer(MCHID, SERIAL_NO, secret[:-9]),
        lambda secret: Signer(MCHID, SERIAL_NO, Path(secret)),
        lambda secret: Signer(MCHID, SERIAL_NO, own, private_key_password=secret),
        lambda secret: Signer(MCHID, SERIAL_NO, merchant_key, certificate=secret),
        lambda secret: Signer.for_brand(secret, SERIAL_NO, merchant_key),
        lambda secret: Verifier({secret: merchant_key.public_key()}),
        lambda secret: Verifier({KEY_ID: secret}),
        lambda secret: Verifier({KEY_ID: Path(secret)}),
        Verifier,
        PlatformCertificates,
        lambda secret: PlatformCertificates(Path(secret)),
        lambda secret: CertificateStore(secret + " "),
        lambda secret: CertificateStore(APIV3_KEY, cache_dir=tmp_path / "pub.pem" / secret),
        lambda secret: NotificationParser(secret, APIV3_KEY),
        lambda secret: NotificationParser(verifier, "!" + secret),
        SeenInRedis,
        ImageUpload.from_path,
        lambda secret: ImageUpload.from_bytes(PNG, secret + "\n"),
        *(in_file(name) for name in [*files, "private_key_password", "certificate_path"]),
        *(in_variable(name) for name in environ if "CERTIFICATE_DIR" not in name),
        in_variable("WECHATPAY_PRIVATE_KEY_PASSWORD"),
    ]


def frames_of(error: BaseException) -> Iterator[tuple[str, Any]]:
    """Yield every variable of every frame of the package, as a tool that reports errors sees them."""
    seen: set[int] = set()
    queue: list[BaseException | None] = [error]
    while queue:
        one = queue.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        queue += [one.__cause__, one.__context__]
        step: TracebackType | None = one.__traceback__
        while step:
            if "tests" not in Path(step.tb_frame.f_code.co_filename).parts:
                yield from ((step.tb_frame.f_code.co_name, value) for value in step.tb_frame.f_locals.items())
            step = step.tb_next


def shown_of(error: BaseException) -> str:
    text = "".join(traceback.format_exception(error))
    return f"{text} {error!r} {error.args} {[*frames_of(error)]}"


@pytest.mark.parametrize("kind", ["PEM", "one line", "escaped", "cut", "encrypted", "APIv3 key", "password"])
def test_no_secret_in_any_place_is_shown_or_kept(
    kind: str,
    secrets: dict[str, str],
    places: list[Callable[[Any], object]],
) -> None:
    secret = secrets[kind]
    pieces = {secret[start : start + 12] for start in range(30, max(len(secret) - 40, 31), 7)} | {secret[-32:-20]}
    pieces = {piece for piece in pieces if len(piece) == 12 and "-----" not in piece and "\n" not in piece}
    pieces |= {secret[5:17]} if kind in ("APIv3 key", "password") else set()
    assert pieces
    refused = 0
    for make in places:
        try:
            make(secret)
        except WeChatPayError as error:
            shown = shown_of(error)
            assert not [piece for piece in pieces if piece in shown], inspect.getsource(make)
            refused += 1
    assert refused >= 28, refused


def test_the_check_of_frames_sees_a_planted_secret() -> None:
    def plant(secret: str) -> object:
        return compile("def inner(secret):\n raise ValueError\ninner(given)", "package.py", "exec"), secret

    code: Any
    code, secret = plant(PASSWORD)
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - it is the frames that count
        exec(code, {"given": secret})
    assert PASSWORD in shown_of(caught.value)


def test_what_is_surely_a_path_is_told(tmp_path: Path, pem: str) -> None:
    (tmp_path / "folder").mkdir()
    sure = ["apiclient_key.pem", "C:\\keys\\apiclient_cert.p12", "密钥/商户.pem", str(tmp_path / "folder" / "key")]
    unsure = [APIV3_KEY, PASSWORD, "", " ", "key\n.pem", pem, "/" + APIV3_KEY, "./" + APIV3_KEY, "a/" * 200 + "k.pem"]
    for text in sure:
        assert told_path(text) == told_path(Path(text)) == text
    for text in unsure:
        assert "where the path of a file is needed" in told_path(text)
        assert not any(piece in told_path(text) for piece in (APIV3_KEY, PASSWORD))


@pytest.mark.parametrize("text", ["x.png\0", "\0", "x" * 5000 + ".png", "\ud800.png"])
def test_a_path_that_no_file_can_have_is_refused(text: str, merchant_key: RSAPrivateKey) -> None:
    with pytest.raises(ImageError):
        ImageUpload.from_path(text)
    for make in (
        lambda: Signer(MCHID, SERIAL_NO, Path(text)),
        lambda: CertificateStore(APIV3_KEY, cache_dir="/dev/null/" + text),
    ):
        with pytest.raises(AuthConfigurationError):
            make()


def test_every_public_constructor_forgets_what_it_was_given() -> None:
    for function in itertools.chain(
        (cls.__init__ for cls in (Signer, Verifier, WeChatPayAuth, CertificateStore, NotificationParser)),
        (Signer.for_brand, WeChatPayAuth.from_env, WeChatPayAuth.from_files, PlatformCertificates.__init__),
        (NotificationParser.parse, SeenInRedis.__init__, ImageUpload.__post_init__),
        (vars(ImageUpload)[name].__func__ for name in ("from_path", "from_bytes", "from_file")),
    ):
        assert hasattr(function, "__wrapped__"), function
