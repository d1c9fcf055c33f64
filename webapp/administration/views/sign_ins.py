"""Failed sign-ins of the issuer's accounts, and letting those who wait try again."""

from flask import Response, flash, request

from webapp.accounts.gate import permit
from webapp.accounts.models import ADMINISTRATOR, User
from webapp.administration.queries import sign_ins as queries
from webapp.administration.queries.people import own
from webapp.administration.services import people as services
from webapp.administration.views.blueprint import bp
from webapp.core.web import page, see_other


@bp.get("/administration/sign-ins")
@permit(ADMINISTRATOR)
def sign_ins() -> Response:
    """Who signed in wrongly in the last week, and who has to wait."""
    return page("administration/sign_ins.html", failed=queries.failed())


@bp.post("/administration/sign-ins/accounts/<int:user_id>")
@permit(ADMINISTRATOR)
def lift_account(user_id: int) -> Response:
    """Let an account be tried again at once."""
    person = own(User, user_id)
    services.lift_account(person)
    flash(f"{person.full_name} có thể đăng nhập lại ngay.")
    return see_other("administration.sign_ins")


@bp.post("/administration/sign-ins/addresses")
@permit(ADMINISTRATOR)
def lift_address() -> Response:
    """Let an address try again at once, if an account of the issuer was tried from it."""
    address = request.form.get("address", "")
    if address and queries.is_own_address(address):
        services.lift_address(address)
        flash(f"Địa chỉ {address} có thể đăng nhập lại ngay.")
    return see_other("administration.sign_ins")
