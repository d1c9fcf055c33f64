"""A browser in words, by what it says of itself: for people to know their own machines again."""

SYSTEMS = (  # the first that is named; Android names Linux, too, and an iPhone names Mac OS
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "máy Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (  # the first that is named: all of them name Safari, most name Chrome
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)


def browser_words(agent: str) -> str:
    """Return "Chrome trên Windows" for what a browser sends as its User-Agent."""
    system = next((words for mark, words in SYSTEMS if mark in agent), "")
    browser = next((words for mark, words in BROWSERS if mark in agent), "")
    if browser and system:
        return f"{browser} trên {system}"
    return browser or system or "Trình duyệt khác"
