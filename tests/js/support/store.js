// The store of the tablet in memory, empty before each test.
import "fake-indexeddb/auto";
import { after, beforeEach } from "node:test";
import { openDB } from "idb";
import * as store from "../../../static/js/tablet/store.js";

beforeEach(async () => {
  await store.fact("owner"); // the store makes the database itself
  const database = await openDB("tablet");
  for (const name of database.objectStoreNames) await database.clear(name);
  database.close();
});

after(() => store.news.close());

export { store };
