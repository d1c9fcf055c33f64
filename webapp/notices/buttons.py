"""What the buttons of the list's form do besides filing it: keep it, drop it, have it filled."""

from flask import Response, flash, render_template, request

from webapp.accounts.gate import reload_me
from webapp.core.web import page, see_other, wants_part
from webapp.notices import drafts
from webapp.notices.forms import MOST_ROWS, NoticeForm, row_of
from webapp.notices.queries.drafts import typing_of
from webapp.notices.queries.filing import Filing, filing_of, fill_places, kept_line
from webapp.notices.queries.filling import (
    copy_contacts_down,
    fill_like_last,
    fill_pasted,
    last_before,
    remark_pasted,
)
from webapp.notices.queries.history import clashes
from webapp.rules.pasted import Pasted, read_pasted

FILED_SINCE = "Chưa giữ nháp: danh sách đã được gửi từ khi đồng chí mở trang này."
GONE = (
    "Chưa giữ nháp: bản nháp đã bị bỏ ở một trang khác. Bấm “Lưu nháp” nếu đồng chí vẫn muốn giữ."
)


def is_autosave() -> bool:
    """Whether the page itself, not a person, asks to keep what is typed."""
    return "keep" in request.form and wants_part()


def closed() -> Response:
    """Say that nothing is kept any more: the choice among the meetings is closed."""
    return _line("", "", "Chưa giữ nháp: cấp trên đã chốt lựa chọn, danh sách đã khóa.")


def answer(form: NoticeForm, filing: Filing) -> Response | None:
    """Do what the button pressed says; None when it is another's."""
    actions = {
        "keep": _keep_by_page if wants_part() else _keep,
        "drop": _drop,
        "like_last": _like_last,
        "copy_down": _copy_down,
        "paste": _paste,
    }
    return next((act(form, filing) for name, act in actions.items() if name in request.form), None)


def _keep_by_page(form: NoticeForm, filing: Filing) -> Response:
    """Keep what is typed while it is typed, unless that could undo what others did."""
    shown, draft = form.draft.data or "", filing.draft
    problem = ""
    if draft is not None and shown != str(draft.version):
        problem = f"Chưa giữ nháp: đồng chí {draft.saved_by.full_name} vừa giữ một bản khác."
        problem += " Bấm “Lưu nháp” để so sánh hai bản."
    elif draft is None and (form.version.data or "") != filing.version:
        problem = FILED_SINCE
    elif draft is None and shown:
        problem = GONE
    else:
        _keep_it(form, filing)
    return _line(form.draft.data or "", kept_line(filing, form), problem)


def _line(draft: str, kept: str, problem: str) -> Response:
    html = render_template("notices/_draft.html", draft=draft, kept=kept, problem=problem)
    return Response(html, status=409 if problem else 200, mimetype="text/html")


def _keep(form: NoticeForm, filing: Filing) -> Response:
    """Keep what is typed at a person's word; over a colleague's draft both are shown first."""
    if not _may_replace(form, filing):
        return _page(form, filing)
    if _keep_it(form, filing):
        flash(f"{kept_line(filing, form)}. Danh sách chưa được gửi.")
    else:
        flash("Chưa có dòng nào để giữ nháp.")
    return see_other("notices.edit", assignment_id=filing.assignment.id)


def _may_replace(form: NoticeForm, filing: Filing) -> bool:
    """Return True where the draft is as the person saw it; else the form shows both."""
    draft = filing.draft
    if draft is None or form.draft.data == str(draft.version):
        return True
    theirs = [row_of(row) for row in filing.form_of(draft).filled]
    form.clash = clashes(theirs, [row_of(row) for row in form.filled])
    form.draft.data = str(draft.version)
    return False


def _keep_it(form: NoticeForm, filing: Filing) -> bool:
    """Keep what is on the page as the draft; False where there is nothing."""
    kept = drafts.keep(filing.assignment, filing.draft, typing_of(form), filing.who)
    filing.draft = kept
    form.draft.data = str(kept.version) if kept else ""
    reload_me()
    return kept is not None


