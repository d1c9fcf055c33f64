"""The kinds of files that are taken, and what is said of those that are not."""

from webapp.core.refusals import Refused

_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
DOCX = _OFFICE + "wordprocessingml.document"
XLSX = _OFFICE + "spreadsheetml.sheet"
PAPERS = frozenset({PDF, JPEG, PNG, DOCX, XLSX})
IMAGES = frozenset({JPEG, PNG, WEBP})
SCANS = frozenset({PDF, JPEG})
SHOWN = IMAGES | {PDF}  # in a browser, once they are checked
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", WEBP: ".webp", DOCX: ".docx", XLSX: ".xlsx"}


class FileRefused(Refused):
    """A file that is not taken; the message tells the sender why, in Vietnamese."""
