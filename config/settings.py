"""How does this installation run? One file for both engines: the environment chooses, see docs/operations.md.

Without DATABASE_URL three SQLite files, without REDIS_URL everything inside one process.
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Which installation is this? ------------------------------------------------------------------------
PRODUCTION = env.flag("PRODUCTION", False)
DEMO = env.flag("DEMO", not PRODUCTION)
DATABASE_URL = env.text("DATABASE_URL")
REDIS_URL = env.text("REDIS_URL")
SLUITEND_DATA = env.folder("SLUITEND_DATA", BASE_DIR / "var")
PORT = env.integer("PORT", 8000)
REGION = env.text("REGION", "flevoland")
REGION_DIR = BASE_DIR / "regions" / REGION
SITE_URL = env.text("SITE_URL") or f"http://localhost:{PORT}"

if PRODUCTION:
    if DEMO:
        raise ImproperlyConfigured("DEMO=1 and PRODUCTION=1 exclude each other.")
    for needed in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"):
        if not env.text(needed):
            raise ImproperlyConfigured(f"PRODUCTION=1 needs {needed}.")

# The page of DEBUG shows local variables, and those may hold a person's words: never, in any mode.
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY") or env.made_once(SLUITEND_DATA / "secret_key")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS", [])

# --- Apps and requests ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "auditlog",
    "channels",
    "csp",
    "django_htmx",
    # Our own templates stand before allauth's, so that its pages look like ours.
    "casework",
    "workflows",
    "notifications",
    "privacy",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "casework.middleware.CaseworkMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
# The default storage puts messages in a cookie, which is one store too many.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Three databases: records, keys, access rows --------------------------------------------------------
DATABASE_POOL = env.integer("DATABASE_POOL", 8)
DATABASE_LIMITS = {
    "statement_timeout": env.integer("STATEMENT_TIMEOUT_MS", 5_000),
    "lock_timeout": env.integer("LOCK_TIMEOUT_MS", 2_000),
    "idle_in_transaction_session_timeout": env.integer("IDLE_TRANSACTION_TIMEOUT_MS", 10_000),
}


def _database(alias: str, url: str) -> dict[str, Any]:
    """One alias: its own address, else DATABASE_URL's name plus the alias, else a SQLite file."""
    suffix = "" if alias == "default" or url else f"_{alias}"
    if url or DATABASE_URL:
        return env.postgresql(url or DATABASE_URL, suffix=suffix, pool=DATABASE_POOL, limits=DATABASE_LIMITS)
    name = "records" if alias == "default" else alias
    return env.sqlite(SLUITEND_DATA / f"{name}.sqlite3", durable=alias != "default")


DATABASES = {
    "default": _database("default", DATABASE_URL),
    "keystore": _database("keystore", env.text("KEYSTORE_URL")),
    "ledger": _database("ledger", env.text("LEDGER_URL")),
}
DATABASE_ROUTERS = ["privacy.routers.ByClassification"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Hints and tasks: Redis, or this one process --------------------------------------------------------
CHANNEL_LAYERS = {"default": env.channel_layer(REDIS_URL, key=SECRET_KEY)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"visibility_timeout": 300, "unacked_restore_interval": 5, "unacked_restore_throttle": 1}
    if REDIS_URL
    else {"polling_interval": 0.05}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "sluitend"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 50
CELERY_TASK_TIME_LIMIT = 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = "UTC"
# Intervals of seconds need no memory of the last run, so no schedule file that can break.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 1

# --- Who is this? ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "casework.Account"
AUTHENTICATION_BACKENDS = [
    "casework.accounts.Backend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "casework.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Sluitend"
# Addresses are given by the organisation, so the second factor does not wait for a mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# How many different drafts and pages one colleague may search for in an hour, and how often for one of them.
SEARCHES_PER_HOUR, SEARCHES_PER_PAGE = 30, 40

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
# Which teams' hints an open socket may hear; notifications itself knows no accounts.
LIVE_AUDIENCE = "casework.accounts.live_audience"
LIVE_PLACES, LIVE_NAMES = "casework.present.may_be_at", "casework.present.names_of"

# --- Sessions and cookies -------------------------------------------------------------------------------
TLS = PRODUCTION
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# The longest signed shift plus half an hour.
SESSION_COOKIE_AGE = 17 * 3600
# The prefix makes browsers refuse the cookie from any other host, path or from plain http.
SESSION_COOKIE_NAME = "__Host-sluitend" if TLS else "sluitend_session"
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-sluitend-csrf" if TLS else "sluitend_csrf"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"

# --- What a browser may do with our pages ---------------------------------------------------------------
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
# "no-referrer" would make browsers send Origin: null with every form, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # allauth draws the code of a second factor as a data: picture.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- Files, mail, words, log ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", SLUITEND_DATA / "static")
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if PRODUCTION else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = SLUITEND_DATA / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
# Who calls telephones: an SMS gateway with Kannel's interface, user and password in the address. Empty: mail alone.
SMS_URL = env.text("SMS_URL")
SMS_SENDER = env.text("SMS_SENDER", "Sluitend")
# Where mails to the meldpunt wait; the demonstration has a folder, an installation says it or has none.
POSTBAK_URL = env.text("POSTBAK_URL", f"file://{SLUITEND_DATA / 'postbak'}" if DEMO else "")
POSTBAK_SILENCE_MINUTES = env.integer("POSTBAK_SILENCE_MINUTES", 15)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "noreply@example.invalid")
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
AUDITLOG_DISABLE_REMOTE_ADDR = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "withhold": {"()": "config.logs.Withhold"},
        "silent_door": {"()": "config.logs.SilentDoor"},
    },
    "formatters": {"plain": {"()": "config.logs.PlainFormatter"}},
    "handlers": {
        # Standard output belongs to what a command answers.
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stderr",
            "filters": ["withhold", "silent_door"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Replaces Django's own handlers, one of which mails whole requests.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # Statements carry values.
        "django.db.backends": {"level": "WARNING"},
        "celery": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "auditlog": {"level": "WARNING"},
    },
}
