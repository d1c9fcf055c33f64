"""What people are told when something cannot be done."""


class Refused(ValueError):
    """What a person asked for cannot be done now; the message says why, in Vietnamese."""