def _drop(_form: NoticeForm, filing: Filing) -> Response:
    """Throw the draft away: the list is again as it was filed, or empty."""
    drafts.drop(filing.assignment.id, filing.who)
    flash("Đã bỏ bản nháp.")
    return see_other("notices.edit", assignment_id=filing.assignment.id)


def _like_last(form: NoticeForm, filing: Filing) -> Response:
    last = last_before(filing.assignment)
    if last is None:
        flash("Chưa có danh sách của tháng nào trước đó.")
        return _rearranged(form, filing)
    added = fill_like_last(form, last, filing.directory, filing.month)
    if added:
        flash(
            f"Đã thêm {added} dòng như tháng {last.month:%m/%Y}, ngày tính theo thứ trong tháng."
            " Chuyên đề để trống. Hãy xem lại từng dòng rồi gửi."
        )
    else:
        flash(f"Các cuộc họp của tháng {last.month:%m/%Y} đã có đủ trong danh sách.")
    return _rearranged(form, filing)


def _copy_down(form: NoticeForm, filing: Filing) -> Response:
    filled = copy_contacts_down(form)
    flash(f"Đã chép người liên hệ, điện thoại xuống {filled} dòng." if filled else _NOTHING_TO_COPY)
    return _rearranged(form, filing)


_NOTHING_TO_COPY = "Không có dòng trống nào ở dưới một dòng đã ghi người liên hệ hoặc điện thoại."


def _rearranged(form: NoticeForm, filing: Filing) -> Response:
    """Show the rows as they are now, and keep them where no colleague's draft is in the way."""
    form.judged = False
    fill_places(filing, form)
    return _page(form, _kept_if_own(form, filing))


def _kept_if_own(form: NoticeForm, filing: Filing) -> Filing:
    """Keep what is on the page, and load anew what the page shows: keeping let go of it."""
    if filing.draft is not None and form.draft.data != str(filing.draft.version):
        return filing
    number, directory = filing.assignment.id, filing.directory
    _keep_it(form, filing)
    anew = filing_of(number)
    anew.directory = directory  # no rows of the database: it is as it was
    return anew


def _paste(form: NoticeForm, filing: Filing) -> Response:
    """Turn what was pasted into rows, judged at once; what cannot be taken stays in its box."""
    pasted = read_pasted(form.pasted.data or "")
    if refusal := _refused(form, pasted):
        form.judged = False
        form.pasted.errors = [refusal]
        return _page(form, filing)
    fill_pasted(form, pasted)
    form.pasted.data = ""
    fill_places(filing, form)
    copy_contacts_down(form)
    filing = _kept_if_own(form, filing)
    form.validate()
    remark_pasted(form, pasted)
    form.judged = bool(form.errors)
    flash(_told_of(pasted))
    return _page(form, filing)


def _refused(form: NoticeForm, pasted: Pasted) -> str:
    if not pasted.rows:
        return "Chưa có dòng nào. Chép các ô trong Excel rồi dán vào đây."
    if len(pasted.rows) + len(form.filled) > MOST_ROWS:
        return f"Có {len(pasted.rows)} dòng, mỗi đăng ký có nhiều nhất {MOST_ROWS} cuộc họp."
    return ""


def _told_of(pasted: Pasted) -> str:
    told = f"Đã đưa {len(pasted.rows)} dòng vào danh sách. Hãy xem lại từng dòng rồi gửi."
    if pasted.left_out:
        some = "; ".join(pasted.left_out[:3]) + ("; …" if pasted.left_out[3:] else "")
        told += f" Không dùng đến: {some}."
    return told


def _page(form: NoticeForm, filing: Filing) -> Response:
    return page("notices/edit.html", form=form, **filing.context(form))
