"""terms of the register, confirmed years, removed activities, dated letterheads

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-29 22:40:00

"""
import re
from datetime import date

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

issuer = sa.table(
    'issuer',
    sa.column('id', sa.Integer),
    sa.column('term', sa.String),
    sa.column('numbers_restart', sa.String),
)
term = sa.table(
    'register_term',
    sa.column('issuer_id', sa.Integer),
    sa.column('name', sa.String),
    sa.column('first_day', sa.Date),
    sa.column('last_day', sa.Date),
    sa.column('version', sa.Integer),
)
counter = sa.table(
    'register_counter',
    sa.column('id', sa.Integer),
    sa.column('issuer_id', sa.Integer),
    sa.column('symbol', sa.String),
    sa.column('period', sa.String),
    sa.column('last', sa.Integer),
    sa.column('base', sa.Integer),
    sa.column('base_on', sa.Date),
)
document = sa.table(
    'document',
    sa.column('issuer_id', sa.Integer),
    sa.column('symbol', sa.String),
    sa.column('period', sa.String),
    sa.column('number', sa.Integer),
    sa.column('issued_on', sa.Date),
    sa.column('is_on_paper', sa.Boolean),
)


def upgrade():
    op.create_table(
        'register_term',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('first_day', sa.Date(), nullable=False),
        sa.Column('last_day', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.ForeignKeyConstraint(
            ['issuer_id'], ['issuer.id'], name=op.f('fk_register_term_issuer_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_register_term')),
        sa.UniqueConstraint('issuer_id', 'name', name=op.f('uq_register_term_issuer_id_name')),
    )
    op.create_table(
        'calendar_year',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('note', sa.String(), server_default='', nullable=False),
        sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('confirmed_by_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['confirmed_by_id'], ['user.id'], name=op.f('fk_calendar_year_confirmed_by_id')
        ),
        sa.ForeignKeyConstraint(
            ['issuer_id'], ['issuer.id'], name=op.f('fk_calendar_year_issuer_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_year')),
        sa.UniqueConstraint('issuer_id', 'year', name=op.f('uq_calendar_year_issuer_id_year')),
    )
    op.create_table(
        'issuer_head',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('since', sa.Date(), nullable=True),
        sa.Column('superior_line', sa.String(), nullable=False),
        sa.Column('own_line', sa.String(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('style', sa.String(), server_default='party', nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.ForeignKeyConstraint(
            ['issuer_id'], ['issuer.id'], name=op.f('fk_issuer_head_issuer_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_issuer_head')),
        sa.UniqueConstraint('issuer_id', 'since', name=op.f('uq_issuer_head_issuer_id_since')),
    )
    op.create_table(
        'removed_activity',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('plan_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('removed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('removed_by_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['plan_id'], ['plan.id'], name=op.f('fk_removed_activity_plan_id')
        ),
        sa.ForeignKeyConstraint(
            ['removed_by_id'], ['user.id'], name=op.f('fk_removed_activity_removed_by_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_removed_activity')),
    )
    with op.batch_alter_table('removed_activity', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_removed_activity_plan_id'), ['plan_id'], unique=False
        )
    with op.batch_alter_table('register_counter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('base', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('base_on', sa.Date(), nullable=True))
    connection = op.get_bind()
    _name_the_terms(connection)
    _find_what_was_begun_on_paper(connection)
    with op.batch_alter_table('issuer', schema=None) as batch_op:
        batch_op.drop_column('term')


def downgrade():
    with op.batch_alter_table('issuer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('term', sa.String(), server_default='', nullable=False))
    connection = op.get_bind()
    rows = connection.execute(sa.select(term.c.issuer_id, term.c.name).order_by(term.c.first_day))
    for row in rows.all():  # the last of an issuer stays
        connection.execute(
            issuer.update().where(issuer.c.id == row.issuer_id).values(term=row.name)
        )
    with op.batch_alter_table('register_counter', schema=None) as batch_op:
        batch_op.drop_column('base_on')
        batch_op.drop_column('base')
    op.drop_table('removed_activity')
    op.drop_table('issuer_head')
    op.drop_table('calendar_year')
    op.drop_table('register_term')


def _name_the_terms(connection):
    """A term was a name only: its years tell its days, or the first paper that it numbered."""
    rows = connection.execute(sa.select(issuer.c.id, issuer.c.term).where(issuer.c.term != ''))
    for row in rows.all():
        first, last = _days_of(connection, row.id, row.term)
        connection.execute(
            term.insert().values(
                issuer_id=row.id, name=row.term, first_day=first, last_day=last, version=1
            )
        )


def _days_of(connection, issuer_id, name):
    years = re.fullmatch(r'\D*(\d{4})\D+(\d{4})\D*', name)
    if years and 1930 <= int(years[1]) <= int(years[2]) <= 2099:
        return date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
    first = connection.scalar(
        sa.select(sa.func.min(document.c.issued_on)).where(
            document.c.issuer_id == issuer_id, document.c.period == name
        )
    )
    return first or date(date.today().year, 1, 1), None


def _find_what_was_begun_on_paper(connection):
    """The numbers before the first that the program gave, or all where it has given none yet."""
    for row in connection.execute(sa.select(counter)).all():
        given = connection.execute(
            sa.select(document.c.number, document.c.issued_on)
            .where(
                document.c.issuer_id == row.issuer_id,
                document.c.symbol == row.symbol,
                document.c.period == row.period,
                document.c.number.is_not(None),
                document.c.is_on_paper.is_(False),
            )
            .order_by(document.c.number)
        ).first()
        base = given.number - 1 if given else row.last
        day = given.issued_on if given else _first_day(row.period)
        if base and day:
            connection.execute(
                counter.update().where(counter.c.id == row.id).values(base=base, base_on=day)
            )


def _first_day(period):
    year = re.match(r'\D*(\d{4})', period)
    return date(int(year[1]), 1, 1) if year else date.today()
