"""The tables, in SQLAlchemy Core: plain types that SQLite and PostgreSQL share. Values are JSON; what is filtered by has a column."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

reports = Table(
    "reports", metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("coded", String(64)),  # digest of text and coder that the mentions were made from; null = still to code
)  # fmt: skip
versions = Table(
    "report_versions", metadata,
    Column("report", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip
mentions = Table(
    "mentions", metadata,
    Column("id", String, primary_key=True),
    Column("report", String, ForeignKey("reports.id"), nullable=False, index=True),
    Column("event", String, index=True),
    Column("body", Text, nullable=False),
)  # fmt: skip
events = Table(
    "events", metadata,
    Column("id", String, primary_key=True),
    Column("type", String, index=True),
    Column("family", String, index=True),
    Column("stage", String, index=True),
    Column("violent", Boolean),
    Column("date_start", String(10), index=True),
    Column("date_end", String(10)),
    Column("country", String(3), index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", String),
    Column("place", String),
    Column("killed", Integer),
    Column("injured", Integer),
    Column("reports", Integer),
    Column("origins", Integer),
    Column("disagree", Boolean, index=True),
    Column("reviewed", Boolean, nullable=False, default=False),
    Column("languages", String),
    Column("outlets", String),
    Column("actors", String),
    Column("search", Text),
    Column("body", Text, nullable=False),
    Index("events_point", "latitude", "longitude"),
)  # fmt: skip
forwards = Table(
    "forwards", metadata,
    Column("old", String, primary_key=True),
    Column("new", String, nullable=False),
)  # fmt: skip
judgements = Table(
    "judgements", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, unique=True, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip

# What linking keeps, so that adding touches a neighbourhood only (storing/adding.py). It can be made anew from the mentions at any time.
profiles = Table(
    "link_profiles", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("mention", String, unique=True, nullable=False),
    Column("ordered", Text, nullable=False),  # where it stands in its blocks
    Column("body", Text, nullable=False),
)  # fmt: skip
blocks = Table(
    "link_blocks", metadata,
    Column("k", BigInteger, primary_key=True, autoincrement=False),
    Column("profile", Integer, primary_key=True, autoincrement=False),
    Column("told", BigInteger),  # the week in which it tells a clue, where the block is a clue that may be crowded
    sqlite_with_rowid=False,
)  # fmt: skip
links = Table(
    "links", metadata,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False, index=True),
    Column("points", Float, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
asked = Table(
    "link_asked", metadata,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False, index=True),
    Column("points", Float),  # of a pair that clustering asked for; null = something excludes it
    sqlite_with_rowid=False,
)  # fmt: skip
stale = Table("stale_events", metadata, Column("event", String, primary_key=True))
"""Events of which a report was coded anew since they were made."""
state = Table("link_state", metadata, Column("name", String, primary_key=True), Column("body", Text, nullable=False))
"""What the links were made with; empty while they are not whole."""
