"""A message is here. Which of the two does it become: a melding, or an item that somebody owns?"""

from typing import Any

from casework import attachments
from casework.actions import melding as meldingen
from casework.actions.command import command
from casework.directory.current import pack
from casework.errors import SentTwice
from casework.mail import Attachment as Sent
from casework.models import Account, Melding, PostbakItem
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.postbak import WHY
from workflows.refusals import NotInTheList
from workflows.roles import Role


@command
def take_in(
    *, by: Acting, report: dict[str, Any], content_digest: str = "", sent_along: tuple[Sent, ...] = ()
) -> Melding:
    """A message that could be read becomes a melding, with what was sent along.

    `report`: the arguments of melding.receive. `content_digest`: SHA-256 in hex of what the message says, apart from
    its identity. Raises SentTwice, or the refusals of melding.receive.
    """
    melding = meldingen.receive(by=by, **report)
    melding.content_digest = content_digest
    attachments.keep_all(sent_along, melding=melding)
    return melding


@command
def keep(
    *,
    by: Acting,
    why: str,
    name: str,
    source_digest: str,
    original: bytes = b"",
    whole: bool = True,
) -> PostbakItem:
    """A message that could not become a melding by itself waits for the duty, with a clock and sealed as it came.

    `why`: one of workflows.postbak.WHY. `name`: by which its sender or its folder knows it, such as line:17. `whole`:
    `original` is all of it. Raises SentTwice when it is here already, NotInTheList for an unknown reason.
    """
    if why not in WHY:
        raise NotInTheList
    earlier = PostbakItem.objects.filter(source_digest=source_digest).first()
    if earlier is not None:
        raise SentTwice(earlier)
    item = PostbakItem(
        owner_team_id=pack().region.about.meldpunt, why=why, source_digest=source_digest, size=len(original),
        whole=whole,
    )  # fmt: skip
    current_work().add(item)
    attachments.keep(original, number=0, name=name, type="", item=item)
    tell_team(item.owner_team_id, "postbak.received", about=item)
    if why == "mailbox_silent":
        _tell_the_leads(item)
    return item


def _tell_the_leads(item: PostbakItem) -> None:
    """Nobody sees a mail that does not come: people with a name hear of it."""
    for lead in Account.objects.filter(team_id=item.owner_team_id, role=str(Role.TEAM_LEAD), is_active=True):
        tell_person(lead, "postbak.silent", about=item)
