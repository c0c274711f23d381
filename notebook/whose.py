"""Whose notebook is it? On this computer alone the machine's owner's; on a shared server that of who is signed in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from notebook.database import URL_NAME
from notebook.errors import NotebookOff
from notebook.store import LOCAL

SWITCH = "CUN_ATLAS_NOTEBOOK"
ON = ("", "on", "yes", "true", "1")  # whatever else the switch says means off
CAME_THROUGH = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")  # what a server in front adds
SENTENCES = {
    "phone": "The notebook is off, because this atlas can be opened by everyone in your home network. Start it with "
             "“make run” to write in your notebook.",
    "sign_in": "Sign in to open your notebook. Nobody else sees what you write.",
    "shared": "The notebook is off, because other people can open this atlas and nobody signs in here. The person who "
              "runs it can set up signing in.",
}  # fmt: skip


def off(reason: str) -> NotebookOff:
    return NotebookOff(reason, SENTENCES[reason])


def is_this_computer(host: str) -> bool:
    """ "localhost:8501", "127.0.0.1", "[::1]:8501"."""
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def asked_from_this_computer(headers: Mapping[str, str], peer: str | None) -> bool:
    """Whether a browser of this computer opened the connection, on a page that it got from this very address.

    Behind a server on the same computer the peer and often the name are this computer's too; the page's own address,
    which a browser always tells and no page can change, is not. `peer`: the other end's address, None for this
    computer's.
    """
    names = {name.lower(): value for name, value in headers.items()}
    host, origin = names.get("host", ""), urlsplit(names.get("origin", ""))
    return (
        (peer is None or is_this_computer(f"[{peer}]" if ":" in peer else peer))
        and is_this_computer(host)
        and origin.scheme in ("http", "https")
        and origin.netloc == host
        and not any(name in names for name in CAME_THROUGH)
    )


def whose(
    environment: Mapping[str, str],
    address: str | None,
    headers: Mapping[str, str],
    peer: str | None,
    sign_in_ready: bool,
    signed_in: tuple[str, str] | None = None,
) -> str:
    """The owner's key for `Notebook`. Raises NotebookOff.

    `address`: where the server listens (None: everywhere). `headers`, `peer`: of the request. `sign_in_ready`: signing
    in is configured. `signed_in`: issuer and subject of the person who is, from a checked identity token.
    """
    if environment.get(SWITCH, "").strip().lower() not in ON:
        raise off("phone")
    if sign_in_ready:
        if signed_in is None or not all(signed_in):
            raise off("sign_in")
        return key_of(*signed_in)
    alone = not environment.get(URL_NAME) and is_this_computer(address or "")
    if not (alone and asked_from_this_computer(headers, peer)):
        raise off("shared")
    return LOCAL


def key_of(issuer: str, subject: str) -> str:
    """One key for each person of each identity provider; never the same as another's, and never LOCAL."""
    return "oidc-" + hashlib.sha256(f"{len(issuer)}:{issuer}{subject}".encode()).hexdigest()
