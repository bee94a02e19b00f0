"""The addresses of the console."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from wechatpay_sandbox._console import accounts, actions, goods, pictures, requests, telling, user_coupons
from wechatpay_sandbox._console.desk import Asked, Desk, Page, View
from wechatpay_sandbox._console.door import FORM_MEMBER, PATH, Door, check_request, guarded
from wechatpay_sandbox._console.rendering import Renderer
from wechatpay_sandbox._console.words import LANGUAGES, Words, chosen, text
from wechatpay_sandbox._controls.control import Control
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._protocol.contract import Contract

_HOME: Final = f"{PATH}/requests"
_THREADS: Final = 20
_LARGEST_FORM: Final = 1024 * 1024  # bytes
_LANGUAGE: Final = "wechatpay_sandbox_language"
_STATIC: Final = Path(__file__).with_name("static")
_MEDIA_TYPES: Final = {"console.css": "text/css", "htmx.min.js": "text/javascript", "icon.svg": "image/svg+xml"}
_VIEWS: Final[Mapping[str, View]] = {
    "/requests": requests.listing,
    "/requests/{number}": requests.one,
    "/coupons": goods.coupons,
    "/coupons/{id}": goods.coupon,
    "/stocks": goods.stocks,
    "/stocks/{id}": goods.stock,
    "/bundles": goods.bundles,
    "/bundles/{id}": goods.bundle,
    "/codes": goods.all_codes,
    "/codes/{id}": goods.codes,
    "/user-coupons": user_coupons.user_coupons,
    "/user-coupons/{stock_id}/{code}": user_coupons.user_coupon,
    "/notifications": telling.notifications,
    "/notifications/{id}": telling.notification,
    "/images": pictures.images,
    "/images/{id}": pictures.image,
    "/tasks": pictures.tasks,
    "/tasks/{mchid}/{id}": pictures.task,
    "/accounts": accounts.accounts,
    "/accounts/{id}": accounts.account,
    "/do": actions.overview,
}
_MENU: Final = (
    ("requests", text("Requests")),
    ("coupons", text("Coupons")),
    ("stocks", text("Stocks")),
    ("bundles", text("Bundles")),
    ("codes", text("Codes")),
    ("user-coupons", text("User coupons")),
    ("notifications", text("Notifications")),
    ("images", text("Pictures")),
    ("tasks", text("Image tasks")),
    ("accounts", text("Merchants and keys")),
    ("do", text("Do")),
)
_WHY: Final = {"Not Found": text("There is no such page."), "Method Not Allowed": text("That is no way to ask here.")}
_Endpoint = Callable[[Request], Awaitable[Response]]


class Console:
    """Serves the pages, to this machine alone, to the browser of whoever has the token.

    Args:
        holder: The sandbox that is shown.
        controls: The list of its controls, by which alone the console does anything.
        contract: What its operations and members mean.
        token: That of the control API.
    """

    def __init__(self, holder: Holder, controls: Sequence[Control], contract: Contract, token: str) -> None:
        self._desk = Desk(holder, controls, contract)
        self._door = Door(token)
        self._renderer = Renderer()

    @cached_property
    def _threads(self) -> CapacityLimiter:
        return CapacityLimiter(_THREADS)

    def routes(self) -> list[BaseRoute]:
        """Make the routes."""
        inner = Starlette(
            routes=[
                Route("/", self._guarded(self._home)),
                Route("/open", self._guarded(self._opened), methods=["POST"]),
                Route("/static/{name}", self._guarded(self._file)),
                Route("/do/{name}", self._guarded(self._do), methods=["POST"]),
                Route("/curl/{name}", self._guarded(self._curl), methods=["POST"]),
                *(Route(path, self._guarded(self._view(view))) for path, view in _VIEWS.items()),
            ],
            exception_handlers={HTTPException: self._refused, Exception: self._failed},
        )
        inner.router.redirect_slashes = False
        return [Route("/", self._root), Mount(PATH, inner)]

    async def _root(self, request: Request) -> Response:
        """Lead a browser to the console; for a client of the API there is nothing here."""
        if "text/html" not in request.headers.get("Accept", "") and "token" not in request.query_params:
            raise HTTPException(404)
        return await self._guarded(self._home)(request)

    def _guarded(self, endpoint: _Endpoint) -> _Endpoint:
        async def guarded_endpoint(request: Request) -> Response:
            try:
                check_request(request)
                return guarded(await endpoint(request))
            except HTTPException as exc:
                return await self._refused(request, exc)

        return guarded_endpoint

    async def _home(self, request: Request) -> Response:
        """Let in whoever brings the token, and leave it behind."""
        answer = RedirectResponse(_HOME, 303)
        return self._door.open(request, answer) if self._door.fits(request.query_params.get("token", "")) else answer

    async def _opened(self, request: Request) -> Response:
        form = await _read_form(request)
        if not self._door.fits(form.get("token", "")):
            return self._closed(request, was_tried=True)
        return self._door.open(request, RedirectResponse(_HOME, 303))

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _MEDIA_TYPES:
            raise HTTPException(404)
        content = await to_thread.run_sync((_STATIC / name).read_bytes, limiter=self._threads)
        return Response(content, media_type=_MEDIA_TYPES[name], headers={"Cache-Control": "max-age=3600"})

    def _view(self, view: View) -> _Endpoint:
        async def endpoint(request: Request) -> Response:
            if not self._door.is_open(request):
                answer = self._closed(request, was_tried=False)
                answer.headers["HX-Refresh"] = "true"  # a page that was open with another sandbox asks for the token
                return answer
            return await to_thread.run_sync(self._shown, view, request, limiter=self._threads)

        return endpoint

    async def _do(self, request: Request) -> Response:
        """Carry out a control, as its form says."""
        name, form = await self._form(request)
        page = await to_thread.run_sync(actions.carried_out, self._desk, name, form, limiter=self._threads)
        is_page = "HX-Request" not in request.headers
        came_from = urlsplit(request.headers.get("Referer", "")).path
        back = came_from if came_from.startswith(f"{PATH}/") else f"{PATH}/do"
        shown = Page(page.template, {**page.values, "is_page": is_page, "back": back}, page.status if is_page else 200)
        answer = self._html(request, shown, self._say(request), {})
        if page.status == 200:
            answer.headers["HX-Trigger"] = "done"
        return answer

    async def _curl(self, request: Request) -> Response:
        """Write what a form would do as a call of the control API."""
        name, form = await self._form(request)
        return HTMLResponse(escape(actions.curl(self._desk.controls[name], form)))

    async def _form(self, request: Request) -> tuple[str, dict[str, str]]:
        """Read the form of a control.

        Raises:
            HTTPException: The browser was not let in, the form is not the console's, or there is no such control.
        """
        if not self._door.is_open(request):
            raise HTTPException(401, text("Open the console with the sandbox's token first."))
        form = await _read_form(request)
        self._door.check_form(form.pop(FORM_MEMBER, ""))
        name = request.path_params["name"]
        if name not in actions.LABELS:
            raise HTTPException(404)
        return name, form

    def _shown(self, view: View, request: Request) -> Response:
        asked = self._asked(request)
        with self._desk.holder._changed:
            try:
                page = view(self._desk, asked)
            except LookupError as exc:
                raise HTTPException(404, text("There is no such thing, or no more.")) from exc
            around = self._around()
        return self._html(request, page, asked.say, around)

    def _asked(self, request: Request) -> Asked:
        # A step of a path comes with what is no part of it, such as a slash, still encoded.
        path = {name: unquote(str(value)) for name, value in request.path_params.items()}
        return Asked(path, dict(request.query_params), self._say(request))

    def _say(self, request: Request) -> Words:
        accepted = request.headers.get("Accept-Language", "")
        return Words(chosen(request.query_params, request.cookies.get(_LANGUAGE, ""), accepted))

    def _around(self) -> dict[str, Any]:
        """Return what stands around every page."""
        holder = self._desk.holder
        return {
            "menu": _MENU,
            "world_time": holder._world_now(),
            "ahead": holder._state.seconds_ahead,
            "faults": len(holder._state.faults),
            "form_token": self._door.form_token,
        }

    def _html(self, request: Request, page: Page, say: Words, around: Mapping[str, Any]) -> Response:
        if page.status == 204:
            return Response(status_code=204)
        query = {name: value for name, value in request.query_params.items() if name not in ("seen", "lang", "token")}
        own = request.scope["raw_path"].decode("latin-1")
        values = {
            "say": say,
            "path": own,
            "query": query,
            "languages": LANGUAGES,
            "url": lambda **changed: f"{own}?{urlencode({**query, **changed})}",
            **around,
            **page.values,
        }
        answer = HTMLResponse(self._renderer.html(page.template, values), page.status)
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(_LANGUAGE, say.language, path=PATH, httponly=True, samesite="strict")
        return answer

    def _closed(self, request: Request, *, was_tried: bool) -> Response:
        page = Page("closed.html", {"was_tried": was_tried}, 401)
        return self._html(request, page, self._say(request), {})

    async def _refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return self._unable(request, error.status_code, _WHY.get(error.detail, error.detail))

    async def _failed(self, request: Request, _: Exception) -> Response:
        return self._unable(request, 500, text("Something failed in the sandbox itself; its log has more."))

    def _unable(self, request: Request, status: int, why: str) -> Response:
        page = Page("refused.html", {"status": status, "why": why}, status)
        return guarded(self._html(request, page, self._say(request), {}))


async def _read_form(request: Request) -> dict[str, str]:
    """Read a form as browsers send it.

    Raises:
        HTTPException: 413.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            raise HTTPException(413, text("The form is too long."))
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
