"""The file of a tablet: what is read of it, and what of it is never believed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.tablet_files import FiledChange, NotAFile, Part, json_in, photo_in, renumbered


def filed(path: str = "/visits/7/field", *body: Part) -> FiledChange:
    return FiledChange("k", path, "Ô", 0, body)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/visits/7/field", (7, "field")),
        ("/visits/7/findings/complete", (7, "findings/complete")),
        ("/visits/7", (0, "")),
        ("/visits/7/field?x=1", (0, "")),
        ("//visits/7/field", (0, "")),
        ("/visits/9999999999/field", (0, "")),
        ("/visits/٧/field", (0, "")),
    ],
)
def test_only_addresses_of_a_visit_lead_somewhere(path: str, address: tuple[int, str]) -> None:
    assert filed(path).address == address


def test_rows_that_the_tablet_named_go_by_their_numbers() -> None:
    change = filed(
        "/visits/7/field",
        Part("remark-tab-text", "tab là gì"),
        Part("do", "add recommendation tab"),
        Part("photo", photo="data:"),
    )
    assert renumbered(change, {"tab": 12}) == [
        ("remark-12-text", "tab là gì"),  # what was typed stays
        ("do", "add recommendation 12"),
    ]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotAFile):
        assert json_in(text) in text


@given(st.text())
def test_any_photo_is_read_or_refused(text: str) -> None:
    with suppress(NotAFile):
        assert isinstance(photo_in(Part("photo", photo=f"data:image/png;base64,{text}")), bytes)
