"""Where a paper stands on its road."""

from webapp.milestones.standing import DONE, DUE, LATE, OFF, WAIT, Standing

STANDINGS = {
    "draft": Standing("Dự thảo"),
    "submitted": Standing("Chờ duyệt", DUE),
    "approved": Standing("Đã duyệt, chờ ban hành", WAIT),
    "issued": Standing("Đã ban hành", DONE),
    "replaced": Standing("Đã thay thế", OFF),
    "withdrawn": Standing("Đã thu hồi", OFF),
    "dropped": Standing("Dự thảo đã bỏ", OFF),
}
# A draft that takes the place of a paper in force, told beside that one.
REPLACING = {
    "draft": Standing("Có dự thảo văn bản thay thế"),
    "submitted": Standing("Văn bản thay thế đang trình duyệt", DUE),
    "approved": Standing("Văn bản thay thế đã duyệt, chờ ban hành", WAIT),
}
ADJUST = Standing("Cần điều chỉnh", LATE)  # issued, and no longer what the rows say
STALE = Standing("Không còn đúng với số liệu", LATE)  # the same of a draft
AMENDED = Standing("Đã được điều chỉnh", DUE)
SENT_BACK = {
    "returned": Standing("Bị trả lại để sửa", DUE),
    "taken_back": Standing("Đã rút lại để sửa", WAIT),
}
