"""What this room declares."""

from webapp.documents.kinds import PaperKind
from webapp.followup.papers import samples
from webapp.milestones.kinds import MilestoneKind

# The papers that urge and answer.
LETTER = PaperKind("letter", "Công văn", "", "CV", place=14, sample=samples.letter)

REVIEW_RULE = "5 working days after"
# What was sent back is due again within as many days as the planner has to read it.
REMEDY = MilestoneKind(
    "remedy",
    "Thực hiện kiến nghị",
    "followup.show",
    "recommendation_id",
    again_rule=REVIEW_RULE,
    has_thread=True,
)
ANSWER_REVIEW = MilestoneKind(
    "answer_review",
    "Xem trả lời kiến nghị",
    "followup.show",
    "recommendation_id",
    has_thread=True,
)
MILESTONE_KINDS = (REMEDY, ANSWER_REVIEW)
