"""What a request sends to a form: text to fields of text, files to fields of files."""

from flask import request
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from wtforms import FileField
from wtforms.form import BaseForm

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
