import type { z } from 'zod';
import type { messages } from './messages.ts';

type MessageType = keyof typeof messages;
/** What each type of message tells, with an example. */
export type Described = {
  readonly [Type in MessageType]: {
    /** What happened, in a line. */
    readonly summary: string;
    /** A `detail` of this type. */
    readonly detail: z.output<(typeof messages)[Type]>;
  };
};

/** What the examples have in common. */
export const at = { schemaVersion: 1 as const, occurredAt: '2026-11-24T02:00:00.000Z', regionCode: '330102001' };
const order = { kind: 'work-order' as const, id: 'qS1bBz0m3kq0Yt2fJ6zW8A' };
const alert = { kind: 'alert' as const, id: 'b3Qw8rZ1sT5uV7xY9zA0cE' };
/** Whom they are about. */
export const person = { kind: 'person' as const, id: '0m3kq0Yt2fJ6zW8AqS1bBz' };
/** Their household. */
export const householdId = '0Yt2fJ6zW8AqS1bBz0m3kQ';

const orderData = {
  state: 'issued' as const,
  countyCode: '330102',
  urgency: 'normal' as const,
  situations: ['illness' as const],
  dueAt: '2026-12-01T15:59:59.999Z',
};
const alertData = {
  state: 'raised' as const,
  kind: 'death',
  severity: 'orange' as const,
  personId: person.id,
  householdId,
  reasons: [
    {
      code: 'member-died',
      text: { zh: '家庭成员死亡,请核实家庭人口和收入变化。', en: 'A member of the household has died.' },
      rule: 'COLLISION-DEATH',
    },
  ],
  dueAt: '2026-12-01T15:59:59.999Z',
};

/** Of work orders. */
export const workOrders = {
  'work-order.issued': {
    summary: 'Somebody may need help: look into it by the day it is due',
    detail: {
      ...at,
      id: '01KATFA4G0QX3M9V2T7ZC5H8RD',
      type: 'work-order.issued',
      subject: order,
      version: 1,
      data: orderData,
    },
  },
  'work-order.accepted': {
    summary: 'The locality took a work order up',
    detail: {
      ...at,
      id: '01KATG3B50N6W8Y1S4E2PJ9QKM',
      type: 'work-order.accepted',
      subject: order,
      version: 2,
      data: { ...orderData, state: 'accepted' },
    },
  },
  'work-order.closed': {
    summary: 'The locality said what it found, and the work order is closed',
    detail: {
      ...at,
      id: '01KATK7YD0B3R5F8G6XN1VTWZ4',
      type: 'work-order.closed',
      subject: order,
      version: 3,
      data: {
        ...orderData,
        state: 'closed',
        outcome: 'confirmed',
        measures: ['temporary-assistance'],
        personId: person.id,
      },
    },
  },
  'work-order.transferred': {
    summary: 'A work order was passed on to another region, or back to the prefecture, and issued there anew',
    detail: {
      ...at,
      id: '01KATK9RX2M4T7V0C5J8Q1N6WD',
      type: 'work-order.transferred',
      subject: order,
      version: 3,
      data: { ...orderData, state: 'closed', closedBy: 'transferred', issuedAs: 'Yt2fJ6zW8AqS1bBz0m3kq0' },
    },
  },
  'work-order.escalated': {
    summary: 'A work order is overdue: this level of government is told',
    detail: {
      ...at,
      id: '01KATQ2H50S8B1G4Z7P3Y6E9XK',
      type: 'work-order.escalated',
      subject: order,
      version: 3,
      data: { ...orderData, level: 'county' },
    },
  },
} as const satisfies Partial<Described>;

/** Of alerts. */
export const alerts = {
  'alert.raised': {
    summary: 'A comparison found a change in a household: somebody has to look at it',
    detail: {
      ...at,
      id: '01KATM0Q90E7C2K4D8HYA6SBNP',
      type: 'alert.raised',
      subject: alert,
      version: 1,
      data: alertData,
    },
  },
  'alert.updated': {
    summary: 'An open alert was taken up, or met a further finding',
    detail: {
      ...at,
      id: '01KATM9FS0J5T3W7X1RZ8VQG2B',
      type: 'alert.updated',
      subject: alert,
      version: 2,
      data: { ...alertData, state: 'acknowledged' },
    },
  },
  'alert.closed': {
    summary: 'An outcome was given, and the alert is closed',
    detail: {
      ...at,
      id: '01KATNC1H0P9M6N4E2K8S7D3YF',
      type: 'alert.closed',
      subject: alert,
      version: 3,
      data: { ...alertData, state: 'closed', outcome: 'true' },
    },
  },
} as const satisfies Partial<Described>;
