/** For tests: as much of IndexedDB as `disk.ts` asks for, each step in its own turn. */
export function fakeDisk(): { open: () => object } {
  const stores = new Map<string, { keyPath: string; rows: Map<unknown, unknown> }>();
  const result = {
    createObjectStore: (name: string, { keyPath }: { keyPath: string }) => stores.set(name, { keyPath, rows: new Map() }),
    transaction: (name: string) => transaction(stores.get(name)!),
  };
  return {
    open: () => {
      const asked = { result, onupgradeneeded: (): void => undefined, onsuccess: (): void => undefined };
      queueMicrotask(() => (asked.onupgradeneeded(), asked.onsuccess()));
      return asked;
    },
  };
}

function transaction({ keyPath, rows }: { keyPath: string; rows: Map<unknown, unknown> }): object {
  let running = 0;
  const whole = { objectStore: () => store, oncomplete: (): void => undefined };
  const asks = (result: unknown): object => {
    const asked = { result, onsuccess: (): void => undefined };
    running += 1;
    queueMicrotask(() => {
      asked.onsuccess();
      running -= 1;
      if (!running) queueMicrotask(() => whole.oncomplete());
    });
    return asked;
  };
  const store = {
    get: (key: unknown) => asks(rows.get(key)),
    getAll: () => asks([...rows.values()]),
    put: (row: Record<string, unknown>) => asks(void rows.set(row[keyPath], row)),
    delete: (key: unknown) => asks(void rows.delete(key)),
    clear: () => asks(rows.clear()),
  };
  return whole;
}
