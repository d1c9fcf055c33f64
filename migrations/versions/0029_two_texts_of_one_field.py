"""two texts of one field, who wrote a field last, and files of tablets

Revision ID: 0029
Revises: 0028
Create Date: 2026-11-30 14:00:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None

OPEN = sa.text('settled_at IS NULL')


def upgrade():
    op.create_table(
        'field_writer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('visit_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('stamp', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['visit_id'], ['visit.id'], name=op.f('fk_field_writer_visit_id'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_field_writer_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_field_writer')),
        sa.UniqueConstraint('visit_id', 'name', name=op.f('uq_field_writer_visit_id_name')),
    )
    op.create_table(
        'clash',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('visit_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('label', sa.String(), nullable=False),
        sa.Column('kept', sa.String(), nullable=False),
        sa.Column('kept_by_id', sa.Integer(), nullable=True),
        sa.Column('offered', sa.String(), nullable=False),
        sa.Column('offered_by_id', sa.Integer(), nullable=False),
        sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('key', sa.String(), server_default='', nullable=False),
        sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('settled_by_id', sa.Integer(), nullable=True),
        sa.Column('settled_how', sa.String(), server_default='', nullable=False),
        sa.Column('settled_as', sa.String(), server_default='', nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('organization_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['visit_id'], ['visit.id'], name=op.f('fk_clash_visit_id'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['kept_by_id'], ['user.id'], name=op.f('fk_clash_kept_by_id')),
        sa.ForeignKeyConstraint(
            ['offered_by_id'], ['user.id'], name=op.f('fk_clash_offered_by_id')
        ),
        sa.ForeignKeyConstraint(
            ['settled_by_id'], ['user.id'], name=op.f('fk_clash_settled_by_id')
        ),
        sa.ForeignKeyConstraint(['issuer_id'], ['issuer.id'], name=op.f('fk_clash_issuer_id')),
        sa.ForeignKeyConstraint(
            ['organization_id'], ['organization.id'], name=op.f('fk_clash_organization_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_clash')),
    )
    with op.batch_alter_table('clash', schema=None) as batch_op:
        for column in ('visit_id', 'offered_by_id', 'issuer_id', 'organization_id'):
            batch_op.create_index(batch_op.f(f'ix_clash_{column}'), [column], unique=False)
        batch_op.create_index(
            'uq_clash_open',
            ['visit_id', 'name', 'offered_by_id'],
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        )
    op.create_table(
        'tablet_import',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('writer_id', sa.Integer(), nullable=False),
        sa.Column('brought_by_id', sa.Integer(), nullable=False),
        sa.Column('brought_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('content', sa.String(), nullable=False),
        sa.Column('imported_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('done', sa.Integer(), server_default='0', nullable=False),
        sa.Column('refused', sa.Integer(), server_default='0', nullable=False),
        sa.ForeignKeyConstraint(
            ['issuer_id'], ['issuer.id'], name=op.f('fk_tablet_import_issuer_id')
        ),
        sa.ForeignKeyConstraint(['writer_id'], ['user.id'], name=op.f('fk_tablet_import_writer_id')),
        sa.ForeignKeyConstraint(
            ['brought_by_id'], ['user.id'], name=op.f('fk_tablet_import_brought_by_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_tablet_import')),
    )
    with op.batch_alter_table('tablet_import', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_tablet_import_issuer_id'), ['issuer_id'], unique=False
        )


def downgrade():
    op.drop_table('tablet_import')
    op.drop_table('clash')
    op.drop_table('field_writer')
