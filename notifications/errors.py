"""What can go wrong when somebody must be told? Mistakes of the caller, found before anything is written."""


class NotificationError(Exception):
    """This message could not be prepared, so nothing was changed."""


class UnknownEvent(NotificationError):
    """This kind of message does not exist."""


class NobodyToTell(NotificationError):
    """This message has no receiver."""


class NotAReference(NotificationError):
    """A message names an item by its reference and by nothing else."""


class UnknownTransport(NotificationError):
    """There is no such way to send a message."""


class NotAccepted(NotificationError):
    """The gateway did not take this text message; it is tried again."""


class NotLive(NotificationError):
    """Live updates are not available at this moment; the page asks for changes by itself."""
