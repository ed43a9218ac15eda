import { make, put } from '../dom.ts';
import { showTroubles } from '../problem.ts';
import { say } from '../say.ts';
import { caseFacts } from './case-facts.ts';
import { acceptForm, type CaseForm, extendForm, returnForm, transferForm } from './case-forms.ts';
import { mainStep, type StepName, steps, stepsOf, stepWord } from './case-steps.ts';
import { feedbackForm } from './feedback-form.ts';
import { writtenIn } from './fields.ts';
import type { Reply } from './official-api.ts';
import { type OrderDetail, type OrderStep, readOrder, readUnmasked } from './order.ts';
import { paperFoot } from './paper.ts';
import { regionName } from './region-names.ts';
import { revealPanel } from './reveal.ts';
import { timelineOf } from './timeline.ts';
import { button, fill, notice, troubleOf, type View } from './view.ts';
import { visitForm } from './visit-form.ts';
import { stateWord } from './words.ts';

const isStale = (reply: Reply<unknown>): boolean =>
  reply.kind === 'problem' && (reply.problem.code === 'precondition-failed' || reply.problem.code === 'conflict');

const movedOn = (): string =>
  say(
    '这张工单刚才有别人办过。左边和时间线已经是最新的,您写的还在。看一看,还要办就再点一次。',
    'Somebody else worked on this case just now. What is shown beside is the newest, and what you wrote is still here. Have a look, and send again if it still holds.',
  );

/** One case: what is known, what happened, and what can be done next, in place. */
class Case {
  readonly heading = make('h1', { tabindex: '-1' }, say('个案', 'A case'));
  readonly element = make('div', { class: 'case' });
  private readonly known = make('div', { class: 'column' });
  private readonly course = make('div', { class: 'column' });
  private readonly told = make('div', { id: 'told', 'aria-live': 'polite', tabindex: '-1' });
  private readonly doing = make('div', { id: 'doing', class: 'no-print' });
  private order: OrderDetail | undefined;
  private unmasked: OrderDetail | undefined;
  private readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  async open(first: string): Promise<void> {
    await fill(this.element, async () => {
      const reply = await readOrder(this.id);
      if (reply.kind !== 'ok') return [notice(troubleOf(reply), true)];
      this.order = reply.value;
      return this.frame();
    });
    await this.paint();
    const wanted = steps.find((one) => one === first);
    if (wanted !== undefined && this.order !== undefined && stepsOf(this.order).includes(wanted)) this.begin(wanted);
  }

  private frame(): readonly HTMLElement[] {
    const reveal = revealPanel({
      show: async (purpose) => {
        const reply = await readUnmasked(this.id, purpose);
        if (reply.kind !== 'ok') return troubleOf(reply);
        this.unmasked = reply.value;
        if (reply.value.version === this.order?.version) await this.paint();
        else await this.refresh();
        return undefined;
      },
      hide: () => {
        this.unmasked = undefined;
        void this.paint();
      },
    });
    const left = make('div', { class: 'column' }, reveal, this.known);
    const right = make('div', { class: 'column' }, this.told, this.doing, this.course);
    return [left, right];
  }

  /** The case as it is now, with what was shown unmasked still so. */
  private shown(): OrderDetail | undefined {
    if (this.order === undefined || this.unmasked === undefined) return this.order;
    if (this.unmasked.version === this.order.version) return this.unmasked;
    const { subject, reporter } = this.unmasked;
    return { ...this.order, subject, ...(reporter === undefined ? {} : { reporter }) };
  }

  private async paint(): Promise<void> {
    const order = this.shown();
    if (order === undefined) return;
    put(this.heading, say(`个案:${order.subject.name}`, `A case: ${order.subject.name}`));
    put(this.known, caseFacts(order, await regionName(order.regionCode)));
    put(
      this.course,
      make('h2', {}, say('经过', 'What happened')),
      timelineOf(order.timeline),
      make(
        'p',
        { class: 'no-print' },
        button(say('打印这个个案', 'Print this case'), 'textual', () => print()),
      ),
      paperFoot(order.workOrderId),
    );
    if (this.doing.querySelector('form') === null) this.offer();
  }

  private async refresh(): Promise<void> {
    const reply = await readOrder(this.id);
    if (reply.kind === 'ok') this.order = reply.value;
    await this.paint();
  }

  private offer(): void {
    const { order } = this;
    if (order === undefined) return;
    const buttons = stepsOf(order).map((name) =>
      button(stepWord(name), name === mainStep(order) ? 'button' : 'button second', () => this.begin(name)),
    );
    const closed = make('p', { class: 'state' }, stateWord('closed'));
    put(
      this.doing,
      ...(buttons.length === 0
        ? [closed]
        : [make('h2', {}, say('接下来', 'What to do')), make('div', { class: 'steps' }, ...buttons)]),
    );
  }

  private context(): CaseForm {
    return {
      order: () => {
        const order = this.shown();
        if (order === undefined) throw new Error('a form without its case');
        return order;
      },
      done: (reply, said) => this.settle(reply, said),
      cancel: () => this.offer(),
    };
  }

  private settle(reply: Reply<OrderStep>, said: string): boolean {
    if (reply.kind === 'ok') {
      put(this.told, notice(said));
      put(this.doing);
      void this.refresh().then(() => this.told.focus());
      return true;
    }
    if (!isStale(reply)) return false;
    void this.refresh().then(() => showTroubles([{ field: '', message: movedOn() }]));
    return true;
  }

  private begin(name: StepName): void {
    const context = this.context();
    const kept = (): void => {
      put(
        this.told,
        notice(
          say(
            '已加密存在本机,连上网、登录着就自动发出。',
            'Kept encrypted on this device; it is sent as soon as there is a connection and you are signed in.',
          ),
        ),
      );
      this.offer();
      this.told.focus();
    };
    const form = {
      accept: acceptForm,
      visit: (one: CaseForm) => visitForm(one, kept),
      feedback: feedbackForm,
      extend: extendForm,
      transfer: transferForm,
      return: returnForm,
    }[name](context);
    put(this.told);
    put(this.doing, form);
    form.querySelector('h2')?.focus();
  }
}

export const caseView = (id: string, step: string): View => {
  const one = new Case(id);
  void one.open(step);
  return {
    title: say('个案', 'A case'),
    element: make(
      'div',
      {},
      make('a', { class: 'back', href: '#/' }, say('我的工单', 'My work orders')),
      one.heading,
      one.element,
    ),
    unsaved: () => writtenIn(one.element),
  };
};
