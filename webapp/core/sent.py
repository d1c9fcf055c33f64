"""What a request sends to a form: text to fields of text, files to fields of files."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from wtforms import FileField
from wtforms.form import BaseForm

MACHINERY = ("csrf_token", "version")
SECRETS = frozenset({"password", "current", "new", "again"})  # are never kept, never shown again
Part = str | FileStorage


def sent_to(form: BaseForm) -> CombinedMultiDict[str, Part]:
    """Return what of the request is meant for *form*.

    A part that is a file where text is wanted counts as left out, and so does a body of JSON.
    """
    named = request.files.items(multi=True)
    files = MultiDict[str, Part](
        (name, file) for name, file in named if name in form and isinstance(form[name], FileField)
    )
    text = MultiDict[str, Part](request.form)
    return CombinedMultiDict((files, text))


@dataclass(frozen=True)
class Typed:
    """What a form held that did not arrive: its fields as they were sent, its files by name."""

    fields: Sequence[tuple[str, str]]
    files: Sequence[str] = ()

    @property
    def texts(self) -> list[str]:
        """What a person knows again: the texts of more than one word, then the others."""
        texts = [text for name, text in self.fields if name not in MACHINERY and text.strip()]
        return sorted(texts, key=lambda text: " " not in text.strip())


def typed_in_request() -> Typed | None:
    """Return what was typed into the form that this request sends; None without one.

    Passwords are never shown again.
    """
    fields = list(request.form.items(multi=True)) if request.method == "POST" else []
    if not fields or not SECRETS.isdisjoint(name for name, _ in fields):
        return None
    return Typed(fields, [one.filename for one in request.files.values() if one.filename])
