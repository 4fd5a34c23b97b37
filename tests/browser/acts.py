"""How many acts does a piece of work take? A press or one field filled in is an act; reading and scrolling are none."""

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.browser.colleague import Colleague

WIDTHS = (360, 1280)


def resize(colleague: Colleague, width: int) -> None:
    """A phone, or a screen on a desk."""
    colleague.page.set_viewport_size({"width": width, "height": 800})


def readable(colleague: Colleague) -> None:
    """Nothing for axe to complain about and nothing that scrolls sideways, on the page as it is."""
    assert colleague.axe() == []
    assert colleague.overflow() == ""


@dataclass
class Acts:
    """Counts what one colleague does."""

    colleague: Colleague
    count: int = 0

    def press(self, what: Locator) -> None:
        """A button or a link that is there for a person to see."""
        expect(what).to_be_visible()
        what.click()
        self.count += 1

    def fill(self, name: str, value: str) -> None:
        """One text."""
        self.colleague.page.locator(f'main [name="{name}"]').fill(value)
        self.count += 1

    def choose(self, name: str, value: str) -> None:
        """One of the choices in sight."""
        self.colleague.page.locator(f'main [name="{name}"][value="{value}"]').check()
        self.count += 1
