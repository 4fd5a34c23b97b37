"""How sensitive is what other packages store? One declaration per model that is not ours.

Names and addresses of staff are PER: they are kept readable because logging in needs them, and they are
about employees, never about residents. A model missing here fails the check for unclassified fields.
"""

from typing import Any

from privacy.classification import INT, PER, PUB

DECLARED: dict[str, dict[str, Any]] = {
    "auth.permission": {"fields": {"name": PUB, "content_type": PUB, "codename": PUB}},
    "auth.group": {"fields": {"name": INT}},
    "contenttypes.contenttype": {"fields": {"app_label": PUB, "model": PUB}},
    # A session holds the reference of the account and what a page must remember, never content.
    "sessions.session": {"fields": {"session_key": INT, "session_data": INT, "expire_date": INT}},
    "account.emailaddress": {
        "fields": {"user": INT, "email": PER("staff"), "verified": INT, "primary": INT},
    },
    "account.emailconfirmation": {"fields": {"email_address": INT, "created": INT, "sent": INT, "key": INT}},
    "mfa.authenticator": {
        "fields": {"user": INT, "type": INT, "data": PER("staff"), "created_at": INT, "last_used_at": INT},
    },
    # Only configuration, directory and roster models are registered there, with values that are PUB or INT.
    "auditlog.logentry": {
        "fields": {
            "content_type": INT,
            "object_pk": INT,
            "object_id": INT,
            "object_repr": INT,
            "serialized_data": INT,
            "action": INT,
            "changes_text": INT,
            "changes": INT,
            "actor": INT,
            "actor_email": PER("staff"),
            "cid": INT,
            "remote_addr": INT,
            "remote_port": INT,
            "timestamp": INT,
            "additional_data": INT,
        },
    },
}
