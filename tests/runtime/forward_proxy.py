"""A forward proxy on real sockets, tunnels and plain http alike, and a server of TLS behind it."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

Address = tuple[str, int]


class _Server:
    """Serves each connection in a thread until it is closed."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address: Address = self._socket.getsockname()
        self.opened = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.opened += 1
                threading.Thread(target=self._served, args=(connection,), daemon=True).start()

    def _served(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            self.serve(connection)

    def serve(self, connection: socket.socket) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._socket.close()


def joined(first: socket.socket, second: socket.socket) -> None:
    """Pass on what comes on either side, until one of them ends."""

    def pump(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for each in (source, sink):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    thread = threading.Thread(target=pump, args=(second, first), daemon=True)
    thread.start()
    pump(first, second)
    thread.join()


def message(connection: socket.socket) -> tuple[bytes, bytes]:
    """Return head and body of the next message; a body has a length."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (data := connection.recv(65536)):
            raise OSError
        received += data
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
    while len(body) < length:
        body += connection.recv(65536)
    return head, body


class ForwardProxy(_Server):
    """Tunnels what is asked for by CONNECT, and passes on what comes with a whole URL.

    Args:
        routes: Where a host name leads to, for those that this machine must not look up.

    Attributes:
        password: User name and password that it asks for, joined by a colon; None asks for none.
        asked: The first line of each request.
        answer: Answers in place of the proxy, if it returns True.
        left_over: What it sends behind each answer of plain http.
    """

    def __init__(self, routes: dict[str, Address]) -> None:
        self._routes = routes
        self.password: str | None = None
        self.asked: list[str] = []
        self.answer: Callable[[socket.socket], object] | None = None
        self.left_over = b""
        super().__init__()

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.address[1]}"

    def serve(self, connection: socket.socket) -> None:
        while True:
            head, body = message(connection)
            line, *headers = head.split(b"\r\n")
            self.asked.append(line.decode())
            if self.answer:
                self.answer(connection)
            elif self.password and _authorization(self.password) not in headers:
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            elif line.startswith(b"CONNECT "):
                host, _, port = line.split()[1].decode().rpartition(":")
                with socket.create_connection(self._routes.get(host, (host, int(port)))) as behind:
                    connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    joined(connection, behind)
                return
            else:
                self._pass_on(connection, line, headers, body)

    def _pass_on(self, connection: socket.socket, line: bytes, headers: list[bytes], body: bytes) -> None:
        method, url, version = line.split()
        host, _, target = url.removeprefix(b"http://").partition(b"/")
        name, _, port = host.decode().partition(":")
        kept = [each for each in headers if not each.lower().startswith(b"proxy-")]
        with socket.create_connection(self._routes.get(name, (name, int(port or 80)))) as behind:
            behind.sendall(b"\r\n".join([b"%b /%b %b" % (method, target, version), *kept, b"", body]))
            answer = b"\r\n\r\n".join(message(behind))
        connection.sendall(answer + self.left_over)


def _authorization(password: str) -> bytes:
    return b"Proxy-Authorization: Basic " + b64encode(password.encode())


class TlsServer(_Server):
    """Speaks TLS under a name, and plainly with whoever is behind it.

    Args:
        name: What its certificate is for.
        behind: Whom it speaks for.
        folder: Where its certificate is written, `authority`, as PEM.
    """

    def __init__(self, name: str, behind: Address, folder: Path) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        owner = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        now = datetime.datetime.now(datetime.UTC)
        day = datetime.timedelta(days=1)
        certificate = (
            x509.CertificateBuilder(owner, owner, key.public_key(), x509.random_serial_number(), now - day, now + day)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.authority = folder / "authority.pem"
        self.authority.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        pem = folder / "server.pem"
        pem.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + self.authority.read_bytes()
        )
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(pem)
        self._behind = behind
        super().__init__()

    def serve(self, connection: Any) -> None:
        with (
            self._context.wrap_socket(connection, server_side=True) as secured,
            socket.create_connection(self._behind) as behind,
        ):
            joined(secured, behind)
