"""What the list of a month must say, and what is told where it does not."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.notices.helpers import meetings, on, row, sent, the_notice
from tests.world import World

SignIn = Callable[[str], FlaskClient]

UNKNOWN = "Không có tổ chức này. Nếu còn thiếu, hãy thêm ở cuối trang."
BAD = [
    ({"organization": ""}, "Không được để trống."),
    ({"organization": "Chi bộ không có thật"}, UNKNOWN),
    ({"organization": "Chi bộ ấp 1 Tân Phú"}, UNKNOWN),
    ({"organization": "ấp"}, "Gần giống"),
    ({"organization": "x" * 100_000}, "Không được dài quá 600 ký tự."),
    ({"day": ""}, "Không được để trống."),
    ({"day": "2024-03-32"}, "Ngày không hợp lệ"),
    ({"day": "30/02/2024"}, "Ngày không hợp lệ"),
    ({"day": "0000-00-00"}, "Ngày không hợp lệ"),
    ({"day": "9999-03-01"}, "Năm phải từ 1930 đến 2099."),
    ({"day": "2024-04-01"}, "không thuộc tháng 03/2024"),
    ({"day": "1930-01-01"}, "không thuộc tháng 03/2024"),
    ({"hour": ""}, "Không được để trống."),
    ({"hour": "25:00"}, "Giờ không hợp lệ"),
    ({"place": ""}, "Không được để trống."),
    ({"place": "\u200b\u202e "}, "Không được để trống."),
    ({"place": "x" * 100_000}, "Không được dài quá 300 ký tự."),
    ({"place": "Hội trường 😀"}, "Ký hiệu “😀” (U+1F600) không in được"),
    ({"kind": "other"}, "Lựa chọn không có trong danh sách."),
    ({"kind": "thematic", "topic": "  "}, "Sinh hoạt chuyên đề phải ghi rõ chuyên đề."),
    ({"phone": "gọi sau"}, "Số điện thoại chỉ gồm chữ số"),
]


@pytest.mark.parametrize(("values", "told"), BAD, ids=[str(n) for n in range(len(BAD))])
def test_bad_rows_are_told_beside_the_field(
    sign_in: SignIn, world: World, url: str, values: dict[str, str], told: str
) -> None:
    answer = sign_in("office").post(url, data=sent(row(0, 2), row(3) | row(3, **values)))
    assert answer.status_code == 422
    assert told in answer.text
    field = next(iter(values)) if "topic" not in values else "topic"
    assert f'id="rows-3-{field}-error"' in answer.text
    assert f'href="#rows-3-{field}"' in answer.text
    assert 'value="Hội trường ấp"' in answer.text
    assert meetings() == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"rows-0-organization": ""},
        {"rows-²-day": "1", "rows-x-day": "1", "rows-99999999999999999999-day": "1"},
        {"rows-1-day": ["2024-03-05", "2024-03-06"], "version": ["", "x"]},
        {"new_superior": "99999999999", "below": "²", "rows-0-place": "x"},
        {"version": "x" * 1000, "rows-0-organization": "<script>alert(1)</script>"},
    ],
    ids=str,
)
def test_broken_forms_are_refused_calmly(
    sign_in: SignIn, world: World, url: str, data: dict[str, object]
) -> None:
    answer = sign_in("office").post(url, data=data)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "Chưa gửi, cần sửa" in answer.text


def test_a_list_without_rows_is_refused(sign_in: SignIn, world: World, url: str) -> None:
    answer = sign_in("office").post(url, data=sent(row(0, "", "", place="")))
    assert answer.status_code == 422
    assert "Cần ít nhất một cuộc họp." in answer.text


def test_the_same_cell_twice_a_day_is_refused(sign_in: SignIn, world: World, url: str) -> None:
    twice = sent(row(0, 1), row(1, "chi bo ap 1 nhon trach", hour="14:00"))
    answer = sign_in("office").post(url, data=twice)
    assert answer.status_code == 422
    assert 'id="rows-1-day-error"' in answer.text
    assert "đã có một cuộc họp cùng ngày" in answer.text


def test_past_days_are_refused_unless_told_before(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0, 1, "2024-03-05")))
    with on(3, 10):
        version = str(the_notice().version)
        late = sent(row(0, 1, "2024-03-05"), row(1, 2, "2024-03-06"), version=version)
        answer = client.post(url, data=late)
        assert answer.status_code == 422
        assert 'id="rows-1-day-error"' in answer.text
        assert 'id="rows-0-day-error"' not in answer.text
        good = sent(row(0, 1, "2024-03-05"), row(1, 2, "2024-03-16"), version=version)
        assert client.post(url, data=good).status_code == 303


def test_vietnamese_comes_in_composed(sign_in: SignIn, world: World, url: str) -> None:
    decomposed = "Ho\u0323\u0302i tru\u031bo\u031b\u0300ng \u202eấp\u200b"
    assert sign_in("office").post(url, data=sent(row(0, place=decomposed))).status_code == 303
    assert meetings()[0].place == "Hội trường ấp"


def test_the_topic_of_a_regular_meeting_is_not_kept(
    sign_in: SignIn, world: World, url: str
) -> None:
    sign_in("office").post(url, data=sent(row(0, topic="Gõ rồi đổi ý")))
    assert meetings()[0].topic == ""


def test_two_hundred_rows_at_most(sign_in: SignIn, world: World, url: str) -> None:
    rows = [row(n, 1, f"2024-03-{n % 28 + 1:02}") for n in range(205)]
    answer = sign_in("office").post(url, data=sent(*rows))
    assert answer.status_code == 422
    assert "nhiều nhất 200 cuộc họp" in answer.text
