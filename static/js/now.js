// A table of months opens at the running one. What is in sight already does not move.

/**
 * How far a table scrolls to show a column from *left* to *right*, in px of the table, in a region
 * *width* wide whose first *frozen* px stay: the column stands beside what stays.
 */
export function scrollTo({ left, right, frozen, width }) {
  return right <= width ? 0 : Math.max(0, left - frozen);
}

for (const head of document.querySelectorAll('.scroll th[aria-current="date"]')) {
  const region = head.closest(".scroll");
  region.scrollLeft = scrollTo({
    left: head.offsetLeft,
    right: head.offsetLeft + head.offsetWidth,
    frozen: head.parentElement.firstElementChild.offsetWidth,
    width: region.clientWidth,
  });
}
