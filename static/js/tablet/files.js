// Which files a page needs, read from its text and from its scripts. Pure.

/** The addresses of the files of ours that a page names. */
export const filesIn = (html) =>
  new Set([...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, path]) => path));

/** The addresses of the modules that the module at *path* imports. */
export function importsIn(code, path) {
  const names = [...code.matchAll(/(?:^import|\bfrom) "([^"]+)";$/gm)];
  return new Set(names.map(([, name]) => new URL(name, new URL(path, "https://here")).pathname));
}

/** The version that the address of a file names, undefined for what is no file of ours. */
export const versionOf = (address) =>
  /^\/static\/([^/]+)\//.exec(new URL(address, "https://here").pathname)?.[1];
