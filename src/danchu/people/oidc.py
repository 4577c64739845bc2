"""Signing in through the state's identity service: OpenID Connect, code flow with PKCE.

Written against the standards, not against one vendor: the service's address, our name there and
what its claims are called come from settings. What is checked: iss, aud and azp, exp, iat, nonce,
at_hash, the signature under the service's published keys (RS256 or ES256, nothing else), and that
the answer came to the browser that asked, once.
"""

import hmac
import json
import secrets as random
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import requests
from django.conf import settings
from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from danchu.kit import clock

ALGORITHMS = ["RS256", "ES256"]
LEEWAY_SECONDS = 60  # clocks differ
OLDEST_SECONDS = 600  # an answer was made for this sign-in, not kept from an earlier one
TIMEOUT_SECONDS = (3.05, 10)  # to connect, to answer
KEPT_SECONDS = 3600
MOST_BYTES = 256 * 1024


class NotProven(Exception):
    """The service's answer proves nobody. `why` is one plain word for the security log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Proven(NamedTuple):
    """A person as the service vouches for them. The national id lives only in this value."""

    issuer: str
    subject: str
    name: str = ""
    national_id: str = ""


class Asked(NamedTuple):
    """What the browser's session remembers until the answer comes."""

    state: str
    nonce: str
    verifier: str


def configured() -> bool:
    return bool(settings.OIDC_ISSUER)


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def ask() -> Asked:
    return Asked(*(random.token_urlsafe(32) for _ in range(3)))


def address(asked: Asked, back: str) -> str:
    """Where the person proves themselves; the service sends them to `back`."""
    challenge = urlsafe_b64encode(sha256(asked.verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back,
        "scope": settings.OIDC_SCOPES,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    start = _endpoint("authorization_endpoint")
    return f"{start}{'&' if urlsplit(start).query else '?'}{urlencode(query)}"


# ── the answer ────────────────────────────────────────────────────────────────────────────────


def prove(asked: Asked, code: str, back: str) -> Proven:
    """Exchange the code, check the token, read the claims."""
    tokens = _tokens(asked, code, back)
    claims = _checked(str(tokens.get("id_token", "")), asked, str(tokens.get("access_token", "")))
    wanted = settings.OIDC_CLAIMS
    if any(claim not in claims for claim in wanted.values()) and _discovered("userinfo_endpoint"):
        claims = _userinfo(str(tokens.get("access_token", "")), claims["sub"]) | claims
    read = {ours: str(claims.get(theirs, "")).strip() for ours, theirs in wanted.items()}
    national_id = read.get("national_id", "")
    if "national_id" in wanted and not (national_id.isascii() and national_id.isdecimal()):
        raise NotProven("no_national_id")
    return Proven(settings.OIDC_ISSUER, str(claims["sub"]), read.get("name", ""), national_id)


def _tokens(asked: Asked, code: str, back: str) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": asked.verifier,
        "client_id": settings.OIDC_CLIENT_ID,
    }
    secret = settings.OIDC_CLIENT_SECRET
    login = (settings.OIDC_CLIENT_ID, secret) if secret else None
    return _fetched("POST", _endpoint("token_endpoint"), data=form, auth=login)


def _userinfo(access_token: str, subject: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {access_token}"}
    told = _fetched("GET", _endpoint("userinfo_endpoint"), headers=headers)
    if told.get("sub") != subject:
        raise NotProven("userinfo_sub")
    return told


def _checked(id_token: str, asked: Asked, access_token: str) -> dict[str, Any]:
    claims = _opened(id_token)
    client, now = settings.OIDC_CLIENT_ID, clock.now().timestamp()
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp")
    nonce = str(claims.get("nonce", "")).encode()
    subject = claims.get("sub")
    checks = {
        "iss": claims.get("iss") == settings.OIDC_ISSUER,
        "aud": client in audiences,
        "azp": party == client if party is not None else len(audiences) == 1,
        "exp": _moment(claims.get("exp"), 0) > now - LEEWAY_SECONDS,
        "iat": now - OLDEST_SECONDS < _moment(claims.get("iat"), 0) < now + LEEWAY_SECONDS,
        "nbf": _moment(claims.get("nbf"), 0) < now + LEEWAY_SECONDS,
        "nonce": hmac.compare_digest(nonce, asked.nonce.encode()),
        "sub": isinstance(subject, str) and 0 < len(subject) <= 255,
        "at_hash": "at_hash" not in claims or claims["at_hash"] == _half_hash(access_token),
    }
    for name, right in checks.items():
        if not right:
            raise NotProven(name)
    return claims


def _moment(value: object, absent: float) -> float:
    return float(value) if isinstance(value, int | float) else absent


def _half_hash(access_token: str) -> str:
    """at_hash of RS256 and ES256: the left half of SHA-256."""
    return urlsafe_b64encode(sha256(access_token.encode()).digest()[:16]).rstrip(b"=").decode()


# ── the signature ─────────────────────────────────────────────────────────────────────────────


def _opened(id_token: str) -> dict[str, Any]:
    """The claims, signed under the service's keys. An unknown key: it was changed, fetch anew."""
    try:
        opened = jwt.decode(id_token, _keys(), algorithms=ALGORITHMS)
    except (JoseError, ValueError):
        try:
            opened = jwt.decode(id_token, _keys(anew=True), algorithms=ALGORITHMS)
        except (JoseError, ValueError) as error:
            raise NotProven("signature") from error
    return opened.claims


def _keys(*, anew: bool = False) -> KeySet:
    """The keys the service publishes for signing."""
    place = f"oidc.keys:{settings.OIDC_ISSUER}"
    kept = None if anew else cache.get(place)
    if kept is None:
        kept = _fetched("GET", _endpoint("jwks_uri"))
        cache.set(place, kept, KEPT_SECONDS)
    usable = [key for key in kept.get("keys", []) if key.get("kty") in {"RSA", "EC"}]
    return KeySet.import_key_set({"keys": [k for k in usable if k.get("use", "sig") == "sig"]})


# ── the service ───────────────────────────────────────────────────────────────────────────────


def _discovered(name: str) -> str:
    """One line of the service's own description of itself, "" when it is not there."""
    place = f"oidc.service:{settings.OIDC_ISSUER}"
    kept = cache.get(place)
    if kept is None:
        kept = _fetched(
            "GET", f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
        )
        if kept.get("issuer") != settings.OIDC_ISSUER:
            raise NotProven("discovery_iss")
        cache.set(place, kept, KEPT_SECONDS)
    return str(kept.get(name) or "")


def _endpoint(name: str) -> str:
    found = _discovered(name)
    if not safe(found):
        raise NotProven("discovery")
    return found


def safe(place: str) -> bool:
    """HTTPS, or plain HTTP on one's own machine."""
    parts = urlsplit(place)
    return bool(parts.netloc) and (parts.scheme == "https" or settings.LOCAL)


def _fetched(method: str, place: str, **more: Any) -> dict[str, Any]:
    try:
        with requests.request(
            method,
            place,
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
            stream=True,
            **more,
        ) as answer:
            body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
            if answer.status_code != 200 or len(body) > MOST_BYTES:
                raise NotProven(f"service_{answer.status_code}")
            told = json.loads(body)
    except (requests.RequestException, ValueError, OSError) as error:
        raise NotProven("service") from error
    if not isinstance(told, dict):
        raise NotProven("service")
    return told
