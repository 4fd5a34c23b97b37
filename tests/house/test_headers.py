"""What may a browser do with what we send it?"""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.headers import HeadersMiddleware


def answer(response: HttpResponse) -> HttpResponse:
    """`response` after the middleware, for a plain request."""
    return HeadersMiddleware(lambda request: response)(RequestFactory().get("/"))


def test_a_page_made_for_a_person_is_kept_nowhere():
    assert answer(HttpResponse("werkvoorraad"))["Cache-Control"] == "no-store"


def test_a_file_that_names_its_own_lifetime_keeps_it():
    file = HttpResponse(headers={"Cache-Control": "max-age=60, public"})
    assert answer(file)["Cache-Control"] == "max-age=60, public"


def test_other_sites_cannot_embed_an_answer_or_use_a_camera():
    response = answer(HttpResponse())
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_every_page_carries_the_whole_policy(client):
    response = client.get("/account/login/")
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
