"""What happens to tablets in and around a hall, each told by what was sent, arrived, lost."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image
from playwright.sync_api import Playwright, Route

from tests.proof.hall import FLUSH, Hall, Tablet, tablets

FIELDS = ("chair", "minute_taker", "reasons", "course")  # of the attendance


@dataclass
class Tally:
    """What one scene came to. Rows and texts are changes, and so are photos."""

    sent: int = 0
    arrived: int = 0
    doubled: int = 0
    clashes: int = 0
    shown: int = 0
    note: str = ""

    @property
    def lost(self) -> int:
        return self.sent - self.arrived

    @property
    def holds(self) -> bool:
        return not self.lost and not self.doubled and self.shown == self.clashes


Scene = Callable[[Playwright, Hall, Random, bool], Tally]


def a_photo(number: int, side: int = 900) -> dict[str, Any]:
    """A photo that looks like no other."""
    noise = Image.effect_noise((side, side), 20 + number).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=90)
    return {"name": f"anh-{number}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def tally(hall: Hall, texts: list[str], photos: int, rows_before: int, note: str = "") -> Tally:
    """Count what of *texts* (a row and what is written in it) and of *photos* is on the server."""
    there = Counter(hall.texts())
    rows = hall.rows() - rows_before
    got = hall.photos()
    arrived = sum(min(there[one], 1) for one in texts) + min(rows, len(texts)) + min(got, photos)
    doubled = sum(max(there[one] - 1, 0) for one in texts) + max(rows - len(texts), 0)
    return Tally(2 * len(texts) + photos, arrived, doubled + max(got - photos, 0), note=note)


def hall_without_power(playwright: Playwright, hall: Hall, _: Random, is_short: bool) -> Tally:
    """60 changes and 5 photos: the server is off, and in the middle the tablet's battery ends."""
    half, photos = (3, 1) if is_short else (15, 5)
    texts = [f"Ưu điểm thứ {n}" for n in range(2 * half)]
    with tablets(playwright, hall, "member") as [tablet]:
        before = hall.rows()
        hall.kill()
        for text in texts[:half]:
            tablet.write(text)
        tablet.take(*(a_photo(n) for n in range(photos // 2)))
        wait_kept(tablet, 2 * half + photos // 2)
        tablet.kill()
        tablet.turn_on()
        tablet.reopen()
        for text in texts[half:]:
            tablet.write(text)
        tablet.take(*(a_photo(n) for n in range(photos // 2, photos)))
        wait_kept(tablet, 4 * half + photos)
        hall.start()
        tablet.sign_in()  # a browser that was killed has forgotten who is there
        tablet.reopen()
        tablet.arrive()
        return tally(hall, texts, photos, before, "1 lần tắt máy tính bảng, máy chủ tắt hẳn")


def wait_kept(tablet: Tablet, changes: int) -> None:
    """Wait until the tablet holds so many changes."""
    for _ in range(600):
        if sum(tablet.counts().values()) >= changes:
            return
        tablet.page.wait_for_timeout(100)
    raise AssertionError(f"{tablet.counts()} of {changes} are kept")


def two_tablets(playwright: Playwright, hall: Hall, chance: Random, is_short: bool) -> Tally:
    """Two tablets of 200 changes, the network cut 50 times, the server killed 10 times."""
    count, cuts, kills = (6, 4, 1) if is_short else (98, 50, 10)
    cut_at = Counter(chance.randrange(count) for _ in range(cuts))
    kill_at = set(chance.sample(range(1, count), kills))
    with tablets(playwright, hall, "member", "member2") as both:
        before = hall.rows()
        for number in range(count):
            if number in kill_at:
                hall.kill()
                hall.start()
            for tablet in both:
                for _ in range(cut_at[number]):
                    tablet.context.set_offline(offline=chance.random() < 0.5)
                tablet.write(f"{tablet.name} ghi {number}")
        for tablet in both:
            tablet.context.set_offline(offline=True)
        for name in FIELDS:
            for tablet in both:
                field = tablet.page.locator(f"#attendance-{name}")
                field.fill(f"Bản của {tablet.name}")
                field.blur()
        for tablet in both:
            tablet.page.wait_for_timeout(500)
            tablet.context.set_offline(offline=False)
            tablet.arrive()
        texts = [f"{tablet.name} ghi {number}" for tablet in both for number in range(count)]
        found = tally(hall, texts, 0, before, f"{cuts} lần mất mạng, {hall.kills} lần tắt máy chủ")
        found.clashes = len(FIELDS)
        both[1].reopen()
        cells = both[1].page.locator(".clash-cell")
        for _ in range(100):  # one after the other is asked about once more
            if cells.count() == len(FIELDS):
                break
            both[1].page.wait_for_timeout(100)
        found.shown = min(hall.clashes(), cells.count())
        return found


def a_session_that_lapsed(playwright: Playwright, hall: Hall, _: Random, is_short: bool) -> Tally:
    """Eight hours of writing with a session that ended at their beginning."""
    texts = [f"Ghi giờ thứ {n}" for n in range(3 if is_short else 16)]
    with tablets(playwright, hall, "member") as [tablet]:
        before = hall.rows()
        tablet.page.clock.install()
        tablet.context.clear_cookies()
        for text in texts:
            tablet.write(text)
            tablet.page.clock.fast_forward(8 * 3600_000 // len(texts))
        wait_kept(tablet, 2 * len(texts))
        tablet.page.clock.resume()
        tablet.sign_in()
        tablet.reopen()
        tablet.arrive()
        return tally(hall, texts, 0, before, "8 giờ, đăng nhập lại")


NO_OPEN = "indexedDB.open = () => { throw new DOMException('no', 'InvalidStateError'); };"
NO_PUT = """
for (const act of ["put", "add"]) IDBObjectStore.prototype[act] = () => {
  throw new DOMException("full", "QuotaExceededError");
};
"""


def a_store_that_fails(fault: str, note: str) -> Scene:
    """Return a scene in which IndexedDB fails, with a network."""

    def scene(playwright: Playwright, hall: Hall, _: Random, is_short: bool) -> Tally:
        texts = [f"Không giữ được {n}" for n in range(3 if is_short else 15)]
        with tablets(playwright, hall, "member") as [tablet]:
            before = hall.rows()
            tablet.context.add_init_script(fault)
            tablet.reopen()
            for text in texts:
                tablet.write(text)
            tablet.take(a_photo(1))
            tablet.arrive()
            tablet.page.wait_for_timeout(1000)
            return tally(hall, texts, 1, before, note)

    return scene


def a_slow_line(playwright: Playwright, hall: Hall, _: Random, is_short: bool) -> Tally:
    """A line of 12 KB a second with photos before the texts: the texts do not wait for them."""
    texts = [f"Trên đường truyền chậm {n}" for n in range(3 if is_short else 10)]
    photos, side = (1, 500) if is_short else (3, 1600)
    with tablets(playwright, hall, "member") as [tablet]:
        before = hall.rows()
        wire = tablet.context.new_cdp_session(tablet.page)
        wire.send("Network.enable")
        speed = {"offline": False, "latency": 400, "downloadThroughput": 50_000}
        wire.send("Network.emulateNetworkConditions", speed | {"uploadThroughput": 12_000})
        tablet.take(*(a_photo(n, side) for n in range(photos)))
        for text in texts:
            tablet.write(text)
        begun = tablet.page.evaluate("Date.now()")
        while len(set(hall.texts()) & set(texts)) < len(texts):
            tablet.page.wait_for_timeout(200)
            if tablet.page.evaluate("Date.now()") - begun > 120_000:
                break
        seconds = (tablet.page.evaluate("Date.now()") - begun) / 1000
        ahead = photos - hall.photos()
        tablet.arrive()
        note = f"chữ đến sau {seconds:.0f} giây, khi còn {ahead}/{photos} ảnh trên đường"
        return tally(hall, texts, photos, before, note)


def a_captive_portal(playwright: Playwright, hall: Hall, _: Random, is_short: bool) -> Tally:
    """A hotel's network answers everything by a page of its own, then lets one through."""
    texts = [f"Qua mạng khách sạn {n}" for n in range(3 if is_short else 15)]
    said = {"status": 200, "content_type": "text/html", "body": "<h1>Wi-Fi</h1>"}

    def portal(route: Route) -> None:
        is_ours = route.request.url.startswith(f"{hall.address}/static/")
        route.continue_() if is_ours else route.fulfill(**said)

    with tablets(playwright, hall, "member") as [tablet]:
        before = hall.rows()
        for status in (200, 302, 403, 404, 511):
            said["status"] = status
            tablet.context.route("**/*", portal)
            for text in texts if status == 200 else ():
                tablet.write(text)
            tablet.page.evaluate(FLUSH)
            tablet.context.unroute("**/*", portal)
        tablet.arrive()
        return tally(hall, texts, 0, before, "trả lời 200, 302, 403, 404, 511 không phải của ta")


def a_new_version(playwright: Playwright, hall: Hall, _: Random, is_short: bool) -> Tally:
    """A new version comes between keeping and sending: an open page of the old one sends to it,
    and what an old page kept is sent by a new one."""
    half = 3 if is_short else 15
    texts = [f"Qua bản mới {n}" for n in range(2 * half)]
    with tablets(playwright, hall, "member") as [tablet]:
        before = hall.rows()
        hall.kill()
        for text in texts[:half]:
            tablet.write(text)
        wait_kept(tablet, 2 * half)
        hall.start("ban-moi-01")
        tablet.arrive()
        hall.kill()
        for text in texts[half:]:
            tablet.write(text)
        tablet.page.goto("about:blank")
        hall.start("ban-moi-02")
        tablet.reopen()
        tablet.page.locator("script[src*='ban-moi-02']").first.wait_for(state="attached")
        tablet.arrive()
        return tally(hall, texts, 0, before, "2 lần cài bản mới")


SCENES: dict[str, Scene] = {
    "máy chủ tắt, máy tính bảng hết pin": hall_without_power,
    "hai máy tính bảng cùng ghi": two_tablets,
    "phiên đăng nhập đã hết": a_session_that_lapsed,
    "không mở được kho trên máy": a_store_that_fails(NO_OPEN, "IndexedDB.open hỏng"),
    "kho trên máy đầy": a_store_that_fails(NO_PUT, "IndexedDB put hỏng"),
    "đường truyền 12 KB/giây": a_slow_line,
    "mạng khách sạn": a_captive_portal,
    "cài bản mới giữa chừng": a_new_version,
}
