"""The addresses of a host, in time."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading


def addresses_of(host: str, port: int, seconds: float | None) -> list[str]:
    """Return the addresses of a host, each once; the host itself where it is one, or where nothing bounds the wait.

    Nothing interrupts the resolver, so a thread of its own asks it, and is left to itself when it is late.

    Args:
        host: A name or an address.
        port: A port.
        seconds: How long it may take.

    Raises:
        TimeoutError: The resolver was late.
        OSError: The name is not known.
    """
    if seconds is None or _is_address(host):
        return [host]
    answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(address[0]) for *_, address in found)))
        except (OSError, UnicodeError) as exc:
            answer.put(exc if isinstance(exc, OSError) else OSError(f"no host name: {exc}"))

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"the name {host} was not resolved within {seconds:.3g} s") from None
    if isinstance(found, OSError):
        raise found
    return found


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
