"""What this room has for the house."""

from webapp.accounts.removed import UNDOABLE
from webapp.administration import cli
from webapp.administration.services.telling import changes_took_effect, organizations_came_back
from webapp.administration.views import (
    closing,
    leaving,
    left_open,
    letterheads,
    people,
    recorded,
    registers,
    sign_ins,
    standards,
    tablet_files,
    texts,
    tree,
    undoing,
    years,
)
from webapp.administration.views.blueprint import bp
from webapp.core.house import House
from webapp.organizations.signals import came_back, took_effect


def register(house: House) -> None:
    """Open the administrator's pages and the tree's, and offer the commands of who runs it."""
    house.pages(bp, letterheads, people, registers, sign_ins, standards, tablet_files, texts, years)
    house.pages(leaving.bp, leaving)
    house.pages(tree.bp, tree, recorded, left_open, closing)
    house.declare(UNDOABLE, *undoing.KINDS)
    house.listen(took_effect, changes_took_effect)
    house.listen(came_back, organizations_came_back)
    house.commands(cli.init, cli.users)
