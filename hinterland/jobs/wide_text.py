"""Text in UTF-16 or UTF-32 that no mark announces: told by how its bytes read."""

_ENCODINGS = ("utf-32-be", "utf-32-le", "utf-16-be", "utf-16-le")
_HEAD_BYTES = 4096
# Of so many characters one may be odd.
_ODD = 50


def wide_encoding(head: bytes) -> str | None:
    """Return the encoding in which bytes with zeros among them are text, if there is one."""
    whole = head[: min(len(head), _HEAD_BYTES) // 4 * 4]
    if b"\x00" not in whole:
        return None
    is_narrow = _is_text(whole.replace(b"\x00", b"").decode("utf-8", "replace"))
    for name in _ENCODINGS:
        text = whole.decode(name, "replace")
        # By chance, zeros hardly ever make a line end; and text with a few stray zeros reads well
        # without them.
        has_lines = "\n" in text or "\r" in text
        if has_lines and _is_text(text) and (text.isascii() or not is_narrow):
            return name
    return None


def _is_text(text: str) -> bool:
    odd = sum(char == "\ufffd" or not (char.isprintable() or char in "\r\n\t") for char in text)
    return odd * _ODD <= len(text)
