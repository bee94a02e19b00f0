"""Platform certificates, the merchant's new key, and brands, by hand."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Iterator

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.sandbox.program import COUPONS, Program
from tests.sandbox.receiver import decrypted, is_signed
from wechatpay_sandbox import Brand, Fault, Sandbox

LISTING = "/v3/certificates"


@pytest.fixture
def own() -> Iterator[Sandbox]:
    """A sandbox of the test's own, which it may rotate."""
    with Sandbox.start() as sandbox:
        yield sandbox


@pytest.fixture
def mine(own: Sandbox, http: httpx.Client) -> Program:
    return Program(own, own.merchant, http)


def listed(program: Program) -> dict[str, x509.Certificate]:
    """Download the certificates, decrypt them, and verify the answer with the one that signed it."""
    response = program.send("GET", LISTING, headers={"Wechatpay-Serial": None})
    assert response.status_code == 200
    found = {}
    for entry in response.json()["data"]:
        assert entry["encrypt_certificate"]["associated_data"] == "certificate"
        assert len(entry["encrypt_certificate"]["nonce"]) == 12
        pem = decrypted(entry["encrypt_certificate"], program.merchant.apiv3_key)
        certificate = x509.load_pem_x509_certificate(pem)
        assert f"{certificate.serial_number:X}" == entry["serial_no"]
        assert entry["effective_time"] == certificate.not_valid_before_utc.isoformat()
        assert entry["expire_time"] == certificate.not_valid_after_utc.isoformat()
        found[entry["serial_no"]] = certificate
    assert is_signed(response.headers, response.content, key_of(found[response.headers["Wechatpay-Serial"]]))
    return found


def key_of(certificate: x509.Certificate) -> rsa.RSAPublicKey:
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def test_the_certificates_are_listed_encrypted_and_sign_their_own_list(mine: Program) -> None:
    first = listed(mine)
    assert len(first) == 1
    assert list(listed(mine)) == list(first)
    assert mine.send("GET", f"{LISTING}?algorithm_type=RSA").status_code == 200


def test_answers_are_signed_by_the_kind_of_key_that_was_asked_for(mine: Program) -> None:
    ((serial, certificate),) = listed(mine).items()
    for asked in serial, serial.lower():
        response = mine.create()
        assert mine.is_verified(response)
        response = mine.post(COUPONS, {}, headers={"Wechatpay-Serial": asked})
        assert response.headers["Wechatpay-Serial"] == serial
        assert is_signed(response.headers, response.content, key_of(certificate))
    unknown = mine.post(COUPONS, {}, headers={"Wechatpay-Serial": serial[::-1]})
    assert unknown.json()["detail"]["field"] == "Wechatpay-Serial"


def test_after_a_rotation_the_new_certificate_signs_and_the_old_is_listed(mine: Program, own: Sandbox) -> None:
    (old,) = listed(mine)
    new = own.rotate_certificate()
    certificates = listed(mine)
    assert list(certificates) == [old, new]
    response = mine.post(COUPONS, {}, headers={"Wechatpay-Serial": old})
    assert response.headers["Wechatpay-Serial"] == new
    assert is_signed(response.headers, response.content, key_of(certificates[new]))


def test_a_certificate_that_has_ended_is_no_longer_listed(mine: Program, own: Sandbox) -> None:
    short = own.rotate_certificate(valid_seconds=3600)
    last = own.rotate_certificate()
    assert list(listed(mine)) == [short, last]
    own.clock = lambda: time.time() + 3601
    now = int(time.time()) + 3601
    response = mine.send("GET", LISTING, timestamp=now)
    assert [entry["serial_no"] for entry in response.json()["data"]] == [last]


def test_a_merchant_in_certificate_mode_is_answered_under_a_certificate_unless_it_asks(
    mine: Program, own: Sandbox
) -> None:
    own.certificate_mode = True
    assert mine.is_verified(mine.create())
    response = mine.post(COUPONS, {}, headers={"Wechatpay-Serial": None})
    assert response.headers["Wechatpay-Serial"] in listed(mine)


