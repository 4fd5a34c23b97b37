"""Why may a step be refused? One class per situation; its docstring is the sentence the person reads."""

from inspect import cleandoc


class Refusal(Exception):
    """This step is not possible now."""

    @property
    def sentence(self) -> str:
        """The English sentence; the screen translates it. Never holds case content."""
        return cleandoc(type(self).__doc__ or "")

    def __str__(self) -> str:
        return self.sentence


class NotYourStep(Refusal):
    """Your role does not take this step. The person who owns it now can."""


class NotFromThisState(Refusal):
    """This step does not fit the state the item is in now. Look at the page again to see what is possible."""


class ReasonNeeded(Refusal):
    """Write down why. The next person has to be able to understand it."""


class ReasonNotInList(Refusal):
    """Choose a reason from the list. Another reason is not valid for this step."""


class CapacityIsNoReason(Refusal):
    """A full team is no reason to give back. Use the waiting list: then the sender knows when you start."""


class AcceptorNeeded(Refusal):
    """Name the person who takes this on. A team alone is not enough."""


class NameTooLong(Refusal):
    """This name is too long: at most 120 characters."""


class SomebodyElseTypes(Refusal):
    """A colleague goes on with this draft. Call each other before you type further."""


class DangerNotAnswered(Refusal):
    """First answer whether there is danger now. 'Unknown' is an answer too."""


class PlaceOrPersonNeeded(Refusal):
    """Say who it is about or where it is. One of the two is enough to start."""


class AnonymityNotAnswered(Refusal):
    """Say what the melder wants: anonymous, known to us only, or open."""


class FeedbackNotSettled(Refusal):
    """First tell the melder that our work is done, or record why that is not possible."""


class MelderCannotBeReached(Refusal):
    """This melder wants to stay unknown and has no code. Choose: not possible."""


class TopicNeeded(Refusal):
    """Choose at least one subject."""


class OutcomeNeeded(Refusal):
    """Choose an outcome first."""


class UnknownOutcome(Refusal):
    """This outcome is not in the list of this tree version."""


class UnknownUrgency(Refusal):
    """Choose an urgency: U0, U1, U2, U3, U4, U5 or U9."""


class AdviceBlocked(Refusal):
    """Advice alone is not possible here: an answer points to danger or unsafety."""


class SecondPersonNeeded(Refusal):
    """Lowering U0, U1 or U2 needs a colleague who looks with you."""


class ColleagueNeeded(Refusal):
    """Two people decide this. Name the colleague who looked along."""


class SecondPersonIsYou(Refusal):
    """You cannot be your own second person. Ask a colleague."""


class SafetyFirst(Refusal):
    """Answer the safety questions first."""


class AnswerNotListed(Refusal):
    """Answer the questions of the list with yes, no or unknown."""


class NotInTheList(Refusal):
    """Choose one of the values in the list."""


class OwnerNeeded(Refusal):
    """Name the care coordinator who gets this case."""


class AttemptIncomplete(Refusal):
    """Say how you tried, in which part of the day, and whether you reached the person."""


class MinutesOutOfRange(Refusal):
    """Fill in how many minutes it took: from 0 to 1,440."""


class VisitCheckNeeded(Refusal):
    """Before the first visit: say whether it is safe to go alone."""


class GoalNeeded(Refusal):
    """Write down the goal in the client's own words."""


class SupporterNotOffered(Refusal):
    """Say whether you offered an independent client supporter. The law asks for it (Wmo 2015, art. 2.3.2)."""


class RefusalWordsNeeded(Refusal):
    """Write down what the person said, as literally as you can."""


class RiskNotWeighed(Refusal):
    """Weigh the risk: what happens when we stay away?"""


class ChainNeeded(Refusal):
    """Say to which service it goes and who took it there."""


class DateNeeded(Refusal):
    """Give a date."""


class HandoverStillOpen(Refusal):
    """A handover is still running. The case stays open until the receiver has had contact of its own."""


class HandoverAlreadyOpen(Refusal):
    """There is already a handover running for this case. Withdraw that one first."""


class ContactFirst(Refusal):
    """A handover begins with contact. First record that you had contact with the person."""


class ChecklistIncomplete(Refusal):
    """The handover is not complete yet. The empty parts are marked."""


class GroundNeeded(Refusal):
    """Choose the legal ground for sharing, and say whether the person agreed."""


class ReceiverNeeded(Refusal):
    """Choose who receives the handover."""


class ReceiverMayNotReceive(Refusal):
    """This team does not receive handovers. Choose another receiver."""


class AlternativeNeeded(Refusal):
    """Name the right gemeente, law or provider. The sender has to know where to go."""


class WaitingTooLong(Refusal):
    """The start date is more than 30 days away. Choose an earlier date."""


class AskedTwiceAlready(Refusal):
    """You have asked twice already. Decide with what you know, or call the sender."""


class AbsenceNeedsReason(Refusal):
    """The client was not there. Write down why, and what you did to try again."""


class OwnContactNeeded(Refusal):
    """Say when and how you had contact yourself. Only then does the responsibility move to you."""


class NextAppointmentNeeded(Refusal):
    """Say when the next appointment is. Then nobody has to wonder what comes next."""


class SourceNeeded(Refusal):
    """Say who told you that the person is still being helped."""


class StillInCareNeeded(Refusal):
    """The person is no longer being helped. Use 'lost after handover': the handover then comes back to you."""


class EarlierReportNeeded(Refusal):
    """Say with which earlier report or case it belongs together."""


class NotLinked(Refusal):
    """This report is not linked to an earlier one."""


class NewFactNotAnswered(Refusal):
    """Say whether there is a new fact: yes or no."""


class ViolenceNotAnswered(Refusal):
    """Say whether children or others depend on the person, and whether there are signs of violence."""


class DayTeamIsOpen(Refusal):
    """The day team is open now and looks at this itself. Call them when it cannot wait."""


class HouseholdNotAsked(Refusal):
    """Answer also whether children depend on this person and whether there is violence. 'Unknown' is an answer."""


class WorkingDayNeeded(Refusal):
    """Choose at least one working day. Somebody who does not work here any more gets a closed account."""


class MdoNeeded(Refusal):
    """You weighed this twice already. First let several disciplines look along, and write down what they decided."""


class DoubtNotAnswered(Refusal):
    """Say whether you doubt that the person can oversee this decision: yes or no."""


class EndTooFar(Refusal):
    """This end is more than ten years ahead. Check the year."""


class EndIsPast(Refusal):
    """This date is past. Give a date that is still to come, or record that the person is back."""


class PartnerNeeded(Refusal):
    """Choose a partner from the list. Other teams get a handover."""


class PartnerAskedByOwner(Refusal):
    """The partner is asked in the same act: the care coordinator of this case records this decision."""


class TaskNeeded(Refusal):
    """Write down what you ask of the partner."""


class StillRunningBeside(Refusal):
    """Another service or a partner is still busy in this case. First record how that ended."""


class NecessityNeeded(Refusal):
    """Say why this domain has to be known here. What does not matter is not scored."""


class ScoreOutOfRange(Refusal):
    """Choose a score from 1 to 5."""


class ResultNeeded(Refusal):
    """Write down what came of it."""
