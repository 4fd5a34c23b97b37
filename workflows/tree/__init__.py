"""The crisiswijzer: questions in order, a proposal with the answers that drove it. One dated file each."""

from workflows.tree.definition import ANSWERS, LEVELS, Question, TreeError
from workflows.tree.engine import Tree, UnknownAnswer, load
from workflows.tree.proposal import Because, Deviation, HardStop, Proposal, deviation

__all__ = [
    "ANSWERS",
    "LEVELS",
    "Because",
    "Deviation",
    "HardStop",
    "Proposal",
    "Question",
    "Tree",
    "TreeError",
    "UnknownAnswer",
    "deviation",
    "load",
]
