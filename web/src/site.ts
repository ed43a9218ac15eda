// Runs before the first paint on every page: nothing is kept on the device unless the person switched large type on.
const KEY = 'large-type';
const root = document.documentElement;

const remembered = (): boolean => {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
};

const remember = (large: boolean): void => {
  try {
    if (large) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing: the switch then holds for this page.
  }
};

const wireLargeType = (): void => {
  const button = document.getElementById('large');
  if (button === null) return;
  const show = (): void => button.setAttribute('aria-pressed', String(root.classList.contains('large')));
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    remember(root.classList.toggle('large'));
    show();
  });
};

/** The place that came with the QR code goes along to the other pages. */
const carryPlace = (): void => {
  const here = new URLSearchParams(location.search);
  for (const link of document.querySelectorAll('a[data-place]')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const url = new URL(link.href);
    for (const name of ['region', 'placement']) {
      const value = here.get(name);
      if (value !== null) url.searchParams.set(name, value);
    }
    link.href = url.pathname + url.search;
  }
};

/** Skipping moves the focus and nothing else: what stands after the # of an address is the question or the case that is open. */
const wireSkip = (): void => {
  const main = document.getElementById('main');
  document.querySelector('a.skip')?.addEventListener('click', (event) => {
    event.preventDefault();
    main?.focus();
  });
};

/** A script that did not arrive: everything is shown for reading, and the person is told. */
const tellBroken = (event: Event): void => {
  if (!(event.target instanceof HTMLScriptElement)) return;
  root.classList.remove('js');
  const notice = document.getElementById('broken');
  if (notice !== null) notice.hidden = false;
};

/** Phones of 2019 do not have it, and the library that hashes calls it while it loads: the page's script would end there. */
if (!Reflect.has(Object, 'hasOwn')) {
  Object.defineProperty(Object, 'hasOwn', {
    value: (object: object, key: PropertyKey): boolean => Reflect.getOwnPropertyDescriptor(object, key) !== undefined,
  });
}

root.classList.add('js');
root.classList.toggle('large', remembered());
addEventListener('error', tellBroken, true);
document.addEventListener('DOMContentLoaded', () => {
  wireSkip();
  wireLargeType();
  carryPlace();
});
