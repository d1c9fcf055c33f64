// How much of a group is written, and where to go on. Pure.

/** What the summary of a group says of its rows: *written* tells of each whether it is. */
export function countOf(written) {
  const done = written.filter(Boolean).length;
  return { words: `Đã ghi ${done}/${written.length}`, isDone: done === written.length };
}

/** The place of the next row that is not written after *last*, else of the first; -1: none. */
export function nextAfter(written, last) {
  const later = written.findIndex((is, at) => at > last && !is);
  return later >= 0 ? later : written.indexOf(false);
}
