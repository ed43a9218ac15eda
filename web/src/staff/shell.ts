const SHELL = 'staff-shell';
const PAGES = ['/staff?lang=zh', '/staff?lang=en'] as const;

/** A page as it is served now: after a deployment it names other files than the one that is open. */
const served = async (address: string, signal: AbortSignal): Promise<Document> =>
  new DOMParser().parseFromString(await (await fetch(address, { signal })).text(), 'text/html');

const filesOf = (page: Document): readonly string[] =>
  [...page.querySelectorAll('script[src], link[href]')].map(
    (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
  );

const fetched = async (file: string, signal: AbortSignal): Promise<readonly [string, Response]> => {
  const response = await fetch(file, { signal });
  if (!response.ok) throw new Error('a file of the page did not come');
  return [file, response];
};

const fetchShell = async (signal: AbortSignal): Promise<void> => {
  const pages = await Promise.all(PAGES.map((page) => served(page, signal)));
  const files = [...new Set([...PAGES, ...pages.flatMap(filesOf)])];
  const answers = await Promise.all(files.map((file) => fetched(file, signal)));
  if (signal.aborted) return;
  const shell = await caches.open(SHELL);
  await Promise.all(answers.map(([file, response]) => shell.put(file, response)));
  const worker = pages[0]?.getElementById('door')?.dataset['worker'];
  if (worker !== undefined) await navigator.serviceWorker.register(worker, { scope: '/staff' });
};

let shellKeeping: { readonly stop: AbortController; readonly done: Promise<void> } | undefined;

/** Keeps the page itself, so that it opens without a connection: its files, and no answer of the API. */
export const keepShell = (): Promise<void> => {
  shellKeeping?.stop.abort();
  const stop = new AbortController();
  const done = fetchShell(stop.signal).catch(() => undefined);
  shellKeeping = { stop, done };
  return done;
};

/**
 * The page's own files and its worker, which all tabs share: removed with the last value. Who signs out while they are being
 * kept finds nothing of them afterwards.
 */
export const forgetShell = async (): Promise<void> => {
  shellKeeping?.stop.abort();
  await shellKeeping?.done;
  await caches.delete(SHELL).catch(() => false);
  const workers = await navigator.serviceWorker.getRegistrations().catch(() => []);
  for (const worker of workers) await worker.unregister();
};
