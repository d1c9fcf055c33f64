"""server defaults

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-29 19:30:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

# What Python alone filled in until now; the columns that 0002 added have their default already.
DEFAULTS = {
    'activity': {'minimum_thematic': 0, 'version': 1},
    'activity_figure': {'unit': '', 'version': 1},
    'agenda_step': {'speaker': '', 'version': 1},
    'answer': {'decision': '', 'note': '', 'version': 1},
    'assignment': {'note': '', 'version': 1},
    'attendance': {
        'opened_at': '', 'closed_at': '', 'chair': '', 'minute_taker': '', 'reasons': '',
        'course': '', 'version': 1,
    },
    'attendee_group': {'least': 1, 'is_required': False, 'version': 1},
    'basis_paper': {'version': 1},
    'calendar_day': {'note': '', 'version': 1},
    'change': {'decision': '', 'note': ''},
    'checklist_item': {'is_record_book': False, 'version': 1},
    'choice': {'reason': '', 'version': 1},
    'choice_step': {'reason': ''},
    'committee_plan': {'symbol': '', 'note': '', 'version': 1},
    'confirmation': {'names': '', 'version': 1},
    'content_group': {'version': 1},
    'criterion': {'is_conditional': False},
    'document': {
        'search_key': '', 'period': '', 'is_on_paper': False, 'sha256': '', 'withdrawn_reason': '',
        'version': 1,
    },
    'document_comment': {'question': '', 'text': '', 'decision': '', 'reason': '', 'version': 1},
    'document_step': {'note': ''},
    'duty': {'version': 1},
    'finding': {'assessment': '', 'note': '', 'version': 1},
    'issuer': {
        'style': 'party', 'travel_minutes': 60, 'clear_days': False, 'numbers_restart': 'year',
        'term': '', 'version': 1,
    },
    'level': {'is_planned': False, 'holds_meetings': False},
    'mark': {'is_not_applicable': False, 'version': 1},
    'meeting': {
        'topic': '', 'contact': '', 'phone': '', 'cancel_reason': '', 'answer': '', 'version': 1,
    },
    'message': {'href': ''},
    'milestone': {'is_impossible': False, 'done_by': ''},
    'monthly_calendar': {'version': 1},
    'no_show': {'version': 1},
    'notice': {'revision': 1, 'came_on_paper': False, 'paper_symbol': '', 'version': 1},
    'notice_revision': {'note': ''},
    'observation': {'officer': '', 'search_key': '', 'version': 1},
    'organization': {
        'short_name': '', 'committee_name': '', 'place': '', 'path': '', 'sort_key': '',
        'search_key': '', 'version': 1,
    },
    'organization_state': {'short_name': '', 'committee_name': ''},
    'outline_answer': {'text': '', 'rows': [], 'version': 1},
    'outline_part': {
        'level': 2, 'kind': 'text', 'hint': '', 'columns': [], 'is_optional': False, 'version': 1,
    },
    'paper_request': {'answer': '', 'version': 1},
    'phrase': {'version': 1},
    'plan': {
        'opening': '', 'closing': '', 'authority': '', 'signing_position': '', 'signatory': '',
        'version': 1,
    },
    'plan_line': {'version': 1},
    'preparation': {'is_ready': False, 'note': '', 'version': 1},
    'recommendation': {'text': '', 'owner': '', 'version': 1},
    'register_counter': {'last': 0},
    'remark': {'text': '', 'cause': '', 'version': 1},
    'required_paper': {'is_optional': False, 'version': 1},
    'round': {'topic': '', 'kick_off_place': '', 'kick_off_people': '', 'version': 1},
    'rubric': {'version': 1},
    'seat': {'role': 'member', 'body': '', 'full_name': '', 'title': '', 'version': 1},
    'step_run': {'is_skipped': False, 'speaker': '', 'note': '', 'version': 1},
    'stored_file': {'is_internal': False, 'is_draft': False},
    'submission': {'summary': '', 'version': 1},
    'team_member': {'role': 'member'},
    'template_text': {'version': 1},
    'topic': {'basis': '', 'version': 1},
    'user': {'position': '', 'active': True, 'sort_key': '', 'search_key': '', 'version': 1},
    'visit': {'cancel_reason': '', 'version': 1},
    'visit_file': {'caption': ''},
    'wish': {'note': '', 'version': 1},
}


def upgrade():
    _set(_written)


def downgrade():
    _set(lambda _value: None)


def _set(default_of):
    """Give each column its default; what an earlier migration took away is passed over."""
    found = sa.MetaData()
    found.reflect(op.get_bind())  # once, not for each table anew
    for name, defaults in DEFAULTS.items():
        table = found.tables.get(name)
        columns = [column for column in defaults if table is not None and column in table.columns]
        with op.batch_alter_table(name, copy_from=table) as batch_op:
            for column in columns:
                batch_op.alter_column(column, server_default=default_of(defaults[column]))


def _written(value):
    if isinstance(value, (bool, int)):
        return sa.text(str(value).lower())
    return '[]' if value == [] else value
