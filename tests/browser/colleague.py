"""Who sits at the screen? A colleague in a browser of their own, who notices everything the browser complains about."""

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# A page that says "not found" or "not yet" is an answer; the browser also writes its status on the console.
STATUS = re.compile(r"Failed to load resource: the server responded with a status of (403|404|409|422)")
REF = re.compile(r"\b(?:[BMCHTUX]|F[CP])-[0-9A-HJKMNP-TV-Z]{8}\b")


OF_A_REQUEST = ("error: htmx:afterRequest", "error: htmx:sendError", "error: htmx:sendAbort")
"""What htmx says of a request that got no answer: two of these for each."""


class Colleague:
    """A signed-in (or not yet signed-in) person with one page."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url = context, url
        self.complaints: list[str] = []
        self.left: list[str] = []
        context.on("console", self._heard)
        context.on("requestfailed", self._given_up)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = context.new_page()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not self._expected(message):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _given_up(self, request: Request) -> None:
        """Whoever goes to another page while something is being fetched for this one gives that up."""
        if request.failure == "net::ERR_ABORTED":
            self.left.append(request.url)

    def heard_wrong(self) -> list[str]:
        """Every complaint, without what htmx says twice of each request that was given up by going on."""
        given_up = 2 * len(self.left)
        wrong = []
        for line in self.complaints:
            if given_up and line.startswith(OF_A_REQUEST):
                given_up -= 1
            else:
                wrong.append(line)
        return wrong

    def _expected(self, message: ConsoleMessage) -> bool:
        own_page = message.page is not None and message.location.get("url") == message.page.url
        return bool(STATUS.match(message.text)) and own_page

    def forgive(self, words: str) -> None:
        """What the browser says about a network that the test itself took away is no complaint of ours."""
        self.complaints = [line for line in self.complaints if words not in line]

    # -- moving about ----------------------------------------------------------------------------------

    def sign_in(self, username: str, password: str) -> None:
        """By the form, as everybody does."""
        self.go("/account/login/")
        self.page.fill('input[name="login"]', username)
        self.page.fill('input[name="password"]', password)
        self.page.click('main form.form button[type="submit"]')
        expect(self.page.locator('form[action*="logout"]')).to_be_visible()

    def go(self, path: str) -> int:
        """Opens a page of the product; its status."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        return answer.status

    def tab(self) -> Page:
        """A second tab in the same browser."""
        return self.context.new_page()

    # -- reading ---------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The name at the top of the page."""
        return str(
            self.page.locator(".top__end > span:not(.live)").evaluate(
                "el => el.firstChild.textContent.trim()"
            )
        )

    def row(self, ref: str) -> Locator:
        """The row of an item in the work list."""
        return self.page.locator(f"#item-{ref}")

    def says(self, words: str) -> None:
        """The page says this, now or in a moment."""
        expect(self.page.locator("body")).to_contain_text(words)

    # -- doing -----------------------------------------------------------------------------------------

    def click(self, name: str, *, exact: bool = False) -> None:
        """The button, or else the link, with this name."""
        button = self.page.get_by_role("button", name=name, exact=exact)
        link = self.page.get_by_role("link", name=name, exact=exact)
        button.or_(link).first.click()

    def fill(self, **values: str) -> None:
        """Types into fields by their name in the form."""
        for name, value in values.items():
            self.page.locator(f'main [name="{name}"]').fill(value)

    def choose(self, **values: str) -> None:
        """Picks one of the choices in sight, or from a list, by the name of the field and the value."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]').first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()

    def send(self) -> None:
        """The main button of the form."""
        self.page.locator("main form button.nl-button--primary").first.click()

    # -- judging ---------------------------------------------------------------------------------------

    def axe(self, *, rules: tuple[str, ...] = ()) -> list[str]:
        """What axe finds on this page, one line per node. `rules`: only these instead of all of WCAG 2.2 AA."""
        chosen: dict[str, Any] = (
            {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
        )
        # A page whose stylesheets are still on their way has other sizes than the one a person sees.
        self.page.wait_for_load_state("load")
        # Handing over the source is not stopped by the content policy, and leaves no script in the page.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(
            "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", chosen
        )
        path = self.page.url.removeprefix(self.url)
        return [
            f"{path}: {violation['id']} at {node['target'][0]}: {node['failureSummary'].splitlines()[-1].strip()}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def overflow(self) -> str:
        """Empty when nothing scrolls sideways; else by how much, and which element is widest."""
        return str(
            self.page.evaluate(
                """() => {
                    const root = document.documentElement, extra = root.scrollWidth - root.clientWidth;
                    if (!extra) return "";
                    const widest = [...document.querySelectorAll("main *, header *, nav *")]
                        .map(el => [el.getBoundingClientRect().right, el]).sort((a, b) => b[0] - a[0])[0][1];
                    return `${location.pathname}: ${extra}px, ${widest.tagName}.${widest.className}`;
                }"""
            )
        )
