// Changes as a page makes them, for tests.

export const PAGE = "/visits/1/findings";
export const ME = { id: 7, name: "Nguyễn Văn An" };

let made = 0;

/** A change with what most have, and what a test wants of it. */
export function change(wanted = {}) {
  made += 1;
  const own = { key: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}` };
  const writer = { user: ME.id, who: ME.name, page: PAGE, title: "Ghi nhận", made: 1000 };
  const sent = {
    path: "/visits/1/field",
    body: [],
    act: "",
    row: "",
    field: "",
    swap: "outerHTML",
  };
  const name = { label: "Ô", target: "", isPhoto: false };
  return { ...own, ...writer, ...sent, ...name, ...wanted };
}

/** The change that writes *value* into *field*, which held *was* before. */
export const writing = (field, value, was = "", wanted = {}) =>
  change({
    field,
    body: [
      [field, value],
      [`was-${field}`, was],
    ],
    target: `state-${field}`,
    ...wanted,
  });

/** The change that adds a row, called *row* until the server has numbered it. */
export const adding = (row, wanted = {}) =>
  change({ act: "add strength 0", body: [["do", "add strength 0"]], row, ...wanted });

/** The change that removes the row called *row*. */
export const removing = (row, was = [], wanted = {}) => {
  const act = `remove remark ${row}`;
  return change({ act, body: [["do", act], ...was], target: `row-remark-${row}`, ...wanted });
};

/** *changes* as the store has them: waiting, in this order, unless they say otherwise. */
export const kept = (...changes) =>
  changes.map((one, at) => ({ n: at + 1, state: "waiting", tries: 0, ...one }));
