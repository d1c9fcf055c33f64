"""What this room declares."""

from webapp.documents.kinds import PaperKind, Subject
from webapp.plans.models import PLAN
from webapp.reports.papers import samples, texts

# The papers that this room composes.
SYNTHESIS = PaperKind(
    "synthesis",
    "Báo cáo tổng hợp",
    "BÁO CÁO",
    "BC",
    place=10,
    sample=samples.synthesis,
    texts=texts.SYNTHESIS,
    places=texts.PLACES,
)

SPAN = "synthesis"  # the subject of a report on a span of days
SPAN_SUBJECT = Subject(SPAN, "reports.show_span", "synthesis_id", "Mở số liệu tổng hợp")

# The rows that papers are about: the year's picture is the page of a plan's papers.
PLAN_SUBJECT = Subject(PLAN, "reports.year", "plan_id", "Mở kế hoạch và theo dõi cả năm")
