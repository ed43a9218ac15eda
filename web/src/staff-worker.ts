// Opens the staff page without a connection. It is registered only after the caseworker agreed to keep things on the device,
// answers for the page's own files alone, and never sees an answer of the API.

type Fetch = Event & { readonly request: Request; readonly respondWith: (response: Promise<Response>) => void };
const isFetch = (event: Event): event is Fetch => 'request' in event && 'respondWith' in event;

/** The newest page while there is a connection; the kept one when there is none. */
const page = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request);
  } catch (fault) {
    const english = new URL(request.url).searchParams.get('lang') === 'en';
    const kept = await caches.match(english ? '/staff?lang=en' : '/staff?lang=zh');
    if (kept !== undefined) return kept;
    throw fault;
  }
};

/** A file carries the hash of its content in its name: the kept one is the right one. */
const asset = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request);

addEventListener('fetch', (event) => {
  if (!isFetch(event) || event.request.method !== 'GET') return;
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.mode === 'navigate' && url.pathname === '/staff') event.respondWith(page(event.request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
});
