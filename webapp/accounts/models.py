"""People who sign in, and what their parts are."""

from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import ColumnElement, ForeignKey, SQLColumnExpression, and_, event
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from webapp.accounts import passwords
from webapp.accounts.looks import AUTO, NORMAL
from webapp.accounts.terms import worded
from webapp.core.db import BYTEWISE, Model, Versioned
from webapp.organizations.models import Issuer, Organization, below
from webapp.rules import text as words

PLANNER, LEADER, MEMBER = "planner", "leader", "member"
OFFICE, ADMINISTRATOR, READER = "office", "administrator", "reader"
ROLES = {
    PLANNER: "Cán bộ lập kế hoạch",
    LEADER: "Lãnh đạo",
    MEMBER: worded("Thành viên {Group}"),
    OFFICE: worded("Văn phòng {committee}"),
    ADMINISTRATOR: "Quản trị",
    READER: "Chỉ xem",
}
BOARD = frozenset({PLANNER, LEADER, MEMBER, ADMINISTRATOR, READER})


class User(Versioned, UserMixin, Model):
    """A person with an account. One may have several parts at once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    full_name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[str]]
    posts: Mapped[list[str]] = mapped_column(default=list)  # keys of accounts.posts.POSTS
    serves_from: Mapped[date | None] = mapped_column(default=None)  # None: since long ago
    active: Mapped[bool] = mapped_column(default=True)
    text_size: Mapped[str] = mapped_column(default=NORMAL)  # a key of looks.TEXT_SIZES
    theme: Mapped[str] = mapped_column(default=AUTO)  # a key of looks.THEMES
    code_until: Mapped[datetime | None] = mapped_column(default=None)  # see `signs_in_by_code`
    created_at: Mapped[datetime]
    sort_key: Mapped[str] = mapped_column(BYTEWISE, default="", index=True)
    given_key: Mapped[str] = mapped_column(BYTEWISE, default="", index=True)  # by given name
    search_key: Mapped[str] = mapped_column(default="")

    issuer: Mapped[Issuer] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    secret = ""  # of the session that is being begun; never kept

    def get_id(self) -> str:
        """What the cookie of a new session carries: see `signed_in.begin`."""
        return self.secret

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the same person: the mixin would compare what cookies carry."""
        return self is other or (isinstance(other, User) and self.id == other.id is not None)

    __hash__ = object.__hash__

    @property
    def signs_in_by_code(self) -> bool:
        """True while the password is a code of an administrator: the person must choose one."""
        return self.code_until is not None

    @property
    def is_active(self) -> bool:
        return self.active

    @property
    def is_board(self) -> bool:
        """True for those who see the whole of the issuer's work."""
        return not BOARD.isdisjoint(self.roles)

    @property
    def reach(self) -> str:
        """The path of the bodies that this person sees something of."""
        return "/" if self.is_board else self.organization.path

    def is_any(self, *roles: str) -> bool:
        """Return True when this person has one of the parts named."""
        return not set(roles).isdisjoint(self.roles)

    @property
    def role_names(self) -> str:
        return ", ".join(str(ROLES[role]) for role in self.roles if role in ROLES)

    def set_password(self, password: str) -> None:
        self.password_hash = passwords.hashed(password)

    def has_password(self, password: str) -> bool:
        return passwords.fits(self.password_hash, password)


@event.listens_for(User, "before_insert")
@event.listens_for(User, "before_update")
def _set_keys(_mapper: object, _connection: object, row: User) -> None:
    row.sort_key = words.sort_key(row.full_name)
    row.given_key = words.given_key(row.full_name)
    row.search_key = words.fold(f"{row.full_name} {row.username}")


class Owned:
    """A row that belongs to an issuer and concerns one organization: what the gate goes by.

    The board sees every row of its issuer; an office the rows of its own subtree.
    """

    @declared_attr
    @classmethod
    def issuer_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("issuer.id"), index=True)

    @declared_attr
    @classmethod
    def organization_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("organization.id"), index=True)

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Return the condition under which *who* may see a row."""
        return in_reach(cls.issuer_id, cls.organization_id, who)


def in_reach(
    issuer_id: SQLColumnExpression[int], organization_id: SQLColumnExpression[int], who: User
) -> ColumnElement[bool]:
    """Return the condition that a row's issuer and organization are within *who*'s reach."""
    own = issuer_id == who.issuer_id
    if who.is_board:
        return own
    return and_(own, organization_id.in_(below(who.organization.path)))
