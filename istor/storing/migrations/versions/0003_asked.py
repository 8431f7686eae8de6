"""Points of pairs that clustering asked for, so that they are not asked again."""

from alembic import op

from istor.storing import schema

revision = "0003"
down_revision = "0002"

TABLES = (schema.asked,)


def upgrade() -> None:
    for table in TABLES:  # a new store has them from the first revision, which makes all tables that there are
        table.create(op.get_bind(), checkfirst=True)


def downgrade() -> None:
    for table in reversed(TABLES):
        table.drop(op.get_bind())
