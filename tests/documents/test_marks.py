"""The marks that the browser writes for bold and italic are those that papers are read by."""

import json

import pytest

from webapp.core.config import ROOT
from webapp.documents.tree import Span, spans

CASES = json.loads((ROOT / "tests/js/support/marks.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["marks"])
def test_runs_are_read_from_their_marks(case: dict[str, object]) -> None:
    runs = case["runs"]
    assert isinstance(runs, list)
    wanted = [Span(text, "b" in look, "i" in look) for text, look in runs]
    assert list(spans(str(case["marks"]))) == wanted
