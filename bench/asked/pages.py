"""What does a page of the work list cost, and does it matter how deep it lies? (P1, P3)

P1 counts statements: the whole page over HTTP with its 20 rows, and what is read for 20 and for 100 rows. P3 times the
first page and the last one, of 20 rows.
"""

from bench.asked.timing import Figures, asking, counted, in_rounds

ROUNDS = 15
STEP = 1_000
"""How many rows are read at once on the way to the last page."""


def ask() -> Figures:
    """Of the desk of a triagist of the meldpunt, on which every open melding of the region stands."""
    from django.test import Client

    from casework.edge import acting_for
    from casework.models import Account
    from casework.reading.worklist import PAGE, worklist
    from privacy.context import acting

    triagist = Account.objects.get(username="seed_triagist")
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(triagist, backend="casework.accounts.Backend")
    found: Figures = {}
    browser.get("/werkvoorraad/")
    with counted() as over_http:
        assert browser.get("/werkvoorraad/").status_code == 200
    found["P1 page of 20 over HTTP, statements"] = asking(over_http)
    found["P1 the same, begin and commit too"] = len(over_http)
    by = acting_for(triagist)
    with acting(by):
        for rows in (PAGE, 100):
            with counted() as read:
                worklist(by, limit=rows)
            found[f"P1 {rows} rows read, statements"] = asking(read)
        after, rows_on_desk, last = None, 0, None
        while True:
            page = worklist(by, after=after, limit=STEP)
            rows_on_desk += len(page.rows)
            if page.after is None:
                break
            after = page.after
        # The mark from which twenty rows are left: the last page as somebody would reach it.
        left = worklist(by, after=after, limit=max(len(page.rows) - PAGE, 1))
        last = left.after or after
        times = in_rounds(
            {
                "P3 first page": lambda: worklist(by),
                "P3 last page": lambda: worklist(by, after=last),
                "P3 first page of 100": lambda: worklist(by, limit=100),
            },
            rounds=ROUNDS,
        )
    return found | {"rows on the desk": rows_on_desk} | times
