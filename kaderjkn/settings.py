"""Settings, read from the environment; without one, the private services of a checkout are used.

`DJANGO_ENV=production` demands every secret and turns the protections of a public site on. Anything else is
a developer's machine or the demo.
"""

import sys
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import environ
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

PRODUCTION = env.str("DJANGO_ENV", "local") == "production"
TESTING = "pytest" in sys.modules
DEBUG = False if PRODUCTION else env.bool("DJANGO_DEBUG", False)

LOCAL_SECRET = "local-only-not-a-secret-0123456789-abcdefghijklmnop"  # noqa: S105 (refused in production by `env`)
SECRET_KEY = env.str("DJANGO_SECRET_KEY") if PRODUCTION else env.str("DJANGO_SECRET_KEY", LOCAL_SECRET)
# Two keys of their own, so that sessions can be renewed without losing files or the matching of NIK.
NIK_HASH_KEY = env.str("NIK_HASH_KEY") if PRODUCTION else env.str("NIK_HASH_KEY", "local-nik-key")
FILE_KEY = env.str("FILE_KEY") if PRODUCTION else env.str("FILE_KEY", "local-file-key")
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS") if PRODUCTION else ["*"]
SITE_URL = (env.str("SITE_URL") if PRODUCTION else env.str("SITE_URL", "http://127.0.0.1:8000")).rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])


def service_urls() -> tuple[str, str, str]:
    """Addresses of database, cache and broker: from the environment, or the checkout's private services."""
    database_url, redis_url = env.str("DATABASE_URL", ""), env.str("REDIS_URL", "")
    if PRODUCTION and not (database_url and redis_url):
        message = "Production needs DATABASE_URL and REDIS_URL."
        raise environ.ImproperlyConfigured(message)
    from kaderjkn import local  # noqa: PLC0415 (needs the extra `embedded` only when it starts something)

    if not (database_url and redis_url):
        services = local.ensure_services()
        database_url, redis_url = database_url or services.database_url, redis_url or services.redis_url
    return database_url, redis_url, env.str("BROKER_URL", "") or local.broker_url_from(redis_url)


DATABASE_URL, REDIS_URL, CELERY_BROKER_URL = service_urls()

INSTALLED_APPS = [
    "kaderjkn.common.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_htmx",
    "django_structlog",
    "import_export",
    "pghistory",
    "pgtrigger",
    "rules.apps.AutodiscoverRulesConfig",
    "kaderjkn.common",
    "cadres",
    "arrears",
    "meetings",
    "kaderjkn.collections",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kaderjkn.common.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "kaderjkn.common.request_log.PathsOnlyMiddleware",
    "kaderjkn.common.accounts.middleware.FirstStepsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kaderjkn.urls"
WSGI_APPLICATION = "kaderjkn.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kaderjkn.common.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES["default"].setdefault("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Each test process has keys of its own; a worker that it starts is told by REDIS_PREFIX (tests/conftest.py).
REDIS_PREFIX = env.str("REDIS_PREFIX", f"test-{uuid4().hex[:8]}" if TESTING else "kaderjkn")
if TESTING:  # two runs in one checkout do not meet
    DATABASES["default"]["TEST"] = {"NAME": f"{REDIS_PREFIX}-tests"}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
    }
}

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 3600
CELERY_TASK_SOFT_TIME_LIMIT = 3500
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": f"{REDIS_PREFIX}:", "visibility_timeout": 7200}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
DJANGO_STRUCTLOG_CELERY_ENABLED = True

AUTH_USER_MODEL = "common.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "kaderjkn.common.accounts.backends.LoginBackend",
    "rules.permissions.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
# gunicorn sees the proxy's address; the client's stands in the last entry that our own proxy wrote.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1 if PRODUCTION else 0)

# Universal Health Coverage: least share of the population registered, and of the registered active. The programme
# has changed both before.
UHC_REGISTERED = Fraction(env.str("UHC_REGISTERED", "0.95"))
UHC_ACTIVE = Fraction(env.str("UHC_ACTIVE", "0.80"))

# Sign-in pages and flows (django-allauth): names and phones, no sign-up, no e-mail.
ACCOUNT_ADAPTER = "kaderjkn.common.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "kaderjkn.common.accounts.forms.LoginForm",
    "change_password": "kaderjkn.common.accounts.forms.ChangePasswordForm",
    "reauthenticate": "kaderjkn.common.accounts.forms.ReauthenticateForm",
}
# Sixty cadres share one Wi-Fi: addresses may do much, one account at one address (`key`) or one user little.
# Wrong passwords are django-axes' business below; `login_failed` also limits the codes of the second factor.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,10/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "20/15m/user",
}

# Second factor: authenticator app or passkey; compulsory for everybody but cadres where this is on.
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", PRODUCTION)
MFA_ADAPTER = "kaderjkn.common.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "kaderjkn.common.accounts.forms.ActivateTotpForm",
    "authenticate": "kaderjkn.common.accounts.forms.AuthenticateForm",
    "reauthenticate": "kaderjkn.common.accounts.forms.ReauthenticateByCodeForm",
    "add_webauthn": "kaderjkn.common.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "kaderjkn.common.accounts.forms.EditPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}

# Lockout (django-axes): five wrong passwords for one account from one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "kaderjkn.common.accounts.axes.counted_username"
AXES_CLIENT_IP_CALLABLE = "kaderjkn.common.accounts.addresses.counted_address"
AXES_LOCKOUT_CALLABLE = "kaderjkn.common.accounts.axes.lockout_page"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_NEVER_LOCKOUT_GET = True
AXES_DISABLE_ACCESS_LOG = True  # signed-in devices stand in the list of sessions
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "oldpassword", "code", "credential"]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATIC_BUILT = env.bool("STATIC_BUILT", PRODUCTION)  # by collectstatic: compressed, under names with a hash
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "kaderjkn.common.static_storage.BuiltStaticFiles"
        if STATIC_BUILT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_BUILT
LOCAL_MEDIA = Path(gettempdir()) / REDIS_PREFIX if TESTING else BASE_DIR / ".local" / "media"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(LOCAL_MEDIA)))

# An uploaded list: 93 MB holds a million rows (LIBRARIES: readers); larger ones are refused with a sentence.
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 150 * 1024 * 1024)
UPLOAD_RETENTION_DAYS = env.int("UPLOAD_RETENTION_DAYS", 365)
# How long a cadre's phone may keep its households without coming: from the last time that it came.
PHONE_LEASE_DAYS = env.int("PHONE_LEASE_DAYS", 7)
# Messages of the office: `console`, `file`, or the dotted path of a gateway's class; production has none by itself.
OUTREACH_GATEWAY = env.str("OUTREACH_GATEWAY", "" if PRODUCTION else "file")
OUTREACH_FILE = env.str("OUTREACH_FILE", str(MEDIA_ROOT / "messages.jsonl"))
OUTREACH_PER_MINUTE = env.int("OUTREACH_PER_MINUTE", 30)  # of one branch
OUTREACH_PER_DAY = env.int("OUTREACH_PER_DAY", 2000)
OUTREACH_WEBHOOK_KEY = env.str("OUTREACH_WEBHOOK_KEY", "")  # signs what the gateway tells; without one nothing is taken
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],  # blob: pictures that a phone keeps
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.SELF],
    "object-src": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kaderjkn.common.views.errors.csrf_failure"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Files in the admin area; the big lists go the staging way.
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
IMPORT_EXPORT_SKIP_ADMIN_EXPORT_UI = False
