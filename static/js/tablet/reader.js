// Who has this page open, and whether this browser can keep pages and changes.

/** Where false, pages work as they do without a worker: with a network. */
export const able = Boolean(
  window.isSecureContext && navigator.serviceWorker && navigator.locks && window.indexedDB,
);

/** Who is signed in on this page: `id` (0: nobody) and `name`. */
export const me = {
  id: Number(document.body.dataset.user) || 0,
  name: document.body.dataset.name ?? "",
};

/** The token by which this page sends. */
export const pageToken = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
