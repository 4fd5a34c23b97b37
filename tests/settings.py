"""With which settings do the tests run? The product's own, in a data folder of this process alone.

The engine follows DATABASE_URL and REDIS_URL as in the product; tools/run_tests.py runs both.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="sluitend-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in (
    "PRODUCTION",
    "DEMO",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "KEYSTORE_URL",
    "LEDGER_URL",
    "STATIC_ROOT",
):
    os.environ.pop(name, None)
os.environ["SLUITEND_DATA"] = FOLDER
# A test may keep a transaction open on one database while it works on another.
os.environ["IDLE_TRANSACTION_TIMEOUT_MS"] = "0"
os.environ["STATEMENT_TIMEOUT_MS"] = "30000"

from config.settings import *  # noqa: E402, F403  the environment must stand first
from config.settings import CHANNEL_LAYERS, DATABASES, REDIS_URL  # noqa: E402

for alias, database in DATABASES.items():
    # A pool that was opened before the test databases existed goes on asking for the real ones.
    database["OPTIONS"].pop("pool", None)
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in the product: in memory neither the log nor the locks are the real ones.
        database["TEST"] = {"NAME": f"{FOLDER}/test_{alias}.sqlite3"}
if REDIS_URL:
    # Parallel test processes share one server and must not hear each other.
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"test-{os.getpid()}"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tables as the models say: that the migrations say the same is a check of its own, and whoever starts the product in a
# test goes through them. The kernel's own migrations run, for they hold the guards of the ledger.
MIGRATION_MODULES = dict.fromkeys(
    ("account", "auditlog", "auth", "casework", "contenttypes", "mfa", "notifications", "sessions")
)
