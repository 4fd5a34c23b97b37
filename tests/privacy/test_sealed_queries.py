"""What do queries, copies and bulk writes get of a sealed column? Nothing that opens, in few statements."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction

from privacy.context import acting
from privacy.errors import ForeignSealed, Integrity, NotReleased
from privacy.sealed import (
    MASK,
    open_for,
    prepare_for,
    reveal,
)
from tests.privacy.conftest import CANARY, row_id, statements
from tests.privacy.sample import Someone
from tests.privacy.test_sealed import look

pytestmark = pytest.mark.django_db


def test_deferred_columns_load_when_asked_for(someone, anke, django_assert_num_queries):
    with acting(anke):
        lean = Someone.objects.defer("name").get(pk=someone.pk)
        assert lean.get_deferred_fields() == {"name"}
        with django_assert_num_queries(1):
            assert lean.name.reveal(look(anke, lean)) == CANARY
        only = Someone.objects.only("ref").get(pk=someone.pk)
        only.ref = "P-9"
        only.save()
        assert only.get_deferred_fields() >= {"name", "concern"}
    assert Someone.objects.get(pk=someone.pk).name == someone.name


def test_saving_one_field_leaves_the_others_as_they_were(someone, anke):
    before = Someone.objects.get(pk=someone.pk)
    with acting(anke):
        someone.name, someone.concern = "Nieuwe naam", "niet bewaard"
        someone.save(update_fields=["name"])
        after = Someone.objects.get(pk=someone.pk)
        assert after.name != before.name
        assert after.concern == before.concern
        assert after.name.reveal(look(anke, after)) == "Nieuwe naam"


def test_saving_twice_encrypts_once(someone):
    first = someone.name.digest()
    someone.save()
    assert someone.name.digest() == first == Someone.objects.get(pk=someone.pk).name.digest()
    assert Someone(name="x").name.digest() is None


def test_many_records_go_in_at_once(anke):
    with acting(anke):
        rows = [Someone(name=f"{CANARY} {n}") for n in range(25)]
        prepare_for(rows)
        Someone.objects.bulk_create(rows)
        found = list(Someone.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))
        open_for(found)
        permit = look(anke, *found)
        assert [row.name.reveal(permit) for row in found] == [f"{CANARY} {n}" for n in range(25)]


@pytest.mark.parametrize(
    "question",
    [
        {"name": CANARY},
        {"name__exact": CANARY},
        {"name__icontains": "Kan"},
        {"name__in": [CANARY]},
        {"name__gt": ""},
        {"answers__Q1": "ja"},
        {"name": None},
    ],
)
def test_a_sealed_column_answers_no_questions(someone, question):
    with pytest.raises(FieldError):
        list(Someone.objects.filter(**question))


def test_the_database_may_be_asked_whether_anything_is_there(someone):
    assert list(Someone.objects.filter(pk=someone.pk, melder__isnull=True)) == [someone]
    assert not Someone.objects.filter(pk=someone.pk, name__isnull=True)


def test_update_and_bulk_update_of_a_sealed_column_are_refused(someone):
    for value in (CANARY, someone.name, Someone(name=CANARY).name):
        with pytest.raises(FieldError):
            Someone.objects.filter(pk=someone.pk).update(name=value)
    someone.name = "Ander"
    with pytest.raises(FieldError):
        Someone.objects.bulk_update([someone], ["name"])


def test_values_and_unions_give_sealed_values_that_cannot_be_opened(someone, anke):
    with acting(anke):
        rows = [
            *Someone.objects.filter(pk=someone.pk).values("name"),
            *Someone.objects.values("name").union(Someone.objects.values("concern")),
        ]
        for row in rows:
            assert str(row["name"]) == MASK
            with pytest.raises(NotReleased):
                row["name"].reveal(look(anke, someone))


def test_a_sealed_value_is_not_carried_to_another_row(someone, anke):
    with acting(anke):
        with pytest.raises(ForeignSealed), transaction.atomic():
            Someone.objects.create(name=someone.name)
        loaded = Someone.objects.get(pk=someone.pk)
        loaded.pk = Someone().pk
        loaded._state.adding = True
        with pytest.raises(ForeignSealed), transaction.atomic():
            loaded.save()
        other = Someone.objects.create(name=reveal(someone, "name", release=look(anke, someone))["name"])
        assert other.name.reveal(look(anke, other)) == CANARY


def test_ciphertext_swapped_between_two_rows_is_refused(someone, anke):
    with acting(anke):
        other = Someone.objects.create(name="iemand anders")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE privacy_sample_someone SET name = (SELECT concern FROM privacy_sample_someone "
                "WHERE id = %s) WHERE id = %s",
                [row_id(someone), row_id(other)],
            )
        found = Someone.objects.get(pk=other.pk)
        with pytest.raises(Integrity):
            found.name.reveal(look(anke, found))


def test_a_page_of_fifty_costs_one_question_for_keys_and_one_event(anke):
    with acting(anke):
        rows = [Someone(name=f"{CANARY} {n}", concern="x") for n in range(50)]
        with statements("keystore") as asked:
            prepare_for(rows)
            Someone.objects.bulk_create(rows)
        assert asked() == ["INSERT"]
    with acting(anke):
        found = list(Someone.objects.filter(pk__in=[row.pk for row in rows]))
        with statements("keystore") as keys, statements("ledger") as events, statements("default") as records:
            open_for(found)
            permit = look(anke, *found)
            assert len([reveal(row, "name", "concern", "answers", release=permit) for row in found]) == 50
        assert (keys(), events(), records()) == (["SELECT"], ["INSERT"], [])
