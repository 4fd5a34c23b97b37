"""What stands ready for a browser test? The running product, one browser, and colleagues who sign in to it.

These tests use HTTP and pages alone, never the ORM: Playwright keeps an event loop in this thread.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.browser.colleague import Colleague
from tests.browser.running import Running, start, stop

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=10_000)

SignIn = Callable[..., Colleague]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser, and time on a machine that does other things as well.

    A module is run by one worker, which starts its product once; the pages of each role can be read apart.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))
            if item.path.stem != "test_pages":
                item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as it is installed on this machine."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    assert path is not None, "Chromium is not installed"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a product that was started on nothing, filled its demo and stopped: every other one begins so."""
    folder = tmp_path_factory.mktemp("first")
    stop(start(folder))
    return folder


def start_as(first: Path, folder: Path) -> Running:
    """The product as it stands after its first start, in a folder of its own."""
    shutil.copytree(first / "data", folder / "data")
    return start(folder)


@pytest.fixture(scope="session")
def live(first_start: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The product with its demo, for everything that leaves the clock alone."""
    running = start_as(first_start, tmp_path_factory.mktemp("live"))
    yield running
    stop(running)


@pytest.fixture(scope="module")
def own(first_start: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The product for one module: its clock may be moved."""
    running = start_as(first_start, tmp_path_factory.mktemp("own"))
    yield running
    stop(running)


class Doorway:
    """Opens browsers: one context per colleague, and at the end asks each what the browser complained about."""

    def __init__(self, browser: Browser, kept: dict[tuple[str, str], StorageState]) -> None:
        self.browser, self.kept = browser, kept
        self.inside: list[Colleague] = []

    def nobody(self, running: Running, **options: Any) -> Colleague:
        """A browser in which nobody is signed in."""
        given = {
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
            "viewport": {"width": 1280, "height": 900},
        }
        context = self.browser.new_context(**(given | options))
        colleague = Colleague(context, running.url)
        self.inside.append(colleague)
        return colleague

    def __call__(self, running: Running, username: str, **options: Any) -> Colleague:
        """A colleague at the first page after signing in. The form is used the first time; then the cookie is kept."""
        key = (running.url, username)
        if key in self.kept:
            return self.nobody(running, storage_state=self.kept[key], **options)
        colleague = self.nobody(running, **options)
        colleague.sign_in(username, running.accounts[username].password)
        self.kept[key] = colleague.context.storage_state()
        return colleague


@pytest.fixture(scope="session")
def kept() -> dict[tuple[str, str], StorageState]:
    """The cookies of who signed in before."""
    return {}


@pytest.fixture
def enter(browser: Browser, kept: dict[tuple[str, str], StorageState]) -> Iterator[Doorway]:
    """Lets colleagues in. A message on any of their consoles fails the test: that is how the policy is checked."""
    doorway = Doorway(browser, kept)
    yield doorway
    complaints = [line for colleague in doorway.inside for line in colleague.heard_wrong()]
    for colleague in doorway.inside:
        colleague.context.close()
    assert complaints == []
