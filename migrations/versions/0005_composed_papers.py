"""composed papers

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-26 09:00:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

document = sa.table(
    'document',
    sa.column('id', sa.Integer),
    sa.column('content', sa.JSON),
    sa.column('composed', sa.JSON),
)
recipient = sa.table(
    'document_recipient',
    sa.column('id', sa.Integer),
    sa.column('document_id', sa.Integer),
    sa.column('position', sa.Integer),
    sa.column('text', sa.String),
    sa.column('organization_id', sa.Integer),
)
step = sa.table(
    'document_step',
    sa.column('id', sa.Integer),
    sa.column('document_id', sa.Integer),
    sa.column('action', sa.String),
    sa.column('content', sa.JSON),
)
organization = sa.table(
    'organization',
    sa.column('id', sa.Integer),
    sa.column('name', sa.String),
    sa.column('committee_name', sa.String),
)


def upgrade():
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.add_column(sa.Column('composed', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('wording', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('facts', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('replaces_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_document_replaces_id'), 'document', ['replaces_id'], ['id']
        )
    with op.batch_alter_table('document_recipient', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('position', sa.Integer(), server_default='0', nullable=False)
        )
        batch_op.add_column(sa.Column('text', sa.String(), server_default='', nullable=False))
        batch_op.alter_column('organization_id', existing_type=sa.INTEGER(), nullable=True)
    _fill()


def downgrade():
    # What was printed stays in the paper; only the lines that nobody receives here go.
    op.execute(recipient.delete().where(recipient.c.organization_id.is_(None)))
    with op.batch_alter_table('document_recipient', schema=None) as batch_op:
        batch_op.alter_column('organization_id', existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column('text')
        batch_op.drop_column('position')
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_document_replaces_id'), type_='foreignkey')
        batch_op.drop_column('replaces_id')
        batch_op.drop_column('facts')
        batch_op.drop_column('wording')
        batch_op.drop_column('composed')


def _fill():
    """Make one list of who is printed and who receives; keep what was composed last."""
    connection = op.get_bind()
    names = _names(connection)
    ids = connection.scalars(sa.select(document.c.id).order_by(document.c.id)).all()
    for document_id in ids:  # one at a time: papers are long, and there may be thousands
        content = connection.scalar(
            sa.select(document.c.content).where(document.c.id == document_id)
        )
        bodies = connection.execute(
            sa.select(recipient.c.id, recipient.c.organization_id)
            .where(recipient.c.document_id == document_id)
            .order_by(recipient.c.id)
        ).all()
        _line_up(connection, document_id, _printed(content), bodies, names)
        _keep_composed(connection, document_id)


def _names(connection):
    rows = connection.execute(
        sa.select(organization.c.id, organization.c.name, organization.c.committee_name)
    )
    return {row.id: {_key(row.name), _key(row.committee_name)} - {''} for row in rows}


def _printed(content):
    """Return the lines under "Nơi nhận"; of a certified copy the block that certifies has them."""
    paper = content or {}
    return (paper.get('copy') or paper).get('recipients') or []


def _key(line):
    bare = (line or '').replace('*', '').replace('\u2060', '').strip(' -–;,.')
    if bare.endswith(')'):  # "Thường trực Tỉnh ủy (để báo cáo)"
        bare = bare.rpartition('(')[0]
    return ' '.join(bare.casefold().split())


def _line_up(connection, document_id, lines, bodies, names):
    """Give each line a row, of a body that receives the paper its own; the other bodies follow."""
    left = {row.organization_id: row.id for row in bodies}
    for position, line in enumerate(lines):
        body = next((one for one in left if _key(line) in names.get(one, ())), None)
        if body is None:
            row = {'document_id': document_id, 'position': position, 'text': line}
            connection.execute(recipient.insert().values(organization_id=None, **row))
        else:
            _place(connection, left.pop(body), position, line)
    for position, row_id in enumerate(left.values(), len(lines)):
        _place(connection, row_id, position, '')


def _place(connection, row_id, position, line):
    connection.execute(
        recipient.update().where(recipient.c.id == row_id).values(position=position, text=line)
    )


def _keep_composed(connection, document_id):
    content = connection.scalar(
        sa.select(step.c.content)
        .where(step.c.document_id == document_id, step.c.action == 'composed')
        .order_by(step.c.id.desc())
        .limit(1)
    )
    if not content or content.get('copy'):
        return
    bodies = connection.execute(
        sa.select(recipient.c.text, recipient.c.organization_id)
        .where(recipient.c.document_id == document_id)
        .order_by(recipient.c.position)
    ).all()
    bound = {row.text: row.organization_id for row in bodies if row.text}
    lines = [{'text': one, 'organization_id': bound.get(one)} for one in _printed(content)]
    lines += [{'text': '', 'organization_id': row.organization_id} for row in bodies if not row.text]
    composed = {'paper': content, 'recipients': lines}
    connection.execute(
        document.update().where(document.c.id == document_id).values(composed=composed)
    )
