"""What can go wrong with a lab."""


class LabError(Exception):
    """The lab, or its LXD, did not do what it was asked to do."""


class LabUnavailable(LabError):
    """No lab can be had on this machine; the message is one sentence that says why."""
