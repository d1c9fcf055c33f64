"""Photos on their way: they hold no text back, are made small before they are kept, upright."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    inside,
    ready,
    sent,
    visit_id,
)

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
KEPT = """await (async () => {
    const [change] = (await store.all(reader.me.id)).filter(one => one.isPhoto);
    const [[, photo]] = change.body;
    const { width, height } = await createImageBitmap(photo);
    return { width, height, size: photo.size, name: photo.name, type: photo.type };
})()"""
BYTES = "(await store.all(reader.me.id)).filter(one => one.isPhoto)[0].body[0][1].size"


def noise(width: int, height: int, kind: str = "JPEG", turned: int = 1) -> FilePayload:
    """A picture that takes much room; *turned* says how the camera was held (EXIF)."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turned
    picture = Image.effect_noise((width, height), 90).convert("RGB")
    picture.save(out, kind, **({"exif": exif, "quality": 97} if kind == "JPEG" else {}))
    ending = kind.lower()
    return FilePayload(name=f"chup.{ending}", mimeType=f"image/{ending}", buffer=out.getvalue())


def take(page: Page, file: FilePayload) -> None:
    page.get_by_label("Chọn ảnh có sẵn").set_input_files(files=[file])
    expect(page.locator("#photo-list .photo")).to_contain_text("chờ gửi")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_kept_small_and_upright(site: Site, visit_id: int, kind: str) -> None:
    page = ready(site, visit_id).page
    page.context.set_offline(True)
    file = noise(2600, 1300, kind, turned=6)  # 6: held upright
    take(page, file)
    kept: dict[str, Any] = inside(page, KEPT)
    size = (1000, 2000) if kind == "JPEG" else (2000, 1000)
    assert (kept["width"], kept["height"]) == size
    assert kept["size"] < len(file["buffer"])
    assert (kept["name"], kept["type"]) == ("chup.jpg", "image/jpeg")
    page.context.set_offline(False)
    sent(page)
    expect(page.locator("#photo-list").get_by_label("Chú thích ảnh")).to_be_visible()


def test_what_would_not_be_smaller_or_is_no_picture_goes_as_it_is(
    site: Site, visit_id: int
) -> None:
    page = ready(site, visit_id).page
    page.context.set_offline(True)
    out = BytesIO()
    Image.new("RGB", (60, 40), "darkgreen").save(out, "PNG")
    for content in (out.getvalue(), b"no picture at all"):
        file = FilePayload(name="chup.png", mimeType="image/png", buffer=content)
        take(page, file)
        assert inside(page, BYTES) == len(content)
        inside(page, "await store.drop((await store.all(reader.me.id))[0].n)")
        page.evaluate("document.getElementById('photo-list').replaceChildren()")
    page.close()


def test_a_slow_photo_holds_no_text_back(site: Site, visit_id: int) -> None:
    page = ready(site, visit_id).page
    arriving: list[Any] = []
    page.context.route("**/photos", lambda route: arriving.append(route))
    page.get_by_label("Chọn ảnh có sẵn").set_input_files(files=[noise(300, 300)])
    expect(page.locator("#photo-list .photo")).to_be_visible()
    page.locator(CHAIR).fill("Không chờ ảnh")
    expect(page.locator("#state-attendance-chair")).to_contain_text("Đã lưu")
    assert chair(site, visit_id) == "Không chờ ảnh"
    assert len(arriving) == 1
    arriving[0].continue_()
    sent(page)
    expect(page.locator("#photo-list").get_by_label("Chú thích ảnh")).to_be_visible()


def test_the_tablets_page_shows_what_waits_as_a_person_wrote_it(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page = member.page
    page.context.set_offline(True)
    take(page, noise(300, 200))
    page.locator(".item .choice-of").filter(has_text="Thực hiện tốt").first.click()
    expect(page.locator('[data-when="waiting"]')).to_contain_text("2 thay đổi")
    page.goto("/tablet")
    lines = page.locator("#changes > li")
    expect(lines).to_have_count(2)
    expect(lines.locator("img")).to_have_js_property("naturalWidth", 300)
    expect(lines.last).to_contain_text("Thực hiện tốt")
    expect(lines.last).not_to_contain_text("good")
    member.check()
    with page.expect_download() as download:
        lines.get_by_role("link", name="Lưu ảnh về máy").click()
    assert download.value.suggested_filename.startswith("anh-")
    page.context.set_offline(False)
    # The page was nobody's, which may not send: it is loaded anew as its reader's.
    expect(page.locator("#no-changes")).to_be_visible()
    sent(page)
