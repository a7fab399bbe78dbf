"""What went wrong with single things."""

from dataclasses import dataclass, field

from hinterland.work.items import Trouble


@dataclass
class Noted:
    """The port `TroubleLog`."""

    troubles: list[tuple[str, str, Exception]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    def note(self, what: str, about: str, error: Exception) -> None:
        self.troubles.append((what, about, error))

    def set_aside(self, about: str, trouble: Trouble) -> None:
        assert trouble.is_set_aside
        self.aside.append(about)
