"""A small OpenID Connect provider for the tests: discovery, sign-in page, token, keys. Never for real people.

    python tests/identity_provider.py PORT REDIRECT_URI       people: anna, ben

It refuses what a real one refuses: another redirect address, a code used twice, another client, a wrong PKCE verifier.
"""

import base64
import hashlib
import html
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "cun-atlas", "the tests' secret"
PEOPLE = {"anna": "Anna Example", "ben": "Ben Example"}
KEY = RSAKey.generate_key(2048, parameters={"kid": "test", "use": "sig", "alg": "RS256"})


class Provider(ThreadingHTTPServer):
    """What it remembers: codes that were given and not yet used."""

    daemon_threads = True

    def __init__(self, port: int, redirect_uri: str) -> None:
        super().__init__(("127.0.0.1", port), Answers)
        self.issuer = f"http://127.0.0.1:{port}"
        self.redirect_uri = redirect_uri
        self.codes: dict[str, dict[str, str]] = {}

    def metadata(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def code_for(self, name: str, asked: dict[str, str]) -> str:
        """Where the browser goes after signing in. Raises ValueError."""
        if name not in PEOPLE or asked.get("client_id") != CLIENT or asked.get("redirect_uri") != self.redirect_uri:
            raise ValueError("unknown person, client or redirect address")
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "name": name}
        return f"{self.redirect_uri}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def token_for(self, form: dict[str, str], client: tuple[str, str]) -> dict:
        """The answer to a code. Raises ValueError."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or client != (CLIENT, SECRET) or form.get("redirect_uri") != self.redirect_uri:
            raise ValueError("unknown code, client or redirect address")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked.get("code_challenge"):
            raise ValueError("wrong code verifier")
        now, name = int(time.time()), asked["name"]
        claims = {"iss": self.issuer, "sub": f"id-of-{name}", "aud": CLIENT, "iat": now, "exp": now + 300,
                  "nonce": asked.get("nonce", ""), "name": PEOPLE[name], "email": f"{name}@example.org"}  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, KEY)
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 300, "id_token": token}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def answer(self, status: int, body: str = "", kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Cache-Control": "no-store", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = dict(parse_qsl(address.query))
        if address.path == "/.well-known/openid-configuration":
            self.answer(200, json.dumps(self.server.metadata()))
        elif address.path == "/jwks":
            self.answer(200, json.dumps({"keys": [KEY.as_dict(private=False)]}))
        elif address.path == "/authorize":
            links = "".join(
                f'<p><a href="/sign-in?{html.escape(urlencode({**asked, "as": name}))}">{html.escape(full)}</a></p>'
                for name, full in PEOPLE.items()
            )
            self.answer(200, f"<!doctype html><title>Sign in</title><h1>Who are you?</h1>{links}", "text/html")
        elif address.path == "/sign-in":
            try:
                self.answer(302, Location=self.server.code_for(asked.pop("as", ""), asked))
            except ValueError as error:
                self.answer(400, json.dumps({"error": str(error)}))
        else:
            self.answer(404)

    def do_POST(self) -> None:
        form = {name: values[0] for name, values in parse_qs(
            self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()).items()}  # fmt: skip
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        name, _, secret = base64.b64decode(given).decode().partition(":") if given else ("", "", "")
        client = (name, secret) if given else (form.get("client_id", ""), form.get("client_secret", ""))
        try:
            self.answer(200, json.dumps(self.server.token_for(form, client)))
        except ValueError as error:
            self.answer(400, json.dumps({"error": "invalid_grant", "error_description": str(error)}))

    def log_message(self, format: str, *arguments: object) -> None:
        print(format % arguments, flush=True)


if __name__ == "__main__":
    Provider(int(sys.argv[1]), sys.argv[2]).serve_forever()
