"""What is looked over before a unit's report of a round is sent."""

from webapp.rules.looking_over import LookingOver, some
from webapp.submissions.queries.outline import Outline, Part


def look_over(outline: Outline, gets: str) -> LookingOver:
    """Return what sending a report tells, and to whom: *gets* are those above. No query.

    Nothing that must be filled is missing (`outline.missing`); what may stay empty is named.
    """
    assignment = outline.assignment
    written = [one for one in outline.parts if one.asks and one.is_filled]
    empty = [one.title for one in outline.parts if one.asks and not one.is_filled]
    return LookingOver(
        f"Gửi báo cáo {len(written)} mục đến {gets}",
        (
            ("Báo cáo của", [assignment.organization.name]),
            ("Theo đề cương", [assignment.activity.title]),
            (f"Đã có nội dung ({len(written)} mục)", some([one.title for one in written])),
            (
                "Gửi đến",
                [gets, "Người được phân công theo dõi đơn vị được giao báo cáo và báo ngay"],
            ),
        ),
        [f"Để trống (không bắt buộc): {title}" for title in some(empty)],
        {str(one.id): _words(one) for one in outline.parts if one.asks},
    )


def _words(part: Part) -> str:
    figures = [
        f"{one.label} {'' if (value := part.values.get(one.id)) is None else value}".strip()
        for one in part.figures
    ]
    cells = [cell for row in part.rows for cell in row if cell]
    return f"{part.title}: {'; '.join(filter(None, [part.text, *cells, *figures]))}"
