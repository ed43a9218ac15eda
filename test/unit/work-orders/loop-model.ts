import { submitReport } from '#shared/domain/discovery/decide.ts';
import { objectTo } from '#shared/domain/discovery/object.ts';
import type { ReportState } from '#shared/domain/discovery/types.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import { accept, giveFeedback } from '#shared/domain/work-orders/decide.ts';
import { escalate } from '#shared/domain/work-orders/escalate.ts';
import { extend } from '#shared/domain/work-orders/extend.ts';
import { giveBack, transfer } from '#shared/domain/work-orders/hand-over.ts';
import { decideMerge, subjectOf } from '#shared/domain/work-orders/merge.ts';
import type { WorkOrderCommand } from '#shared/domain/work-orders/transitions.ts';
import type { PublicStep, WorkOrder, WorkOrderChange } from '#shared/domain/work-orders/types.ts';
import { visit } from '#shared/domain/work-orders/visit.ts';
import type { Result } from '#shared/kernel/result.ts';
import { policyFor } from '#shared/policy/policy.ts';
import type { FeedbackOutcome, Urgency } from '#shared/reference/words.ts';

export const POLICY = policyFor('2026-11-24');
const SUBJECT = { name: '陈小明', idNumber: '11010519491231002X' };
const HOUR_MS = 3_600_000;

type OnOrder<Do extends string, More = object> = {
  readonly do: Do;
  readonly order: number;
  readonly official: string;
} & More;

/** What can happen: by the public, by officials, by the schedule, by the passing of time. */
export type Happening =
  | { readonly do: 'report'; readonly urgency: Urgency; readonly regionCode: string }
  | OnOrder<'accept' | 'visit' | 'extend' | 'return'>
  | OnOrder<'feedback', { readonly outcome: FeedbackOutcome }>
  | OnOrder<'transfer', { readonly regionCode: string }>
  | { readonly do: 'object'; readonly report: number }
  | { readonly do: 'merge'; readonly order: number; readonly other: number }
  | { readonly do: 'schedule' }
  | { readonly do: 'wait'; readonly hours: number };

type ByOfficial = Extract<Happening, { readonly official: string }>;

export type Moved = { readonly before: WorkOrder; readonly command: WorkOrderCommand; readonly after: WorkOrder };

type Decision = Result<WorkOrderChange, { readonly code: string }>;

/** The loop with everything outside its decisions in memory: what the stores do, and nothing that they do not. */
export class Loop {
  now = new Date('2026-11-24T02:00:00.000Z');
  readonly orders = new Map<string, WorkOrder>();
  readonly reports = new Map<string, ReportState>();
  readonly messages: Message[] = [];
  readonly moved: Moved[] = [];
  private drawn = 0;

  happen(happening: Happening): void {
    if (happening.do === 'report') this.report(happening);
    else if (happening.do === 'object') this.object(happening.report);
    else if (happening.do === 'merge') this.merge(happening);
    else if (happening.do === 'schedule') this.runSchedule();
    else if (happening.do === 'wait') this.now = new Date(this.now.getTime() + happening.hours * HOUR_MS);
    else this.onOrder(happening);
  }

  private draw(name: string): string {
    this.drawn += 1;
    return `${name}${this.drawn}`;
  }

  private pick<T>(of: ReadonlyMap<string, T>, index: number): T | undefined {
    const all = [...of.values()];
    return all[index % Math.max(1, all.length)];
  }

  private report({ urgency, regionCode }: { readonly urgency: Urgency; readonly regionCode: string }): void {
    const ids = { trackingCode: this.draw('T'), workOrderId: this.draw('W'), messageId: this.draw('M') };
    const subject = { ...SUBJECT, regionCode, situations: ['illness'] as const };
    const { report, workOrder, message } = submitReport({ subject, urgency }, POLICY, ids, this.now);
    this.reports.set(report.trackingCode, report);
    this.orders.set(workOrder.workOrderId, workOrder);
    this.messages.push(message);
  }

  private object(index: number): void {
    const report = this.pick(this.reports, index);
    if (report === undefined) return;
    const by = { workOrderId: this.draw('W'), messageId: this.draw('M'), now: this.now };
    const objection = objectTo(report, '我们不同意。', POLICY, by);
    if (!objection.ok) return;
    const { workOrder, message } = objection.value;
    this.reports.set(report.trackingCode, objection.value.report);
    this.orders.set(workOrder.workOrderId, workOrder);
    this.messages.push(message);
  }

