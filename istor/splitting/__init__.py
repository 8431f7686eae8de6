"""A document becomes parts, blocks, sentences and quotations; offsets stay those of the document."""
