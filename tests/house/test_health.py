"""What does a monitor learn? Which part is missing, and nothing else."""

import pytest
from django.db import DatabaseError, connections


def test_a_living_process_answers_without_a_database(client):
    assert client.get("/health/live").content == b"ok\n"


@pytest.mark.django_db
def test_an_installation_is_ready_when_all_three_databases_answer(client):
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert {"default", "keystore", "ledger"} <= response.json().keys()


@pytest.mark.django_db
def test_a_silent_ledger_is_named(client, monkeypatch):
    def fails() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(connections["ledger"], "cursor", fails)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["ledger"] is False
    assert response.json()["default"] is True


@pytest.mark.redis
@pytest.mark.django_db
def test_a_silent_redis_is_named(client, settings):
    assert client.get("/health/ready").json()["redis"] is True
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["redis"] is False
