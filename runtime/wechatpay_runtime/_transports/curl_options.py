"""What libcurl is told once for all exchanges: whom to trust, and which proxy to take."""

from __future__ import annotations

import ssl
from typing import Any

import certifi
import httpx
import pycurl

from wechatpay_runtime._settings import wrong
from wechatpay_runtime._transports.default import authorities_of_environment, checked

Options = dict[int, Any]


def tls_options(verify: ssl.SSLContext | None, limits: httpx.Limits, trust_env: bool) -> Options:
    """Return whom to trust, as httpx does.

    Raises:
        ConfigurationError: A setting cannot be used.
    """
    checked(verify, limits, trust_env)
    if verify:
        trusted = "".join(map(ssl.DER_cert_to_PEM_cert, verify.get_ca_certs(binary_form=True)))
        if not trusted:
            needed = "a context that has read its certificate authorities, as from cafile=... or cadata=...,"
            raise wrong("verify", verify, needed, " Those of a folder (capath=...) it reads when it meets them.")
        return {pycurl.CAINFO_BLOB: trusted.encode(), pycurl.PROXY_CAINFO_BLOB: trusted.encode()}
    file, folder = authorities_of_environment(trust_env=trust_env)
    if folder and not file:
        return {pycurl.CAPATH: folder, pycurl.PROXY_CAPATH: folder}
    file = file or certifi.where()
    return {pycurl.CAINFO: file, pycurl.PROXY_CAINFO: file}


def proxy_options(proxy: httpx.Proxy) -> Options:
    """Return how to reach a proxy; its own headers go to it alone."""
    name, password = proxy.raw_auth or (None, None)
    url = proxy.url
    options: Options = {
        # A name is resolved by the proxy, as httpx has it.
        pycurl.PROXY: f"{'socks5h' if url.scheme == 'socks5' else url.scheme}://{url.netloc.decode()}",
        pycurl.PROXYHEADER: [name + b": " + value for name, value in proxy.headers.raw],
    }
    if name is not None and password is not None:
        options |= {pycurl.PROXYUSERNAME: name, pycurl.PROXYPASSWORD: password}
    return options
