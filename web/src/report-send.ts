import type { ReportBody, receipt } from '#shared/contracts/discovery.ts';
import { type Answer, send } from './api.ts';
import type { attempts } from './attempt.ts';
import { make, need, put } from './dom.ts';
import type { Keeping } from './keep.ts';
import { say } from './say.ts';

export type Receipt = ReturnType<(typeof receipt)['parse']>;

const line = need(HTMLElement, '#sending');

const tell = (kind: string, ...children: readonly (string | HTMLElement)[]): void => {
  line.className = kind;
  put(line, ...children);
};

const keptInWords = (kept: boolean): string =>
  kept
    ? say(
        '已经留在这部设备上。有了网,打开这个页面就能接着发。',
        'It is kept on this device. When there is a connection, open this page and send it.',
      )
    : say(
        '这个浏览器留不住内容。请不要关掉这个页面,有了网再按一次“发出”。',
        'This browser cannot keep it. Please leave this page open, and press “Send” again when there is a connection.',
      );

/** Not sent: nothing is lost, and who has to leave may have it kept here. */
export const tellOffline = (keeping: Keeping): void => {
  const words = say(
    '没有发出去,可能是网断了。您填的都还在,请再按一次“发出”。急的话请打 12345。',
    'It was not sent: the connection may be down. All you entered is still here; press “Send” again. If it cannot wait, call 12345.',
  );
  if (keeping.agreed()) {
    tell('status notice bad', make('p', {}, words), make('p', {}, keptInWords(keeping.save())));
    return;
  }
  const button = make(
    'button',
    { type: 'button', class: 'textual' },
    say('先留在这部设备上,晚点再发', 'Keep it on this device and send it later'),
  );
  button.addEventListener('click', () => {
    const kept = keeping.agree();
    tell(kept ? 'status notice' : 'status notice bad', keptInWords(kept));
  });
  tell('status notice bad', make('p', {}, words), make('p', {}, button));
};

/** The line is back: said where the person is waiting for it. */
export const tellOnline = (): void => {
  if (line.classList.contains('notice'))
    tell('status notice', say('网通了。请再按一次“发出”。', 'The connection is back. Press “Send” again.'));
};

export const tellSending = (): void => tell('status', say('正在发出……', 'Sending …'));
export const tellNothing = (): void => tell('status');

const isOfPlacement = ({ problem }: Extract<Answer<Receipt>, { kind: 'problem' }>): boolean =>
  problem.code.startsWith('placement') || (problem.errors ?? []).some(({ path }) => path.startsWith('/placementId'));

/** Sends the report. A QR code that is no longer good keeps no report back: it then goes without. */
export const sendReport = async (body: ReportBody, tries: ReturnType<typeof attempts>): Promise<Answer<Receipt>> => {
  const answer = await send<Receipt>('/reports', body, { 'idempotency-key': tries.keyFor(JSON.stringify(body)) });
  if (answer.kind !== 'problem' || body.placementId === undefined || !isOfPlacement(answer)) return answer;
  const { placementId: _, ...rest } = body;
  return sendReport(rest, tries);
};
