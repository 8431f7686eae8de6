"""What linking keeps of each mention, so that adding touches a neighbourhood only."""

from alembic import op

from istor.storing import schema

revision = "0002"
down_revision = "0001"

TABLES = (schema.profiles, schema.blocks, schema.links, schema.stale, schema.state)


def upgrade() -> None:
    for table in TABLES:  # a new store has them from the first revision, which makes all tables that there are
        table.create(op.get_bind(), checkfirst=True)


def downgrade() -> None:
    for table in reversed(TABLES):
        table.drop(op.get_bind())
