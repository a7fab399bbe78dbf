"""Every error that Hinterland raises on purpose. Adapters translate AWS errors into these."""


class HinterlandError(Exception):
    """The root: catch this to catch all that was foreseen.

    `code` is stable and for machines; the message is for the person who has to act.
    """

    code = "error"


class MissingSettingError(HinterlandError):
    """An environment variable that the function needs is not set."""

    code = "missing_setting"


class NotFoundError(HinterlandError):
    """Something that was asked for by name does not exist."""

    code = "not_found"


class NotPossibleError(HinterlandError):
    """What was asked for makes no sense as things stand; `code` says in which way."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class RejectedError(HinterlandError):
    """A drop that cannot be worked on; the message tells the client what to do about it.

    `details` name records or places in the file, one sentence each.
    """

    def __init__(self, code: str, reason: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.details = details


class ConflictError(HinterlandError):
    """Somebody else changed a row or an object first; read it again and decide anew."""

    code = "conflict"


class ThrottledError(HinterlandError):
    """AWS asked us to slow down or was briefly unavailable; the caller may try again."""

    code = "throttled"
