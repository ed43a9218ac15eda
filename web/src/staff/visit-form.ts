import { given } from '#shared/kernel/given.ts';
import { maskName } from '#shared/kernel/mask.ts';
import { make, put } from '../dom.ts';
import type { Trouble } from '../problem.ts';
import { say } from '../say.ts';
import type { CaseForm } from './case-forms.ts';
import { lineField, textField, typedIn } from './fields.ts';
import { agree, canKeep, keeps } from './kept.ts';
import { keepVisit, type PendingVisit, sendVisit, type Visit } from './outbox.ts';
import { stepForm, unless } from './step-form.ts';
import { button, notice } from './view.ts';

const SHANGHAI_MS = 8 * 3_600_000;
/** A moment as the field of a form takes it, by the clock of Shanghai whatever the device's zone. */
const localMoment = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 16);

const momentOf = (text: string): string | undefined => {
  const at = new Date(`${text}:00+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

const troublesIn = (form: HTMLFormElement): readonly Trouble[] => {
  const [one, other] = [typedIn(form, 'visitor1'), typedIn(form, 'visitor2')];
  return [
    ...unless(
      momentOf(typedIn(form, 'visitedAt')) !== undefined,
      'visitedAt',
      say('请填上门的时间。', 'Enter when the visit was.'),
    ),
    ...unless(one !== '', 'visitor1', say('请写第一个人的姓名。', 'Write the first name.')),
    ...unless(
      other !== '' && other !== one,
      'visitor2',
      say('请写第二个人的姓名,上门要两个人。', 'Write the second name: two people go.'),
    ),
    ...unless(typedIn(form, 'findings') !== '', 'findings', say('请写看到了什么。', 'Write what was found.')),
  ];
};

const visitIn = (form: HTMLFormElement): Visit => {
  const note = typedIn(form, 'note');
  return {
    visitedAt: momentOf(typedIn(form, 'visitedAt')) ?? '',
    visitors: [typedIn(form, 'visitor1'), typedIn(form, 'visitor2')],
    findings: typedIn(form, 'findings'),
    ...given({ note: note === '' ? undefined : note }),
  };
};

const fields = (): readonly HTMLElement[] => [
  lineField(
    { id: 'visitedAt', path: '/visitedAt', label: say('什么时候去的', 'When') },
    localMoment(new Date()),
    'datetime-local',
  ),
  lineField({ id: 'visitor1', path: '/visitors/0', label: say('去的人(一)', 'Who went (first)') }),
  lineField({ id: 'visitor2', path: '/visitors/1', label: say('去的人(二)', 'Who went (second)') }),
  textField({
    id: 'findings',
    path: '/findings',
    label: say('看到了什么', 'What was found'),
    hint: say('人、住处、吃穿、钱、病,如实写。', 'The people, the home, food, money, health: as it is.'),
  }),
  textField({ id: 'note', path: '/note', label: say('备注', 'Note'), optional: true }),
];

/** What is kept and for how long, before anything is. */
export const keepingInWords = (): string =>
  say(
    '会加密存在这台设备上:没发出去的上门记录、您打开过的工单(遮住的)、这个页面本身。发出去就删;关掉这个页面或退出登录后谁也打不开;最多留 3 天。',
    'Kept encrypted on this device: visits not sent yet, the cases that you opened (masked), and this page itself. Removed when sent; unreadable once this tab is closed or you sign out; three days at most.',
  );

type Unsent = 'offline' | 'signed-out';
const isUnsent = (kind: string): kind is Unsent => kind === 'offline' || kind === 'signed-out';

const unsentInWords = (why: Unsent): string =>
  why === 'offline'
    ? say('没有连上网。写的都还在这里,没有丢。', 'No connection. What you wrote is still here.')
    : say('登录已到期。写的都还在这里,没有丢。', 'Your sign-in has ended. What you wrote is still here.');

type Waiting = { readonly pending: PendingVisit; readonly kept: () => void; readonly why: Unsent };

const cannotKeep = (): HTMLElement =>
  notice(
    say(
      '这个浏览器不能安全地保存。请不要关闭页面,有网再发。',
      'This browser cannot keep it safely. Leave the page open and send it later.',
    ),
    true,
  );

/** Keeps it, or says that it is in the form alone. */
const keepOrTell = (place: HTMLElement, { pending, kept }: Omit<Waiting, 'why'>): Promise<void> =>
  keepVisit(pending).then(kept, () => put(place, cannotKeep()));

/**
 * There is no connection, or the sign-in has ended meanwhile, which without a connection cannot be made anew: what was
 * written stays in the form, or on the device if the caseworker agrees.
 */
const offer = (place: HTMLElement, { why, ...waiting }: Waiting): void => {
  const keepIt = async (): Promise<void> => {
    if (await agree()) await keepOrTell(place, waiting);
    else put(place, cannotKeep());
  };
  put(
    place,
    notice(unsentInWords(why)),
    ...(canKeep()
      ? [
          make('p', { class: 'hint' }, keepingInWords()),
          button(say('同意,存在本机,有网再发', 'Agree: keep it here and send it later'), 'button second', keepIt),
        ]
      : []),
  );
};

/** The visit: for one thumb, and without a connection too. */
export const visitForm = ({ order, done, cancel }: CaseForm, kept: () => void): HTMLFormElement => {
  const offline = make('div', { id: 'offline', 'aria-live': 'polite' });
  const said = say('上门已记录。', 'The visit was recorded.');
  let pending: PendingVisit | undefined;
  return stepForm({
    heading: say('记录上门', 'Record the visit'),
    lead: say(
      '要两个人去。没有网也能写,有网再发。',
      'Two people go. It can be written without a connection and sent later.',
    ),
    fields: [...fields(), offline],
    submit: say('发出', 'Send'),
    check: troublesIn,
    send: (form, { key }) => {
      const { workOrderId, version, subject } = order();
      put(offline);
      pending = {
        workOrderId,
        who: maskName(subject.name),
        version,
        key,
        writtenAt: new Date().toISOString(),
        visit: visitIn(form),
      };
      return sendVisit(pending);
    },
    done: (reply) => {
      if (!isUnsent(reply.kind) || pending === undefined) return done(reply, said);
      if (keeps()) void keepOrTell(offline, { pending, kept });
      else offer(offline, { pending, kept, why: reply.kind });
      return true;
    },
    cancel,
  });
};
