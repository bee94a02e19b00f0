"""Who may open the console and write by it: the browser of whoever holds the sandbox's token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._http.place import check_place

PATH: Final = "/_console"
FORM_MEMBER: Final = "form"
"""The member of a form that shows that the console itself made it."""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_PLACE: Final = text("The console serves this machine alone, under the names localhost, 127.0.0.1 and [::1].")
_ORIGIN: Final = text("A page of another origin may not write here.")
_FORM: Final = text("This form is not of this sandbox, or of an earlier one: load the page again.")
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Door:
    """Lets a browser in that has shown the token once; a cookie stands for it from then on.

    The cookie is not the token: other servers on this machine see it too, whatever their port, and the token is more.

    Args:
        token: That of the control API.
    """

    def __init__(self, token: str) -> None:
        self._token = token
        self._session = secrets.token_urlsafe(24)
        self.form_token = hmac.new(self._session.encode(), b"form", hashlib.sha256).hexdigest()

    def fits(self, token: str) -> bool:
        """Whether this is the token."""
        return hmac.compare_digest(token.strip().encode(), self._token.encode())

    def open(self, request: Request, answer: Response) -> Response:
        """Let the browser in that gets this answer."""
        answer.set_cookie(_cookie(request), self._session, path=PATH, httponly=True, samesite="strict")
        return answer

    def is_open(self, request: Request) -> bool:
        """Whether the browser was let in before."""
        return hmac.compare_digest(request.cookies.get(_cookie(request), "").encode(), self._session.encode())

    def check_form(self, given: str) -> None:
        """Refuse a form that the console did not make.

        Raises:
            HTTPException: 403.
        """
        if not hmac.compare_digest(given.encode(), self.form_token.encode()):
            raise HTTPException(403, _FORM)


def check_request(request: Request) -> None:
    """Refuse other machines, names that lead here from elsewhere, and writes that a page of another origin begins.

    Raises:
        HTTPException: 403.
    """
    try:
        check_place(request)
    except HTTPException as exc:
        raise HTTPException(403, _PLACE) from exc
    if request.method in ("GET", "HEAD"):
        return
    own = f"{request.url.scheme}://{request.url.netloc}"
    if request.headers.get("Origin", own) != own:
        raise HTTPException(403, _ORIGIN)
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise HTTPException(403, _ORIGIN)


def guarded(answer: Response) -> Response:
    """Have a browser load nothing from elsewhere, show the page in no frame, and keep no copy of it."""
    answer.headers.update(_HEADERS)
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _cookie(request: Request) -> str:
    """Name the cookie by the port: a browser has one jar for all ports of a host."""
    return f"wechatpay_sandbox_{request.url.port or 80}"
