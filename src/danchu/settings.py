"""One settings file. What differs between machines comes from the environment and fails loudly.

| name              | meaning                                                                    |
|-------------------|----------------------------------------------------------------------------|
| DANCHU_LOCAL      | 1 on one's own machine: no HTTPS, a secret key kept in var/                |
| DANCHU_VAR        | folder for the database, files and logs; default `var/` beside the code    |
| DANCHU_HOSTS      | host names served, comma separated; required when not local                |
| DANCHU_CLAMD      | the socket of clamd, "/run/clamav/clamd.ctl" or "127.0.0.1:3310"; "" none  |
| DANCHU_SITE_URL   | the public address printed on papers and in feeds                          |
| DATABASE_URL      | postgres://user:password@host:port/name; default SQLite in DANCHU_VAR      |
| SECRET_KEY        | required when not local                                                    |
| SECRET_KEY_FALLBACKS | former keys, comma separated, while a key is being changed              |
| DANCHU_PROXIES    | how many reverse proxies stand in front (0: trust no forwarded address)    |
| DANCHU_SYSLOG     | host:port or a socket path that also receives the security log             |
| SECURITY_CONTACT  | whom to tell of a hole, mailto:… or https://…; required when not local     |
| SECURITY_LOG_DAYS | how long the security log is kept; at least 365                            |
| DANCHU_OIDC_*     | the state's identity service: _ISSUER, _CLIENT_ID, _CLIENT_SECRET, _SCOPES,|
|                   | _CLAIMS (name=…,national_id=…), _LABEL; without _ISSUER it is off          |
| DANCHU_SMS_*      | gateway for codes by phone: _URL, _TOKEN, _DAY_CAP; without _URL it is off |
| DANCHU_KEPT_MB    | memory of each worker for public pages it has made; default 32, 0: none    |
| DANCHU_TRUST_FOLDER | certificates (PEM) of the authorities whose signatures are known here; |
|                   | default `trust/` in DANCHU_VAR; empty: no signer is known                  |
| DANCHU_IDENTITY_KEYS | keys that seal numbers of persons, newest first: 2026a:…,2025a:…        |
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from danchu.kit.unsafe import refusals

ROOT = Path(__file__).resolve().parents[2]


# ── the three readers ─────────────────────────────────────────────────────────────────────────


def text(name: str, default: str | None = None) -> str:
    """The variable's value; without a default it must be set."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set; see the table in danchu/settings.py")
    return value


def number(name: str, default: int, *, at_least: int = 0) -> int:
    """A whole number not under `at_least`."""
    raw = text(name, str(default))
    if not raw.isdecimal() or int(raw) < at_least:
        raise ImproperlyConfigured(f"{name}={raw!r} must be a whole number, at least {at_least}")
    return int(raw)


def flag(name: str, default: bool = False) -> bool:
    """1 or 0, nothing else."""
    raw = text(name, "1" if default else "0")
    if raw not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}={raw!r} must be 1 or 0")
    return raw == "1"


def database(url: str) -> dict[str, Any]:
    """Django's description of one database address. SQLite paths and PostgreSQL only."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
            "CONN_MAX_AGE": 60,
        }
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        "DATABASE_URL must look like postgres://user:password@host:5432/danchu or sqlite:///path"
    )


def pairs(name: str, default: str, *, between: str) -> dict[str, str]:
    """ "a=1,b=2" with `between` "="; the order is kept."""
    found: dict[str, str] = {}
    for part in filter(None, text(name, default).split(",")):
        left, sign, right = (piece.strip() for piece in part.partition(between))
        if not left or not sign or not right or left in found:
            raise ImproperlyConfigured(f"{name} must look like one{between}value,two{between}value")
        found[left] = right
    return found


def kept_secret(folder: Path, name: str = "secret.key") -> str:
    """A key made once for one's own machine. Never used in production."""
    file = folder / name
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


# ── where we are ──────────────────────────────────────────────────────────────────────────────

LOCAL = flag("DANCHU_LOCAL")
VAR = Path(text("DANCHU_VAR", str(ROOT / "var")))
LAW_FOLDER = ROOT / "law"
DATA_FOLDER = ROOT / "data"
DEBUG = False
SECRET_KEY = kept_secret(VAR) if LOCAL and "SECRET_KEY" not in os.environ else text("SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in text("SECRET_KEY_FALLBACKS", "").split(",") if key]
ALLOWED_HOSTS = text("DANCHU_HOSTS", "127.0.0.1,localhost" if LOCAL else None).split(",")
SITE_URL = text("DANCHU_SITE_URL", "" if LOCAL else None).rstrip("/")
SECURITY_CONTACT = text("SECURITY_CONTACT", "mailto:an-toan@localhost" if LOCAL else None)
PROXIES = number("DANCHU_PROXIES", 0)
if not LOCAL and (
    found := refusals(
        keys=[SECRET_KEY, *SECRET_KEY_FALLBACKS],
        hosts=ALLOWED_HOSTS,
        site_url=SITE_URL,
        var=VAR,
        contact=SECURITY_CONTACT,
    )
):
    raise ImproperlyConfigured("\n".join(["unsafe settings:", *found]))

# ── the rooms ─────────────────────────────────────────────────────────────────────────────────

ROOMS = [
    "kit",
    "places",
    "people",
    "rulebook",
    "duties",
    "documents",
    "behalf",
    "postings",
    "meetings",
    "disclosure",
    "decisions",
    "personal_data",
    "petitions",
    "reception",
    "front",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *(f"danchu.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "danchu.kit.logs.operation",
    "danchu.front.kept.watch",
    "django.middleware.gzip.GZipMiddleware",  # a poor line; it pads at random (BREACH)
    "csp.middleware.CSPMiddleware",
    "danchu.kit.readable.watch",
    "danchu.front.offline.mark",
    "danchu.front.appearance.watch",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "danchu.people.gate.watch",
    "danchu.rulebook.rulebook.watch",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "danchu.front.errors.wrong_way",
]
ROOT_URLCONF = "danchu.urls"
WSGI_APPLICATION = "danchu.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danchu.front.context.house",
            ],
        },
    }
]
FORM_RENDERER = "danchu.kit.forms.Renderer"

