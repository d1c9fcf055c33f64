"""What people are told when something cannot be done, is not there, or is not theirs to do."""


class Refused(ValueError):
    """What a person asked for cannot be done now; the message says why, in Vietnamese."""


class NotFound(LookupError):
    """What was asked for is not there, or not within the person's reach: a page answers 404."""


class NotAllowed(PermissionError):
    """The person sees the thing, but may not do this with it: a page answers 403."""
