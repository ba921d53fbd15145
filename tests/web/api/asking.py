"""Programs that ask the API: with a key, with a session, without either."""

import json

from django.test import Client

from lvxun.web.api.keys import make_key

V1 = "/api/v1"
RECORDS = f"{V1}/registers/cleaner_production/records"


class Program:
    """Sends JSON with the key of a person; without one it is a stranger."""

    def __init__(self, user=None):
        self.text = make_key(user, "tests", 30)[1] if user else ""
        self.client = Client()

    def __getattr__(self, method):
        def ask(path, body=None, **headers):
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            if self.text:
                sent["Authorization"] = f"Bearer {self.text}"
            extra = {"content_type": "application/json"} if method in ("post", "patch", "put") else {}
            data = json.dumps(body or {}) if extra else body
            return getattr(self.client, method)(path, data, headers=sent, **extra)

        return ask


def one(record):
    return f"{RECORDS}/{record.code}"


def fields(answer):
    return [fault["field"] for fault in answer.json()["faults"]]
