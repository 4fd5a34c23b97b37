"""Which fields does an action ask for? One form per action; the form's class names the action."""

from casework.forms.base import ActionForm

__all__ = ["ActionForm"]
