"""posts that may be sent, no-shows undone, what people hand over

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-30 02:30:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def key(table, column, to):
    return sa.ForeignKeyConstraint([column], [f'{to}.id'], name=op.f(f'fk_{table}_{column}'))


def upgrade():
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('posts', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('serves_from', sa.Date(), nullable=True))
    op.create_table('eligible_post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('post', sa.String(), nullable=False),
    sa.Column('share', sa.Integer(), server_default=sa.text('100'), nullable=False),
    sa.Column('most', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    key('eligible_post', 'activity_id', 'activity'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_eligible_post'))
    )
    op.create_table('undone_no_show',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('replacement_id', sa.Integer(), nullable=True),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reported_by_id', sa.Integer(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_by_id', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    key('undone_no_show', 'visit_id', 'visit'),
    key('undone_no_show', 'user_id', 'user'),
    key('undone_no_show', 'replacement_id', 'user'),
    key('undone_no_show', 'reported_by_id', 'user'),
    key('undone_no_show', 'undone_by_id', 'user'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_undone_no_show'))
    )
    op.create_table('handed_over',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issuer_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('heir_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('href', sa.String(), server_default='', nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    key('handed_over', 'issuer_id', 'issuer'),
    key('handed_over', 'user_id', 'user'),
    key('handed_over', 'heir_id', 'user'),
    key('handed_over', 'by_id', 'user'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handed_over'))
    )
    for table, column in (
        ('eligible_post', 'activity_id'), ('undone_no_show', 'visit_id'), ('handed_over', 'user_id')
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f'ix_{table}_{column}'), [column], unique=False)


def downgrade():
    # What was undone and handed over is forgotten; visits, papers and seats stay as they then are.
    for table in ('handed_over', 'undone_no_show', 'eligible_post'):
        op.drop_table(table)
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_column('serves_from')
        batch_op.drop_column('posts')
