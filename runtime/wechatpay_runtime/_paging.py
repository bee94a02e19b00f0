"""Reading a list page by page: everything that the sync and the async shell decide alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._operation import Call, Response
from wechatpay_runtime._settings import instance_of
from wechatpay_runtime.errors import ResponseContractError

P = TypeVar("P")
I = TypeVar("I")  # noqa: E741 - an item


class Pagination(NamedTuple, Generic[P, I]):
    """What the contract's `x-pagination` says of an operation that answers a list in pages.

    Attributes:
        token: The query parameter that says which page.
        next_member: The member of a page that names the next one ...
        next_token: ... and what reads it; None or "" on the last page.
        items: Reads the items of a page.
    """

    token: str
    next_member: str
    next_token: Callable[[P], str | None]
    items: Callable[[P], Sequence[I] | None]


class Pages(Generic[P, I]):
    """The pages of one list, as far as they were read.

    Args:
        call: What asks for the first one.
        pagination: How the next one is found.

    Raises:
        ConfigurationError: They are something else.
    """

    def __init__(self, call: Call[P], pagination: Pagination[P, I]) -> None:
        instance_of("call", call, Call, "what `call(...)` of an operation's module returns")
        instance_of("pagination", pagination, Pagination, "the PAGINATION of an operation's module")
        self.next: Call[P] | None = call
        self._page: Response[P] | None = None  # kept here, out of sight of whoever reports the variables of frames
        self._pagination = pagination
        self._seen = {call.query.get(pagination.token)}

    def read(self, page: Response[P]) -> Sequence[I]:
        """Return the items of a page."""
        self._page = page
        return self._pagination.items(page.parsed) or ()

    @discreet
    def turn(self) -> None:
        """Go on to the page after the one that was read; to none after the last.

        Raises:
            ResponseContractError: It is one that was read before, so that the list would never end.
        """
        call, page, self.next = self.next, self._page, None
        if call is None or page is None:
            return
        token = self._pagination.next_token(page.parsed)
        if not token:
            return
        if token in self._seen:
            raise ResponseContractError(
                call.operation.id,
                path=self._pagination.next_member,
                problem="it names a page that was read already, and the list would never end",
                request_id=page.request_id,
                content=page.content,
            )
        self._seen.add(token)
        self.next = call._replace(query={**call.query, self._pagination.token: token})
