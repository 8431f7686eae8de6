"""Bytes become text: strict UTF-8 first, then the character set that the bytes look like."""

from __future__ import annotations

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotText(ValueError):
    """The bytes are no text."""


def decode(data: bytes) -> str:
    """The text of `data`. Raises NotText for empty or binary input."""
    if not data.strip():
        raise NotText("the file is empty")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    control = sum(data[:4096].count(bytes([b])) for b in (*range(9), 14, 15, *range(16, 27)))
    if data[:4096].count(0) > 3 or control > len(data[:4096]) * 0.02:
        raise NotText("the file is binary, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        if best is None:
            raise NotText("no character set fits the bytes") from None
        return data.decode(best.encoding, errors="replace")


def clean(text: str) -> str:
    """Line ends united and NULs taken out, before the text becomes evidence."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
