"""answers of an outline by the keys of columns; what was sent, as it was sent; due days counted anew

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-29 22:45:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

FREE = [{'key': '0', 'title': 'Tiêu đề', 'is_gone': False},
        {'key': '1', 'title': 'Nội dung', 'is_gone': False}]
ONE = [{'key': '0', 'title': 'Nội dung', 'is_gone': False}]

part = sa.table(
    'outline_part',
    sa.column('id', sa.Integer), sa.column('activity_id', sa.Integer),
    sa.column('position', sa.Integer), sa.column('level', sa.Integer),
    sa.column('kind', sa.String), sa.column('title', sa.String),
    sa.column('is_optional', sa.Boolean), sa.column('columns', sa.JSON),
)
answer = sa.table(
    'outline_answer',
    sa.column('id', sa.Integer), sa.column('submission_id', sa.Integer),
    sa.column('part_id', sa.Integer), sa.column('text', sa.String), sa.column('rows', sa.JSON),
)
submission = sa.table(
    'submission',
    sa.column('id', sa.Integer), sa.column('assignment_id', sa.Integer),
    sa.column('summary', sa.String), sa.column('file_id', sa.Integer),
    sa.column('saved_at', sa.DateTime(timezone=True)),
    sa.column('submitted_at', sa.DateTime(timezone=True)),
    sa.column('submitted_by_id', sa.Integer),
)
assignment = sa.table(
    'assignment', sa.column('id', sa.Integer), sa.column('activity_id', sa.Integer)
)
figure = sa.table(
    'activity_figure',
    sa.column('id', sa.Integer), sa.column('activity_id', sa.Integer),
    sa.column('part_id', sa.Integer), sa.column('position', sa.Integer),
    sa.column('label', sa.String), sa.column('unit', sa.String),
)
value = sa.table(
    'figure_value',
    sa.column('submission_id', sa.Integer), sa.column('figure_id', sa.Integer),
    sa.column('value', sa.Numeric(12, 2)),
)
sent = sa.table(
    'sent_report',
    sa.column('submission_id', sa.Integer), sa.column('number', sa.Integer),
    sa.column('sent_at', sa.DateTime(timezone=True)), sa.column('sent_by_id', sa.Integer),
    sa.column('file_id', sa.Integer), sa.column('report', sa.JSON),
)


def upgrade():
    op.create_table(
        'outline_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('made_by_id', sa.Integer(), nullable=False),
        sa.Column('said', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_outline_version_activity_id')
        ),
        sa.ForeignKeyConstraint(
            ['made_by_id'], ['user.id'], name=op.f('fk_outline_version_made_by_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_outline_version')),
        sa.UniqueConstraint(
            'activity_id', 'number', name=op.f('uq_outline_version_activity_id_number')
        ),
    )
    with op.batch_alter_table('outline_version', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_outline_version_activity_id'), ['activity_id'], unique=False
        )
    op.create_table(
        'sent_report',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('submission_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('sent_by_id', sa.Integer(), nullable=True),
        sa.Column('file_id', sa.Integer(), nullable=True),
        sa.Column('report', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['submission_id'], ['submission.id'], name=op.f('fk_sent_report_submission_id')
        ),
        sa.ForeignKeyConstraint(['sent_by_id'], ['user.id'], name=op.f('fk_sent_report_sent_by_id')),
        sa.ForeignKeyConstraint(
            ['file_id'], ['stored_file.id'], name=op.f('fk_sent_report_file_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_report')),
        sa.UniqueConstraint(
            'submission_id', 'number', name=op.f('uq_sent_report_submission_id_number')
        ),
    )
    for table in ('outline_part', 'activity_figure'):
        op.add_column(table, sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('milestone', sa.Column('recounted_on', sa.Date(), nullable=True))
    op.add_column('milestone', sa.Column('recounted_from', sa.Date(), nullable=True))
    connection = op.get_bind()
    shapes = _key_columns(connection)
    _key_rows(connection, shapes)
    _keep_what_was_sent(connection)


def downgrade():
    connection = op.get_bind()
    _place_rows(connection)
    op.drop_table('sent_report')
    with op.batch_alter_table('outline_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outline_version_activity_id'))
    op.drop_table('outline_version')
    for table, names in (
        ('outline_part', ('removed_at',)),
        ('activity_figure', ('removed_at',)),
        ('milestone', ('recounted_from', 'recounted_on')),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.drop_column(name)


def _key_columns(connection):
    """Give each column a key; cells beyond the last one get a column that is gone."""
    widths = {}
    for row in connection.execute(sa.select(answer.c.part_id, answer.c.rows)).all():
        cells = [len(one.get('cells') or []) for one in row.rows or []]
        widths[row.part_id] = max([widths.get(row.part_id, 0), *cells])
    shapes = {}
    for row in connection.execute(sa.select(part.c.id, part.c.kind, part.c.columns)).all():
        titles = row.columns or []
        kept = [
            {'key': str(number), 'title': title, 'is_gone': False}
            for number, title in enumerate(titles)
        ]
        there = FREE if row.kind == 'free' else (kept or ONE)
        gone = [
            {'key': str(number), 'title': f'Cột cũ thứ {number + 1}', 'is_gone': True}
            for number in range(len(there), widths.get(row.id, 0))
        ]
        shapes[row.id] = (there, gone)
        connection.execute(part.update().where(part.c.id == row.id).values(columns=kept + gone))
    return shapes


def _key_rows(connection, shapes):
    for row in connection.execute(
        sa.select(answer.c.id, answer.c.part_id, answer.c.rows)
    ).all():
        there, gone = shapes[row.part_id]
        keys = [one['key'] for one in there + gone]
        rows = [
            {'key': str(number), 'cells': dict(zip(keys, one.get('cells') or []))}
            for number, one in enumerate(row.rows or [])
        ]
        connection.execute(answer.update().where(answer.c.id == row.id).values(rows=rows))


def _keep_what_was_sent(connection):
    """Keep each report that was sent as it stands: what it was before it was amended is lost."""
    rows = connection.execute(
        sa.select(
            submission.c.id, submission.c.summary, submission.c.file_id, submission.c.saved_at,
            submission.c.submitted_at, submission.c.submitted_by_id, assignment.c.activity_id,
        )
        .join(assignment, assignment.c.id == submission.c.assignment_id)
        .where(submission.c.submitted_at.is_not(None))
        .order_by(submission.c.id)
    ).all()
    for row in rows:
        connection.execute(
            sent.insert().values(
                submission_id=row.id,
                number=1,
                sent_at=max(row.saved_at, row.submitted_at),
                sent_by_id=row.submitted_by_id,
                file_id=row.file_id,
                report=_report(connection, row),
            )
        )


def _report(connection, row):
    parts = connection.execute(
        sa.select(
            part.c.id, part.c.level, part.c.kind, part.c.title, part.c.is_optional, part.c.columns
        )
        .where(part.c.activity_id == row.activity_id)
        .order_by(part.c.position, part.c.id)
    ).all()
    figures = connection.execute(
        sa.select(figure.c.id, figure.c.part_id, figure.c.label, figure.c.unit)
        .where(figure.c.activity_id == row.activity_id)
        .order_by(figure.c.position)
    ).all()
    answers = {
        one.part_id: one
        for one in connection.execute(
            sa.select(answer.c.part_id, answer.c.text, answer.c.rows).where(
                answer.c.submission_id == row.id
            )
        )
    }
    given = {
        one.figure_id: one.value
        for one in connection.execute(
            sa.select(value.c.figure_id, value.c.value).where(value.c.submission_id == row.id)
        )
    }
    ids = {one.id for one in parts}
    home = next((one.id for one in parts if one.kind == 'figures'), None)
    under = {}
    for one in figures:
        told = {'id': one.id, 'label': one.label, 'unit': one.unit,
                'value': format(given[one.id], 'f') if one.id in given else ''}
        under.setdefault(one.part_id if one.part_id in ids else home, []).append(told)
    told = [_part(one, answers.get(one.id), under.get(one.id, [])) for one in parts]
    loose = [] if parts else under.get(None, [])
    return {'outline_version': 1, 'summary': row.summary, 'parts': told, 'figures': loose}


def _part(row, given, figures):
    shape = [one for one in row.columns or [] if not one['is_gone']]
    if row.kind == 'free':
        shape = FREE
    elif row.kind == 'table':
        shape = shape or ONE
    keys = {one['key'] for one in shape}
    rows = [
        {'key': one['key'], 'cells': {k: v for k, v in one['cells'].items() if k in keys}}
        for one in (given.rows if given else None) or []
    ]
    return {
        'id': row.id, 'level': row.level, 'kind': row.kind, 'title': row.title,
        'is_optional': row.is_optional, 'kept_columns': shape,
        'text': given.text if given else '', 'rows': rows, 'figures': figures,
    }


def _place_rows(connection):
    """Put cells in the places of their columns again: first those there are, then the gone."""
    shapes = {}
    for row in connection.execute(sa.select(part.c.id, part.c.kind, part.c.columns)).all():
        kept = row.columns or []
        there = [one for one in kept if not one['is_gone']]
        gone = [one for one in kept if one['is_gone']]
        first = FREE if row.kind == 'free' else (there or ONE)
        shapes[row.id] = [one['key'] for one in first + [one for one in gone if one not in first]]
        titles = [one['title'] for one in there]
        connection.execute(part.update().where(part.c.id == row.id).values(columns=titles))
    for row in connection.execute(
        sa.select(answer.c.id, answer.c.part_id, answer.c.rows)
    ).all():
        rows = []
        for one in row.rows or []:
            cells = [one['cells'].get(key, '') for key in shapes[row.part_id]]
            wide = max((at + 1 for at, key in enumerate(shapes[row.part_id]) if key in one['cells']),
                       default=0)
            rows.append({'cells': cells[:wide]})
        connection.execute(answer.update().where(answer.c.id == row.id).values(rows=rows))
