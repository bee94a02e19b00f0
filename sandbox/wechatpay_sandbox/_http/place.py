"""Whom the control API and the console serve: this machine alone."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.exceptions import HTTPException
from starlette.requests import Request


def check_place(request: Request) -> None:
    """Refuse callers on other machines, and pages of the web that point a name of their own at this one.

    Raises:
        HTTPException: 403.
    """
    if request.client is None or not _is_here(request.client.host):
        raise HTTPException(403, "this serves the sandbox's own machine alone")
    if not _is_here(request.url.hostname or ""):
        raise HTTPException(403, "Host must be localhost, 127.0.0.1 or [::1]")


def _is_here(host: str) -> bool:
    """Whether a host is this machine, by a name that no other machine can have."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
