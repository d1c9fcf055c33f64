// How the network is, as far as this page knows.
import { announce } from "../dom.js";
import { pageKind } from "./page-kind.js";
import { lostWords } from "./summary.js";

/** `mode`: "sent" (the server is reached), "offline", or "signed-out". */
export const network = { mode: navigator.onLine ? "sent" : "offline" };

/** Set how the network is; the page hears "network-changed" where that is new. */
export function setMode(mode) {
  if (mode === network.mode) return;
  if (mode === "offline") announce(lostWords(pageKind()));
  else if (network.mode === "offline") announce("Đã có mạng trở lại.");
  network.mode = mode;
  document.body.dispatchEvent(new CustomEvent("network-changed"));
}
