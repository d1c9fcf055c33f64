"""Rows of the kinds of facts as they are kept today: whatever is added, they go on being read."""

from datetime import UTC, datetime
from typing import Any

import pytest

from webapp.accounts.removed import KeptValue
from webapp.accounts.unsent import TypedField
from webapp.core.facts import plain, read
from webapp.notices.facts import DraftRow
from webapp.rounds.receiving import HandedPaper
from webapp.rules.effects import Answer, Effect, Ending, Part, Values
from webapp.rules.outlines import OutlineColumn, OutlineRow
from webapp.rules.reapplying import Question
from webapp.rules.sessions import Pause
from webapp.submissions.sent_models import Report, SentFigure, SentPart

EFFECT = {
    "founded": [{"organization": 7, "values": {"name": "Đảng bộ xã A", "parent": 1, "level": 2}}],
    "altered": [{"organization": 8, "values": {"short_name": "A", "committee_name": "Đảng ủy A"}}],
    "ended": [{"organization": 9, "heir": 7, "level": None}, {"organization": 10}],
    "successions": [[9, 7]],
    "answers": [{"gone": 9, "heir": 7, "along": True}],
}
COLUMNS = [{"key": "0", "title": "Số, ký hiệu"}, {"key": "2", "title": "Ngày", "is_gone": True}]
PAUSES = [{"since": "2024-03-05T01:00:00+00:00", "until": "2024-03-05T01:10:00+00:00"}]
FIGURE = {"id": 3, "label": "Đã kết nạp", "unit": "đảng viên", "value": "14"}
REPORT = {
    "outline_version": 2,
    "summary": "Tốt",
    "parts": [
        {
            "id": 5,
            "level": 1,
            "kind": "table",
            "title": "Văn bản",
            "is_optional": True,
            "kept_columns": COLUMNS,
            "text": "",
            "rows": [{"key": "0", "cells": {"0": "12-NQ/HU"}}],
            "figures": [FIGURE],
        }
    ],
    "figures": [FIGURE],
}
TOLD = (OutlineColumn("0", "Số, ký hiệu"), OutlineColumn("2", "Ngày", is_gone=True))
SENT = SentFigure(3, "Đã kết nạp", "đảng viên", "14")
KINDS: list[tuple[Any, object, object]] = [
    (
        Effect,
        EFFECT,
        Effect(
            (Part(7, Values("Đảng bộ xã A", parent=1, level=2)),),
            (Part(8, Values(short_name="A", committee_name="Đảng ủy A")),),
            (Ending(9, 7), Ending(10)),
            ((9, 7),),
            (Answer(9, 7, along=True),),
        ),
    ),
    (tuple[Question, ...], [{"gone": 9, "heir": 7}], (Question(9, 7),)),
    (tuple[OutlineColumn, ...], COLUMNS, TOLD),
    (
        tuple[Pause, ...],
        PAUSES,
        (Pause(datetime(2024, 3, 5, 1, tzinfo=UTC), datetime(2024, 3, 5, 1, 10, tzinfo=UTC)),),
    ),
    (
        Report,
        REPORT,
        Report(
            2,
            "Tốt",
            (
                SentPart(
                    5, 1, "table", "Văn bản", True, TOLD, "",
                    (OutlineRow("0", {"0": "12-NQ/HU"}),), (SENT,),
                ),
            ),
            (SENT,),
        ),
    ),
    (
        tuple[DraftRow, ...],
        [{"organization": "Chi bộ ấp 1", "day": "05/03/2024", "hour": "8g", "is_proposed": "y"}],
        (DraftRow("Chi bộ ấp 1", "05/03/2024", "8g", is_proposed="y"),),
    ),
    (
        tuple[HandedPaper, ...],
        [{"document_id": 7, "words": "65-KH/ĐTN"}, {"words": "Tài liệu họp"}],
        (HandedPaper(7, "65-KH/ĐTN"), HandedPaper(0, "Tài liệu họp")),
    ),
    (
        tuple[KeptValue, ...],
        [{"name": "starts_on", "text": "2024-03-05"}],
        (KeptValue("starts_on", "2024-03-05"),),
    ),
    (
        tuple[TypedField, ...],
        [{"name": "title", "text": "Tên gõ dở"}],
        (TypedField("title", "Tên gõ dở"),),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "kept", "facts"), KINDS, ids=lambda one: str(one)[:40])
def test_a_row_of_today_goes_on_being_read(kind: Any, kept: object, facts: object) -> None:
    assert read(kind, kept) == facts
    assert read(kind, plain(facts, kind)) == facts
