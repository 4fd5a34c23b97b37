"""What can be done with a crisis? One file per question; the 24 hours run under all of them."""

from casework.actions.crisis.ending import breach, close, end_elsewhere, find_none, settle_by_phone
from casework.actions.crisis.handing_over import prepare_handover
from casework.actions.crisis.planning import fill_holes, settle_plan, sign_plan, write_plan
from casework.actions.crisis.staying import call_service, fill_sheet, note, stabilise
from casework.actions.crisis.taking import accept, arrive, set_out, take_over

__all__ = [
    "accept",
    "arrive",
    "breach",
    "call_service",
    "close",
    "end_elsewhere",
    "fill_holes",
    "fill_sheet",
    "find_none",
    "note",
    "prepare_handover",
    "set_out",
    "settle_by_phone",
    "settle_plan",
    "sign_plan",
    "stabilise",
    "take_over",
    "write_plan",
]