def test_a_new_merchant_has_no_certificates(mine: Program, own: Sandbox) -> None:
    own.has_certificates = False
    response = mine.send("GET", LISTING)
    assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")


def test_the_list_needs_a_signature_and_takes_faults_like_any_answer(mine: Program, own: Sandbox) -> None:
    assert mine.send("GET", LISTING, signed=b"x").json()["code"] == "SIGN_ERROR"
    own.inject(Fault.SYSTEM_ERROR)
    assert mine.send("GET", LISTING).status_code == 500
    own.inject(Fault.clock_off(-400))
    response = mine.send("GET", LISTING, headers={"Wechatpay-Serial": None})
    ((_, certificate),) = listed(mine).items()
    assert int(response.headers["Wechatpay-Timestamp"]) < time.time() - 390
    assert is_signed(response.headers, response.content, key_of(certificate))


def test_each_merchant_reads_the_list_with_its_own_key(mine: Program, own: Sandbox) -> None:
    other = Program(own, own.add_merchant(), mine.http)
    assert other.merchant.apiv3_key != mine.merchant.apiv3_key
    assert list(listed(other)) == list(listed(mine))


def test_a_renewed_merchant_signs_with_either_key(mine: Program, own: Sandbox) -> None:
    task_id = mine.submit().json()["task_id"]
    renewed = Program(own, own.renew_merchant(), mine.http, mine.brand_id)
    assert own.merchant is renewed.merchant
    assert (renewed.merchant.mchid, renewed.merchant.apiv3_key) == (mine.merchant.mchid, mine.merchant.apiv3_key)
    assert renewed.merchant.serial_no != mine.merchant.serial_no
    assert [program.task(task_id).status_code for program in (mine, renewed)] == [200, 200]
    swapped = mine.post(COUPONS, {}, serial_no=renewed.merchant.serial_no)
    assert swapped.json()["detail"]["field"] == "signature"


def as_brand(
    sandbox: Sandbox, brand: Brand, method: str, target: str, *, serial_no: str | None = None
) -> httpx.Response:
    """Send a request signed by hand in the brand's name."""
    timestamp, nonce = int(time.time()), secrets.token_hex(16)
    message = f"{method}\n{target}\n{timestamp}\n{nonce}\n\n".encode()
    signature = base64.b64encode(brand.private_key.sign(message, padding.PKCS1v15(), hashes.SHA256())).decode()
    authorization = (
        f'WECHATPAY-BRAND-SHA256-RSA2048 brand_id="{brand.brand_id}",nonce_str="{nonce}",timestamp="{timestamp}",'
        f'serial_no="{serial_no or brand.serial_no}",signature="{signature}"'
    )
    return httpx.request(method, sandbox.url + target, headers={"Authorization": authorization})


def test_a_brand_is_let_in_where_brands_call(own: Sandbox) -> None:
    brand = own.add_brand("120344")
    listing = as_brand(own, brand, "GET", LISTING)
    assert decrypted(listing.json()["data"][0]["encrypt_certificate"], brand.apiv3_key).startswith(b"-----BEGIN")
    for method in "GET", "POST":
        accepted = as_brand(own, brand, method, "/brand/marketing/product-coupon/x?a=1")
        assert (accepted.status_code, accepted.json()["code"]) == (404, "NOT_FOUND")
    refused = as_brand(own, brand, "GET", "/brand/x", serial_no="ABC")
    assert refused.json()["detail"]["detail"]["issue"] == "no certificate of this brand has this serial number"
    assert own.add_brand("120344") is brand
    assert "RSAPrivateKey" not in repr(brand)
    assert brand.apiv3_key not in repr(brand)


def test_the_two_modes_do_not_mix(own: Sandbox, mine: Program) -> None:
    brand = own.add_brand("120344")
    for response in as_brand(own, brand, "POST", COUPONS), mine.send("GET", "/brand/x"):
        assert (response.status_code, response.json()["code"]) == (401, "SIGN_ERROR")
        assert "other mode" in response.json()["detail"]["detail"]["issue"]
