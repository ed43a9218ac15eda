import { maybe, need, put } from './dom.ts';
import { placeOf } from './regions.ts';

/** The QR code of a place opens the home page with its region: the person sees that the right place is known. */
const showPlace = async (): Promise<void> => {
  const code = new URLSearchParams(location.search).get('region');
  const line = maybe(HTMLElement, '#place');
  if (code === null || line === undefined) return;
  const place = await placeOf(code);
  if (place === undefined) return;
  put(need(HTMLElement, 'b', line), place.inWords);
  line.hidden = false;
};

void showPlace();
