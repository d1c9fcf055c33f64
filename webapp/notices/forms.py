"""What may come in: the list of a month's meetings, and the change of one meeting."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError

from webapp.core import clock
from webapp.core.forms import (
    Choice,
    Clock,
    Day,
    Form,
    Line,
    Saved,
    maybe,
    needed,
    options,
)
from webapp.core.vietnamese import Vietnamese
from webapp.notices.facts import SAID, ListedMeeting, TypedRow
from webapp.notices.models import MEETING_KINDS, REGULAR, THEMATIC, Meeting
from webapp.notices.queries.directory import Directory, Entry, Unknown
from webapp.notices.queries.history import clashes
from webapp.rules.months import is_beside
from webapp.rules.text import short_date

MOST_ROWS = 200
LONGEST_PASTE = 200_000
_PHONES = re.compile(r"[0-9+(][0-9+(). /,;-]{5,59}")


def _phone(_form: object, field: Field) -> None:
    if field.data and not _PHONES.fullmatch(field.data):
        raise ValidationError("Số điện thoại chỉ gồm chữ số, ít nhất 6 chữ số.")


class Topic:
    """A thematic meeting says its topic; of a regular one none is kept (73-KH/BTCTU, III.2)."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: "RowForm", field: Field) -> None:
        if form.is_thematic and not field.data:
            raise StopValidation("Sinh hoạt chuyên đề phải ghi rõ chuyên đề.")


class RowForm(PlainForm):
    """One meeting. A row in which nothing of its own was typed is left out, not refused."""

    class Meta:
        locales = ("vi",)

        def get_translations(self, form: object) -> Vietnamese:
            return Vietnamese()

    organization = Line(
        "Tổ chức",
        needed(600),
        render_kw={"list": "organizations", "autocomplete": "off", "spellcheck": "false"},
    )
    day = Day("Ngày họp", [InputRequired()])
    hour = Clock("Giờ", [InputRequired()])
    place = Line("Nơi họp", needed())
    kind = SelectField(
        "Loại",
        choices=options(
            (kind, name.removeprefix("Sinh hoạt ").capitalize())
            for kind, name in MEETING_KINDS.items()
        ),
        default=REGULAR,
    )
    contact = Line("Người liên hệ", maybe(200))
    phone = Line("Điện thoại", [Optional(), _phone], render_kw={"inputmode": "tel"})
    topic = Line("Chuyên đề", [Topic(), *maybe(500)])
    is_proposed = BooleanField("Đề nghị cấp trên dự buổi này")

    entry: Entry | None = None  # the organization meant, once found

    @property
    def is_blank(self) -> bool:
        return not any((self.organization.data, self.place.data, self.topic.data)) and not (
            self.day.data or any(self.day.raw_data or ())
        )

    @property
    def is_thematic(self) -> bool:
        return bool(self.kind.data == THEMATIC)

    def validate(self, extra_validators: object = None) -> bool:
        if self.is_blank:
            return True
        return bool(super().validate(extra_validators))


class Rows(FieldList):
    """Rows that keep their numbers when one between them is taken out on the page."""

    entries: list[FormField]

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for name in formdata:
            if match := re.match(rf"{prefix}-([0-9]{{1,5}})-", name, re.ASCII):
                yield int(match[1])

    def _compact_indices(self) -> None:
        self.last_index = max((entry.index for entry in self.entries), default=-1)

    def validate(self, form: "NoticeForm", extra_validators: object = ()) -> bool:
        super().validate(form, extra_validators)
        form.judge_rows()
        found = [entry.errors for entry in self.entries]
        self.errors = found if any(found) else []
        return not self.errors

    def remove(self, index: int) -> None:
        """Take out the row with this number, if it is there."""
        self.entries = [entry for entry in self.entries if entry.index != index]


