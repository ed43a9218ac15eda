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

const names = async (): Promise<readonly string[]> =>
  (await inDrawer('readonly', (drawer) => drawer.getAllKeys())).filter((key) => typeof key === 'string');

/** One tab at a time, where the browser can tell them apart: none puts something in while another throws the drawer away. */
const alone = <T>(use: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(`${NAME}-${DRAWER}`, use) : use();

export const cabinet = {
  put: (name: string, value: unknown): Promise<IDBValidKey> =>
    alone(() => inDrawer('readwrite', (drawer) => drawer.put(value, name))),
  take: (name: string): Promise<unknown> => inDrawer<unknown>('readonly', (drawer) => drawer.get(name)),
  names,
  remove: (name: string): Promise<undefined> => inDrawer('readwrite', (drawer) => drawer.delete(name)),
  /** The drawer itself, once nothing is in it. Whether it is gone. */
  destroyEmpty: (): Promise<boolean> =>
    alone(async () => {
      if ((await names()).length > 0) return false;
      await settled(indexedDB.deleteDatabase(NAME));
      return true;
    }),
};
