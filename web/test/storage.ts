// The browser's storage, which Node has not: empty before each test.
import { beforeEach } from "node:test";

const store = new Map<string, string>();
const storage = {
  getItem: (key: string) => store.get(key) ?? null,
  setItem: (key: string, value: string) => void store.set(key, value),
};
Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
beforeEach(() => store.clear());
