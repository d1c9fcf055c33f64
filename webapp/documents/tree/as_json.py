"""A paper as plain JSON values and back: how it is kept in the database."""

from collections.abc import Mapping
from typing import cast

from webapp.core import facts
from webapp.documents.tree.paper import Block, Paper

Tree = dict[str, object]

facts.tag_types(Block)


def to_json(paper: Paper) -> Tree:
    """Return `paper` as plain JSON values; `from_json` gives back an equal paper."""
    return cast(Tree, facts.plain(paper))


def from_json(tree: Mapping[str, object]) -> Paper:
    """Return the paper that `to_json` wrote, today or long ago.

    What a later Paper knows and `tree` lacks takes its default; what `tree` alone knows is passed
    over. Raises ValueError when `tree` is none.
    """
    try:
        return facts.read(Paper, tree)
    except ValueError as error:
        raise ValueError(f"not the tree of a paper: {error}") from error