# ── what is kept ──────────────────────────────────────────────────────────────────────────────

DATABASES = {
    "default": database(text("DATABASE_URL", f"sqlite:///{quote(str(VAR / 'danchu.sqlite3'))}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
    }
}
KEPT_BYTES = number("DANCHU_KEPT_MB", 32) * 1024 * 1024
FILES_FOLDER = VAR / "files"
SEALED_FOLDER = VAR / "sealed"
TRUST_FOLDER = Path(text("DANCHU_TRUST_FOLDER", str(VAR / "trust")))
ERASURES_FILE = VAR / "erasures.jsonl"  # what was erased, by id: outlives a restored database
FILE_MAX_BYTES = 20 * 1024 * 1024
CLAMD = text("DANCHU_CLAMD", "")
FILE_UPLOAD_HANDLERS = [
    "danchu.kit.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# ── language and time ─────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

# ── static files ──────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ── people ────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["danchu.people.adapters.OnlyRealPeople"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 12},
        "UserAttributeSimilarityValidator": {"user_attributes": ["username", "full_name"]},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
MFA_ADAPTER = "danchu.people.adapters.SecretsAtRest"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a clock half a minute off; `people.codes` refuses a code used before
ACCOUNT_ADAPTER = "danchu.people.adapters.ClosedDoors"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # only allauth's own checks read it
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # `kit.limits` counts: allauth's would lock out a hamlet
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
# The state's identity service, shaped like VNeID, and codes to a phone; off until configured.
OIDC_ISSUER = text("DANCHU_OIDC_ISSUER", "")
OIDC_CLIENT_ID = text("DANCHU_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = text("DANCHU_OIDC_CLIENT_SECRET", "")
OIDC_SCOPES = text("DANCHU_OIDC_SCOPES", "openid profile")
OIDC_CLAIMS = pairs("DANCHU_OIDC_CLAIMS", "name=name,national_id=national_id", between="=")
OIDC_LABEL = text("DANCHU_OIDC_LABEL", "VNeID")
SMS_URL = text("DANCHU_SMS_URL", "")
SMS_TOKEN = text("DANCHU_SMS_TOKEN", "")
SMS_DAY_CAP = number("DANCHU_SMS_DAY_CAP", 2000, at_least=1)
_own_key = f"local:{kept_secret(VAR, 'identity.key')}" if LOCAL else ""
IDENTITY_KEYS = pairs("DANCHU_IDENTITY_KEYS", _own_key, between=":")
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "/viec/"
LOGOUT_REDIRECT_URL = "/"

# ── safety ────────────────────────────────────────────────────────────────────────────────────

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# ── logs: one for operation (no persons, no addresses), one for security ──────────────────────

SECURITY_LOG_DAYS = number("SECURITY_LOG_DAYS", 400, at_least=365)
SYSLOG = text("DANCHU_SYSLOG", "")
LOG_FOLDER = VAR / "log"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "danchu.kit.logs.Lines"}},
    "handlers": {
        name: {
            "()": "danchu.kit.logs.DailyFile",
            "folder": str(LOG_FOLDER / name),
            "formatter": "lines",
        }
        for name in ("operation", "security")
    },
    # Django's own warnings quote paths and names; as `Lines` they keep only kind and place.
    "loggers": {
        "django": {"handlers": ["operation"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["operation"], "level": "ERROR", "propagate": False},
        "danchu.operation": {"handlers": ["operation"], "level": "INFO", "propagate": False},
        "danchu.security": {"handlers": ["security"], "level": "INFO", "propagate": False},
    },
}
if SYSLOG:
    host, _, port = SYSLOG.rpartition(":")
    LOGGING["handlers"]["syslog"] = {  # type: ignore[index]
        "class": "logging.handlers.SysLogHandler",
        "address": (host, int(port)) if port.isdecimal() else SYSLOG,
        "facility": "authpriv",
        "formatter": "lines",
    }
    LOGGING["loggers"]["danchu.security"]["handlers"].append("syslog")  # type: ignore[index]
