"""What may come in about the letterhead."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from webapp.core.forms import Day, Form, Line, needed, options
from webapp.documents.measures import STYLES


class HeadForm(Form):
    """The letterhead that has always been there."""

    superior_line = Line("Dòng cơ quan cấp trên", needed(), description="Góc trái trên văn bản.")
    own_line = Line("Dòng tên cơ quan", needed(), description="Ngay dưới dòng cấp trên.")
    place = Line("Địa danh", needed(100), description="Trước ngày tháng trên văn bản.")
    style = SelectField("Thể thức văn bản", choices=options(STYLES.items()))


class DatedHeadForm(HeadForm):
    """A letterhead from a day on."""

    since = Day(
        "Từ ngày",
        [InputRequired()],
        description="Văn bản từ ngày này mang đầu văn bản dưới đây; văn bản cũ giữ như cũ.",
    )