  /** As the inside reads an objection: whose finding it is, stands in the order that it follows. */
  private read(order: WorkOrder): WorkOrder {
    if (order.origin !== 'objection' || order.answeredBy !== undefined || order.follows === undefined) return order;
    const answeredBy = this.answering(order.follows)?.timeline.findLast(({ kind }) => kind === 'feedback')?.actor;
    return answeredBy === undefined ? order : { ...order, answeredBy };
  }

  /** The order of an id, or the one that it was merged into. */
  answering(workOrderId: string): WorkOrder | undefined {
    const order = this.orders.get(workOrderId);
    return order?.mergedInto === undefined ? order : this.answering(order.mergedInto);
  }

  /** What the stream does when it meets two orders of one person. */
  private merge({ order, other }: { readonly order: number; readonly other: number }): void {
    const [one, two] = [this.pick(this.orders, order), this.pick(this.orders, other)];
    if (one === undefined || two === undefined || one === two) return;
    const [issued, holder] = [one, two].map((each) => ({ order: each, subject: SUBJECT }));
    if (issued === undefined || holder === undefined) return;
    if (subjectOf(issued) === undefined || subjectOf(holder) === undefined) return;
    const act = { now: this.now, closedMessageId: this.draw('M'), mainMessageId: this.draw('M') };
    const decided = decideMerge(issued, holder, act);
    if (decided.kind !== 'merge') return;
    const before = this.orders.get(decided.closed.workOrderId);
    if (before === undefined) throw new Error('a merged order that is not there');
    this.orders.set(decided.main.workOrderId, decided.main);
    this.save(before, 'merge', { order: decided.closed, messages: decided.messages });
  }

  private onOrder(happening: ByOfficial): void {
    const stored = this.pick(this.orders, happening.order);
    if (stored === undefined) return;
    const order = this.read(stored);
    const decided = this.decide(order, happening);
    if (decided.ok) this.save(order, happening.do, decided.value);
  }

  private decide(order: WorkOrder, happening: ByOfficial): Decision {
    const act = {
      actor: happening.official,
      now: this.now,
      messageId: this.draw('M'),
      issuedMessageId: this.draw('M'),
      workOrderId: this.draw('W'),
    };
    const by = { policy: POLICY, act };
    switch (happening.do) {
      case 'accept':
        return accept(order, act);
      case 'visit':
        return visit(order, { visitedAt: this.now.toISOString(), earlier: 0 }, act);
      case 'extend':
        return extend(order, POLICY, act);
      case 'feedback':
        return giveFeedback(order, { outcome: happening.outcome }, undefined, act);
      case 'transfer':
        return transfer(order, SUBJECT, { regionCode: happening.regionCode, exists: true }, by);
      case 'return':
        return giveBack(order, SUBJECT, by);
    }
  }

  private save(before: WorkOrder, command: WorkOrderCommand, { order, publicStep, messages, issued }: WorkOrderChange) {
    this.moved.push({ before, command, after: order });
    this.orders.set(order.workOrderId, order);
    if (issued !== undefined) this.orders.set(issued.order.workOrderId, issued.order);
    this.messages.push(...messages);
    const others = publicStep?.firstReportOnly === true ? [] : (order.alsoReported ?? []);
    for (const code of publicStep === undefined ? [] : [order.trackingCode, ...others]) this.tell(code, publicStep);
  }

  private tell(trackingCode: string, step: PublicStep | undefined): void {
    const report = this.reports.get(trackingCode);
    if (report === undefined || step === undefined) throw new Error('a step of a report that is not there');
    const { status, result, order, ofNotUrgent, code, text } = step;
    const due = ofNotUrgent?.trackingCodes.includes(trackingCode) === true ? ofNotUrgent.due : step.due;
    this.reports.set(trackingCode, {
      ...report,
      status,
      ...(result === undefined ? {} : { result }),
      ...order,
      ...due,
      timeline: [...report.timeline, { at: this.now.toISOString(), code, text }],
      version: report.version + 1,
    });
  }

  private runSchedule(): void {
    for (const order of [...this.orders.values()]) {
      let current = order;
      for (;;) {
        const act = { actor: 'system', now: this.now, messageId: this.draw('M') };
        const told = escalate(current, POLICY, act);
        if (told === undefined) break;
        this.save(current, 'escalate', { order: told.order, messages: [told.message] });
        current = told.order;
      }
    }
  }
}