class NoticeForm(Form):
    """A month's list. `meet` must be called before it is judged."""

    rows = Rows(FormField(RowForm), max_entries=MOST_ROWS + 1)
    came_on = Day("Ngày nhận bản giấy", [InputRequired()])
    symbol = Line("Số, ký hiệu bản giấy", maybe(100))
    below = Choice("Thêm các tổ chức thuộc", validate_choice=False)
    new_name = Line("Tên tổ chức", maybe(300))
    new_superior = Choice("Thuộc", validate_choice=False)
    new_is_other = BooleanField("Là tổ chức khác với tổ chức có tên gần giống")
    pasted = TextAreaField("Các ô chép từ Excel", [Length(max=LONGEST_PASTE)])
    draft = HiddenField()  # the version of the draft that is on the page
    near: Sequence[str] = ()  # names of those that the new one may be taken for

    # Asks which meetings the lists beside moved into the month: their months by body and day.
    ask_moved_here: Callable[[], Mapping[tuple[int, date], date]] = dict
    judged = True  # False while rows are only added or taken out
    needs_phone = False  # whoever goes to the grassroots must be able to call (46-KH/ĐTN, II.3)

    def meet(
        self, directory: Directory, month: date, is_paper: bool, kept: set[tuple[str, date]]
    ) -> None:
        """Say against what the rows are judged; *kept* are (label, day) told before."""
        self.directory, self.month, self.kept = directory, month, kept
        named = ((str(entry.id), entry.label) for entry in directory.superiors)
        superiors = options([("", "– Chọn –"), *named])
        self.below.choices = self.new_superior.choices = superiors
        if not is_paper:
            del self.came_on, self.symbol

    def mark_phones(self) -> None:
        """Say at each row whether it needs a telephone number, before anybody sends it without."""
        for entry in self.rows:
            entry.form.phone.flags.required = self.needs_phone

    @property
    def status(self) -> int:
        return super().status if self.judged else 200

    @property
    def filled(self) -> list[RowForm]:
        """The rows in which something was typed."""
        return [entry.form for entry in self.rows if not entry.form.is_blank]

    @property
    def notified_on(self) -> date:
        """The day the list is told: today, or when its paper came."""
        came: date | None = self.came_on.data if "came_on" in self else None
        return min(came or clock.today(), clock.today())

    def validate_came_on(self, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ngày nhận không được sau hôm nay.")

    def validate_new_name(self, field: Field) -> None:
        if field.data:
            raise ValidationError("Bấm “Thêm tổ chức này” để thêm, hoặc xóa trắng ô này.")

    def validate_pasted(self, field: Field) -> None:
        if field.data and field.data.strip():
            raise ValidationError("Bấm “Đưa vào danh sách” để thêm các dòng này, hoặc xóa trắng ô.")

    def validate(self, extra_validators: object = None) -> bool:
        return bool(super().validate(extra_validators)) and not self.form_errors

    def judge_rows(self) -> None:
        """Judge what one row alone cannot tell: its organization, the month, a second of it."""
        filled = self.filled
        if not filled:
            self.form_errors.append("Cần ít nhất một cuộc họp.")
        if len(filled) > MOST_ROWS:
            self.form_errors.append(f"Mỗi đăng ký có nhiều nhất {MOST_ROWS} cuộc họp.")
        seen: set[tuple[int, date]] = set()
        for row in filled:
            self._find_organization(row)
            self._judge_day(row)
            if self.needs_phone and not row.phone.data and not row.phone.errors:
                row.phone.errors = ["Phải có số điện thoại liên hệ."]
            if row.entry is None or row.day.errors:
                continue
            if (row.entry.id, row.day.data) in seen:
                row.day.errors = ["Tổ chức này đã có một cuộc họp cùng ngày ở dòng trên."]
            seen.add((row.entry.id, row.day.data))
        if not any(row.errors for row in filled):
            self._judge_moved(filled)

    def _judge_moved(self, filled: Sequence[RowForm]) -> None:
        """Judge what the lists beside tell already; asked only of a list that is good so far."""
        moved_here = self.ask_moved_here()
        for row in filled:
            if row.entry and (month := moved_here.get((row.entry.id, row.day.data))):
                told = f"Cuộc họp này đã có trong danh sách tháng {month:%m/%Y}, dời sang."
                row.day.errors = [told]

    def _find_organization(self, row: RowForm) -> None:
        if row.organization.errors:
            return
        try:
            row.entry = self.directory.find(row.organization.data)
        except Unknown as error:
            row.organization.errors = [str(error)]

    def _judge_day(self, row: RowForm) -> None:
        if row.day.errors:
            return
        day = row.day.data
        label = row.entry.label if row.entry else ""
        if (label, day) in self.kept:
            return
        if wrong := outside(day, self.month):
            row.day.errors = [wrong]
        elif day < self.notified_on:
            row.day.errors = ["Ngày họp đã qua, không đăng ký được nữa."]

    def is_same(self, version: int | None, theirs: Sequence[ListedMeeting]) -> bool:
        """Return True when the list is as the sender saw it; else fill `clash` with both texts.

        *version* is None while nobody has filed; *theirs* are the rows as filed.
        """
        shown = "" if version is None else str(version)
        if (self.version.data or "") == shown:
            return True
        self.clash = clashes(theirs, [row_of(row) for row in self.filled])
        self.version.data = shown
        return False


class ChangeForm(Form):
    """One noticed meeting gets another day, time or place, or is not to be held."""

    what = SelectField(
        "Việc cần báo",
        choices=options([("move", "Đổi ngày, giờ hoặc nơi họp"), ("cancel", "Hủy cuộc họp")]),
    )
    day = Day("Ngày họp", [InputRequired()])
    hour = Clock("Giờ", [InputRequired()])
    place = Line("Nơi họp", needed())
    reason = Line("Lý do", needed())

    @property
    def is_cancelling(self) -> bool:
        return bool(self.what.data == "cancel")

    def is_current(self, row: Saved) -> bool:
        if super().is_current(row):
            return True
        own = {self.what.label.text, self.reason.label.text}  # no fields of the meeting
        self.clash = [line for line in self.clash or [] if line[0] not in own]
        return False

    def judge(self, meeting: Meeting, month: date, taken: set[date]) -> bool:
        """Judge a move: to the month or one beside it, not past, not on another meeting's day."""
        if self.is_cancelling:
            return True
        day = self.day.data
        wrong = ""
        if not is_beside(day, month):
            wrong = f"Chỉ dời được trong tháng {month:%m/%Y}, sang tháng trước hoặc tháng sau."
            wrong += " Nếu dời xa hơn, hãy báo hủy và nêu lý do."
        elif day < clock.today():
            wrong = "Ngày họp đã qua."
        elif day in taken:
            wrong = "Tổ chức này đã có cuộc họp khác trong ngày đó."
        elif (day, self.hour.data, self.place.data) == (meeting.day, meeting.hour, meeting.place):
            wrong = "Chưa có gì thay đổi so với lịch đã đăng ký."
        if wrong:
            self.day.errors = [wrong]
        return not wrong


def outside(day: date, month: date) -> str:
    """Return why *day* cannot be told for *month*; nothing when it can."""
    if (day.year, day.month) == (month.year, month.month):
        return ""
    return f"Ngày {short_date(day)} không thuộc tháng {month:%m/%Y} được phân công."


def row_of(row: RowForm) -> TypedRow:
    """Return a row as it was typed, good or not."""
    day, hour = row.day, row.hour
    return TypedRow(
        organization=row.entry.label if row.entry else row.organization.data or "",
        day=day.data or " ".join(day.raw_data or ()),
        hour=f"{hour.data:%H:%M}" if hour.data else " ".join(hour.raw_data or ()),
        is_proposed=row.is_proposed.data,
        **{name: row[name].data or "" for name in SAID},
    )
