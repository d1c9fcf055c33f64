"""names and what they were

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-29 22:40:00

"""
import datetime
import re
import unicodedata

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

BYTEWISE = sa.String().with_variant(sa.String(collation='C'), 'postgresql')
TONES = {'\u0300': 1, '\u0309': 2, '\u0303': 3, '\u0301': 4, '\u0323': 5}
LETTERS = {'ă': 'a{', 'â': 'a|', 'đ': 'd{', 'ê': 'e{', 'ô': 'o{', 'ơ': 'o|', 'ư': 'u{'}


def upgrade():
    with op.batch_alter_table('organization') as batch_op:
        batch_op.add_column(sa.Column('name_keys', sa.String(), server_default='', nullable=False))
        batch_op.add_column(
            sa.Column('former_names', sa.String(), server_default='', nullable=False)
        )
    with op.batch_alter_table('user') as batch_op:
        batch_op.add_column(sa.Column('given_key', BYTEWISE, server_default='', nullable=False))
        batch_op.create_index(batch_op.f('ix_user_given_key'), ['given_key'])
    _fill_organizations(op.get_bind())
    _fill_people(op.get_bind())


def downgrade():
    with op.batch_alter_table('user') as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_given_key'))
        batch_op.drop_column('given_key')
    with op.batch_alter_table('organization') as batch_op:
        batch_op.drop_column('former_names')
        batch_op.drop_column('name_keys')


def _fill_organizations(bind):
    """Write what bodies were called, and the keys by which their names are found and searched."""
    former = _former_names(bind)
    rows = bind.execute(
        sa.text('SELECT id, name, short_name, committee_name FROM organization')
    ).all()
    for number, name, short_name, committee_name in rows:
        lines = former.get(number, {})
        was = [one for one, _ in sorted(lines.items(), key=lambda one: one[1], reverse=True)]
        own = [one for one in (name, short_name, *was) if one]
        named = [*own, committee_name] if committee_name else own
        bind.execute(
            sa.text(
                'UPDATE organization SET search_key = :search, name_keys = :names,'
                ' former_names = :former WHERE id = :id'
            ),
            {
                'id': number,
                'search': ' '.join(_words(' '.join(own))),
                'names': ''.join(f'|{key}' for key in dict.fromkeys(map(_near, named))) + '|',
                'former': '\n'.join(f'{lines[one]} {one}' for one in was),
            },
        )


def _former_names(bind):
    """Return {body: {name: until when}} of names that are over on the day each issuer lives on."""
    found = {}
    rows = bind.execute(
        sa.text(
            'SELECT s.organization_id, s.name, s.since, s.until, o.name, i.training_day'
            ' FROM organization_state s JOIN organization o ON o.id = s.organization_id'
            ' JOIN issuer i ON i.id = o.issuer_id ORDER BY s.id'
        )
    )
    for number, name, since, until, now, training_day in rows:
        today = str(training_day or datetime.date.today())
        if until is not None and since != until and str(until) <= today and name != now:
            found.setdefault(number, {})[name] = str(until)
    return found


def _fill_people(bind):
    rows = bind.execute(sa.text('SELECT id, full_name FROM "user"')).all()
    for number, full_name in rows:
        *rest, given = full_name.split() or ['']
        key = f'{_sort_key(given)} {_sort_key(" ".join(rest))}'
        bind.execute(
            sa.text('UPDATE "user" SET given_key = :key WHERE id = :id'), {'id': number, 'key': key}
        )


def _words(text):
    """Return the words of a text without marks, as the program keeps them for searching."""
    plain = unicodedata.normalize('NFC', text).casefold().replace('đ', 'd')
    bare = ''.join(c for c in unicodedata.normalize('NFD', plain) if unicodedata.category(c) != 'Mn')
    return re.findall(r'[^\W_]+', bare.replace('đ', 'd'))


def _near(name):
    return ' '.join(word.replace('y', 'i').lstrip('0') or '0' for word in _words(name))


def _sort_key(text):
    words = re.findall(r'[^\W_]+', unicodedata.normalize('NFC', text).casefold())
    letters = '-'.join(''.join(map(_piece, _pieces(word))) for word in words)
    return letters + ' ' + ''.join(str(_tone(word)) for word in words)


def _pieces(word):
    toneless = ''.join(c for c in unicodedata.normalize('NFD', word) if c not in TONES)
    return re.findall(r'\d+|\D', unicodedata.normalize('NFC', toneless))


def _piece(piece):
    if piece.isdecimal():
        digits = piece.lstrip('0') or '0'
        return f'{min(len(digits), 99):02}{digits}'
    return LETTERS.get(piece, piece if piece.isascii() else f'z}}{ord(piece):06x}')


def _tone(word):
    return max(TONES.get(c, 0) for c in unicodedata.normalize('NFD', word))
