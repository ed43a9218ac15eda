/** A drawer of the browser's own database: values by name, in the order of their names. */
const NAME = 'staff';
const DRAWER = 'kept';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the device keeps nothing')));
  });

const open = async (): Promise<IDBDatabase> => {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(DRAWER));
  return settled(request);
};

const inDrawer = async <T>(mode: IDBTransactionMode, use: (drawer: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const database = await open();
  try {
    return await settled(use(database.transaction(DRAWER, mode).objectStore(DRAWER)));
  } finally {
    database.close();
  }
};

export const cabinet = {
  put: (name: string, value: unknown): Promise<IDBValidKey> =>
    inDrawer('readwrite', (drawer) => drawer.put(value, name)),
  take: (name: string): Promise<unknown> => inDrawer<unknown>('readonly', (drawer) => drawer.get(name)),
  names: async (): Promise<readonly string[]> =>
    (await inDrawer('readonly', (drawer) => drawer.getAllKeys())).filter((key) => typeof key === 'string'),
  remove: (name: string): Promise<undefined> => inDrawer('readwrite', (drawer) => drawer.delete(name)),
  /** The drawer and all that is in it. */
  destroy: async (): Promise<void> => {
    await settled(indexedDB.deleteDatabase(NAME));
  },
};
