// What tests/browser/screens.py measures in a page, beside axe: each function returns what is
// wrong, in words.
(() => {
  const TARGET = 44; // px: of what a finger presses
  const IN_TEXT = 24; // px: of a link inside text
  const RING = 3; // px
  const SEEN = 3; // : 1, the contrast of a ring and its ground
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";
  const SPACED = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`;

  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const look = (one) => getComputedStyle(one);
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && sizeOf(one) > 1;
  const sizeOf = (one) => {
    const { width, height } = one.getBoundingClientRect();
    return Math.min(width, height);
  };
  const isAside = (one) => one.closest(".visually-hidden, .skip-link, .picker") !== null;

  /** What a reader of the report finds it by. */
  function nameOf(one) {
    const said = (one.getAttribute("aria-label") ?? one.textContent).trim().replace(/\s+/g, " ");
    const marks = [one.localName, ...one.classList].join(".");
    return `${marks}${one.name ? `[${one.name}]` : ""} “${said.slice(0, 40)}”`;
  }

  function tooWide() {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return [];
    const out = all("main *, header *, footer *").filter(
      (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest(".scroll"),
    );
    return [`${over} px too wide: ${out.slice(0, 3).map(nameOf).join(", ")}`];
  }

  const clips = (one) => look(one).overflowX !== "visible" && one !== document.body;

  function clipperOf(one) {
    let at = one.parentElement;
    while (at && !clips(at)) at = at.parentElement;
    return at;
  }

  // Wider than any telephone, with the head of each row in view: one column a month or a unit.
  const MATRIX = ".year, .grid, .side-by-side, .ledger";

  function cutStates() {
    return all("td .state, th .state")
      .filter((one) => isShown(one) && !one.closest(MATRIX))
      .filter((one) => {
        const frame = clipperOf(one)?.getBoundingClientRect();
        const { left, right } = one.getBoundingClientRect();
        return frame && (right > frame.right + 1 || left < frame.left - 1);
      })
      .map((one) => `a state is cut: ${nameOf(one)}`);
  }

  /** What is pressed for *one*: a box that is ticked is pressed by its label. */
  const pressed = (one) =>
    ["checkbox", "radio"].includes(one.type)
      ? (one.closest("label") ?? one.labels?.[0] ?? one)
      : one;

  const isInText = (one) =>
    one.localName === "a" && !one.matches(".btn") && one.closest("p, li, td, th, dd, dt, h2, h3");

  function smallTargets() {
    const found = all("a[href], button, input:not([type=hidden]), select, textarea, summary");
    return found.filter((one) => isShown(one) && !isAside(one) && !one.disabled).flatMap(small);
  }

  function small(one) {
    const { width, height } = pressed(one).getBoundingClientRect();
    const isInline = look(one).display === "inline";
    const tall = isInline ? Math.max(height, Number.parseFloat(look(one).lineHeight)) : height;
    const least = isInText(one) ? IN_TEXT : TARGET;
    if (tall >= least - 0.5 && width >= (isInText(one) ? 0 : least) - 0.5) return [];
    return [`${Math.round(width)} × ${Math.round(tall)} px to press: ${nameOf(one)}`];
  }

  const rgba = (text) => text.match(/[\d.]+/g).map(Number);

  function luminance([red, green, blue]) {
    const part = (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  }

  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** The colour that *one* stands on. */
  function groundOf(one) {
    for (let at = one; at; at = at.parentElement) {
      const colour = rgba(look(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  }

  function isRingCut(one, space) {
    const clipper = clipperOf(one);
    if (!clipper || clipper.scrollWidth > clipper.clientWidth || space <= 0) return false; // it scrolls
    const frame = clipper.getBoundingClientRect();
    const box = one.getBoundingClientRect();
    return box.left - space < frame.left - 1 || box.right + space > frame.right + 1;
  }

  function ringOf(one) {
    one.focus();
    if (document.activeElement !== one) return [];
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = look(one);
    const [width, offset] = [Number.parseFloat(outlineWidth), Number.parseFloat(outlineOffset)];
    const ground = groundOf(offset < 0 ? one : one.parentElement);
    const ratio = contrast(rgba(outlineColor), ground);
    if (outlineStyle !== "solid" || width < RING) return [`no ring: ${nameOf(one)}`];
    if (ratio < SEEN) return [`a ring of ${ratio.toFixed(2)} : 1: ${nameOf(one)}`];
    return isRingCut(one, width + offset) ? [`a ring is cut: ${nameOf(one)}`] : [];
  }

  function rings() {
    const stops = all(STOPS).filter(
      (one) => one.tabIndex >= 0 && !one.disabled && isShown(one) && !isAside(one),
    );
    return stops.flatMap(ringOf);
  }

  /** What is drawn as a box of its own, with words that run out of it. */
  function spilt() {
    return all(".btn, .state, summary, th, td")
      .filter((one) => isShown(one) && !isAside(one) && look(one).display !== "inline")
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `words run out of ${nameOf(one)}`);
  }

  /** Fields and buttons without an edge, where a system's colours take their ground away. */
  function boundless() {
    const found = all(".btn:not(.btn-link), .form-control, .form-select, .form-check-input");
    const hasEdge = (one) => {
      const { borderBlockEndStyle, borderBlockEndWidth } = look(one);
      return borderBlockEndStyle !== "none" && Number.parseFloat(borderBlockEndWidth) >= 1;
    };
    return found
      .filter((one) => isShown(one) && !isAside(one) && look(one).opacity !== "0" && !hasEdge(one))
      .map((one) => `no edge in forced colours: ${nameOf(one)}`);
  }

  /** Text that is cut once it is spaced as WCAG 1.4.12 has it. */
  function cutText() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SPACED);
    document.adoptedStyleSheets = [sheet];
    const cut = all("main *, header *, footer *").filter(
      (one) => ["hidden", "clip"].includes(look(one).overflowX) && isShown(one) && !isAside(one),
    );
    const found = cut
      .filter(
        (one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1,
      )
      .filter((one) => one.textContent.trim() && !one.matches("select"))
      .map((one) => `text is cut when spaced: ${nameOf(one)}`);
    found.push(...[...tooWide(), ...cutStates(), ...spilt()].map((words) => `spaced, ${words}`));
    document.adoptedStyleSheets = [];
    return found;
  }

  async function violations(more) {
    const found = await window.axe.run({ resultTypes: ["violations"], ...more });
    const words = (id, { any, html }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`;
    return found.violations.flatMap((one) => one.nodes.map((node) => words(one.id, node)));
  }

  const byAxe = () => violations({});
  const faint = () => violations({ runOnly: ["color-contrast"] });

  window.measure = { tooWide, cutStates, smallTargets, rings, boundless, cutText, byAxe, faint };
})();
