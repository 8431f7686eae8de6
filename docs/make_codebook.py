"""Writes docs/codebook.md from istor/knowledge/typology.tsv:  python docs/make_codebook.py"""

from pathlib import Path

from istor.knowledge import typology


def codebook() -> str:
    """The codebook as Markdown."""
    lines = ["# Codebook", "", "Made by docs/make_codebook.py from istor/knowledge/typology.tsv. An empty cell: that typology has no such act.", ""]
    for family in dict.fromkeys(c.family for c in typology().values()):
        lines += [
            f"## {family.capitalize()}",
            "",
            "| concept | what it is | ACLED | PLOVER | CAMEO root | MUC-4 | violent |",
            "|---|---|---|---|---|---|---|",
        ]
        for c in typology().values():
            if c.family == family:
                cells = (f"`{c.name}`", c.definition, c.acled or "", c.plover or "", c.cameo or "", c.muc4 or "", "yes" if c.violent else "")
                lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    Path(__file__).with_name("codebook.md").write_text(codebook(), encoding="utf-8")
