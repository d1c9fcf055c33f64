// Who leaves a page on which something typed is not kept is asked first.

/** Ask while *isUnsaved()* holds, but not while a form for which *isOurs* holds is on its way. */
export function askBeforeLeaving(isUnsaved, isOurs = () => false) {
  let isSent = false;
  document.addEventListener("submit", (event) => {
    if (isOurs(event.target) && !event.defaultPrevented) isSent = true;
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved() && !isSent) event.preventDefault();
  });
}
