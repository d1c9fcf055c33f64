"""which version of a report was opened; answers that were added to; teams and papers of rounds

Revision ID: 0021
Revises: 0020
Create Date: 2026-11-30 02:40:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('handing', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('opened_version', sa.Integer(), server_default='0', nullable=False)
        )
        batch_op.add_column(
            sa.Column('version_opened_at', sa.DateTime(timezone=True), nullable=True)
        )
    with op.batch_alter_table('paper_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('amended_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        'round_team',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], ondelete='CASCADE',
                                name=op.f('fk_round_team_activity_id_activity')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_round_team')),
        sa.UniqueConstraint('activity_id', 'position', name=op.f('uq_round_team_activity_id_position')),
    )
    with op.batch_alter_table('round_team', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_team_activity_id'), ['activity_id'])
    for table in ('seat', 'assignment'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('team_id', sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                op.f(f'fk_{table}_team_id_round_team'), 'round_team', ['team_id'], ['id'],
                ondelete='SET NULL',
            )
    op.create_table(
        'handover',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('seat_id', sa.Integer(), nullable=True),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('papers', sa.JSON(), nullable=False),
        sa.Column('handed_on', sa.Date(), nullable=False),
        sa.Column('handed_by', sa.String(), nullable=False),
        sa.Column('way', sa.String(), nullable=False),
        sa.Column('note', sa.String(), server_default='', nullable=False),
        sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('noted_by_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], ondelete='CASCADE',
                                name=op.f('fk_handover_activity_id_activity')),
        sa.ForeignKeyConstraint(['noted_by_id'], ['user.id'],
                                name=op.f('fk_handover_noted_by_id_user')),
        sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], ondelete='SET NULL',
                                name=op.f('fk_handover_seat_id_seat')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_handover')),
    )
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handover_activity_id'), ['activity_id'])
        batch_op.create_index(batch_op.f('ix_handover_seat_id'), ['seat_id'])
    # Of what was opened before, the version is the one that was there at that moment.
    op.execute(
        """
        UPDATE handing SET version_opened_at = opened_at, opened_version = COALESCE((
            SELECT MAX(sent_report.number) FROM sent_report
            WHERE sent_report.submission_id = handing.submission_id
              AND sent_report.sent_at <= handing.opened_at
        ), 1)
        WHERE opened_at IS NOT NULL AND submission_id IS NOT NULL
        """
    )


def downgrade():
    op.drop_table('handover')
    for table in ('assignment', 'seat'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f'fk_{table}_team_id_round_team'), type_='foreignkey')
            batch_op.drop_column('team_id')
    op.drop_table('round_team')
    with op.batch_alter_table('paper_request', schema=None) as batch_op:
        batch_op.drop_column('amended_at')
    with op.batch_alter_table('handing', schema=None) as batch_op:
        batch_op.drop_column('version_opened_at')
        batch_op.drop_column('opened_version')
