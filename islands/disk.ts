/** A small database of this phone. Each act resolves once the phone has it on its disk, not before. */
export type Act = (store: IDBObjectStore) => IDBRequest;

/** `stores`: name → key path. The function that runs one act on one of them. */
export function disk(
  name: string,
  stores: Record<string, string>,
): (store: string, mode: IDBTransactionMode, act: Act) => Promise<unknown> {
  let opened: Promise<IDBDatabase> | null = null;
  const open = (): Promise<IDBDatabase> =>
    (opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, 1);
      asked.onupgradeneeded = () => {
        for (const [store, keyPath] of Object.entries(stores)) asked.result.createObjectStore(store, { keyPath });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error as Error);
    }));
  return async (store, mode, act) => {
    // strict: else the browser writes when it suits it, and a phone may die before that
    const transaction = (await open()).transaction(store, mode, { durability: "strict" });
    const request = act(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error as Error);
    });
  };
}
