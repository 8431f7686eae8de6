"""A document becomes parts, blocks, sentences and quotations; offsets stay those of the document."""

from istor.splitting.parts import split

__all__ = ["split"]
