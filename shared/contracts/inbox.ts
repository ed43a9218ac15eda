import * as z from 'zod';
import type { SourceFact } from '#shared/domain/sources/types.ts';
import { regionCode } from './light-primitives.ts';
import { envelope, MESSAGE_SOURCE } from './messages.ts';
import { instant } from './primitives.ts';
import { recipientData, recipientFact } from './source-events.ts';
import { sourceKey } from './source-words.ts';

const detail = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z
    .object({
      id: z.string(),
      type: z.literal(type),
      schemaVersion: z.literal(1),
      occurredAt: instant.meta({ description: 'When it was decided: an older word of a key changes nothing' }),
      regionCode: z.exactOptional(regionCode),
      subject: z
        .object({ kind: z.literal('recipient'), id: sourceKey })
        .meta({ description: "`id`: the system's own key of the decision" }),
      version: z.number().int(),
      data,
    })
    .meta({ id: type });

const { approved, changed, refused, exited } = recipientData;

/** What the assistance system puts into our inbox, by type: the `detail` of the envelope, with name and number. */
export const inboxMessages = {
  'recipient.approved': detail('recipient.approved', approved),
  'recipient.changed': detail('recipient.changed', changed),
  'recipient.refused': detail('recipient.refused', refused),
  'recipient.exited': detail('recipient.exited', exited),
} as const;

/** The `detail` of any message of the inbox. */
export const inboxMessage = z.discriminatedUnion('type', [
  inboxMessages['recipient.approved'],
  inboxMessages['recipient.changed'],
  inboxMessages['recipient.refused'],
  inboxMessages['recipient.exited'],
]);

/** What is read of the body of a message: the envelope's other fields are the sender's own. */
export const inboxBody = z.looseObject({ source: z.literal(MESSAGE_SOURCE).optional(), detail: inboxMessage });

/** What a message of the inbox says. */
export const inboxFact = ({ detail: message }: z.output<typeof inboxBody>): SourceFact => {
  const told = { sourceKey: message.subject.id, occurredAt: message.occurredAt };
  switch (message.type) {
    case 'recipient.approved':
      return recipientFact({ type: 'approved', ...told, ...message.data });
    case 'recipient.changed':
      return recipientFact({ type: 'changed', ...told, ...message.data });
    case 'recipient.refused':
      return recipientFact({ type: 'refused', ...told, ...message.data });
    case 'recipient.exited':
      return recipientFact({ type: 'exited', ...told, ...message.data });
  }
};

const person = { idNumber: '11010519491231002X', name: '陈小明', regionCode: '330102001' };
const granted = { evidence: '民低保〔2025〕12号', person, category: 'subsistence-allowance', from: '2025-10-08' };
/** Types of the inbox. */
export const inboxTypes = ['recipient.approved', 'recipient.changed', 'recipient.refused', 'recipient.exited'] as const;
type InboxType = (typeof inboxTypes)[number];

/** The whole body of a message of one type: the envelope of EventBridge, as on every queue. */
export const inboxBodyOf = (type: InboxType) =>
  envelope.extend({ 'detail-type': z.literal(type), detail: inboxMessages[type] });

const exampleOf = (type: InboxType, summary: string, data: object) => ({
  type,
  summary,
  body: {
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    'detail-type': type,
    source: MESSAGE_SOURCE,
    account: '111122223333',
    time: '2026-11-24T02:00:00Z',
    region: 'cn-north-1',
    resources: [],
    detail: {
      id: '01KATFA4G0QX3M9V2T7ZC5H8RD',
      type,
      schemaVersion: 1,
      occurredAt: '2026-11-24T02:00:00.000Z',
      regionCode: person.regionCode,
      subject: { kind: 'recipient', id: 'JZ-2025-000123' },
      version: 1,
      data,
    },
  },
});

/** What each message of the inbox tells, with an example of its whole body. */
export const inboxExamples = [
  exampleOf('recipient.approved', 'An application was approved: the person is registered', granted),
  exampleOf('recipient.changed', 'The assistance of a recipient changed: category, term or region', {
    ...granted,
    evidence: '民低保〔2026〕3号',
    category: 'marginal',
    from: '2026-03-01',
  }),
  exampleOf('recipient.refused', 'An application was refused: the person is watched over for a while', {
    evidence: '民不予〔2025〕7号',
    person,
  }),
  exampleOf('recipient.exited', 'An assistance ended, with the reference of the decision', {
    evidence: '民低保停〔2026〕5号',
    person,
    from: '2026-10-01',
    cause: 'end-of-need',
  }),
];
