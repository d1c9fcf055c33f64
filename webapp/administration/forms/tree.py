"""What is asked of the tree of organizations."""

from wtforms.validators import Optional

from webapp.core.forms import Day, Search


class DaySearch(Search):
    """The day as of which the tree is shown."""

    on = Day("Vào ngày", [Optional()])
