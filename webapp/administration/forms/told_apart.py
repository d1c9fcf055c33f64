"""Asking whether what is called nearly as a neighbour is another body, before its name is saved."""

from collections.abc import Sequence

from wtforms import BooleanField

from webapp.core.forms import Line

IS_OTHER = "Là tổ chức khác với tổ chức có tên gần giống"


class ToldApart:
    """Of a form with a `name` and, as its last field, `is_other`."""

    name: Line
    is_other: BooleanField
    near: Sequence[str] = ()

    def ask_about(self, near: Sequence[str]) -> None:
        """Let the sender say that what is called nearly so is another; ask only where it is so."""
        self.near = near
        if not near:
            del self.is_other

    @property
    def is_told_apart(self) -> bool:
        """Return True when nothing of a near name is there, or the sender said it is another."""
        if not self.near or self.is_other.data:
            return True
        self.name.errors = [f"Cấp trên này đã có tổ chức tên gần giống: {'; '.join(self.near)}."]
        self.is_other.errors = ["Nếu là tổ chức khác, hãy đánh dấu ô này rồi lưu lại."]
        return False
