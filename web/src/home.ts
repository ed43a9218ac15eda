import { make, need, put } from './dom.ts';
import { fromAddress, lookUp } from './placement.ts';
import { placeOf } from './regions.ts';
import { say } from './say.ts';

/** The QR code of a place opens the home page: the person sees where it hangs and that the right place is known. */
const showPlace = async (): Promise<void> => {
  const { region, placement } = fromAddress();
  const [place, hung] = await Promise.all([
    region === undefined ? undefined : placeOf(region),
    placement === undefined ? undefined : lookUp(placement),
  ]);
  const box = need(HTMLElement, '#place');
  if (hung?.kind === 'off') {
    const words = say(
      '这个二维码已经停用。您照样可以在这里报,也可以打 12345。',
      'This QR code is no longer in use. You can still report here, or call 12345.',
    );
    put(box, make('p', { class: 'notice' }, words));
  }
  if (place === undefined) return;
  const name = hung?.kind === 'on' ? hung.name : undefined;
  box.append(
    make(
      'p',
      { class: 'place' },
      say('地点:', 'Place: '),
      make('b', { lang: 'zh-CN' }, place.inWords),
      name !== undefined &&
        make(
          'small',
          {},
          say('您扫的码挂在:', 'The code you scanned hangs at: '),
          make('span', { lang: 'zh-CN' }, name),
        ),
    ),
  );
};

void showPlace();
