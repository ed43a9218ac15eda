import { alerts, at, type Described, householdId, person, workOrders } from './case-message-examples.ts';
import { MESSAGE_SOURCE, type messages } from './messages.ts';

type MessageType = keyof typeof messages;

/** What each message tells, with an example of its `detail`. */
export const messageExamples: Described = {
  ...workOrders,
  ...alerts,
  'person.layer-changed': {
    summary: 'A person entered the registry, left it, or moved between its layers',
    detail: {
      ...at,
      id: '01KATK7YD1C6Q8Z2B4WJ9XV5HT',
      type: 'person.layer-changed',
      subject: person,
      version: 1,
      data: {
        layer: 'suspected',
        categories: ['other-hardship'],
        householdId,
        reasons: [
          {
            code: 'discovery-confirmed',
            text: {
              zh: '2026-11-24 群众上报,当地核实属实,列为疑似困难对象。',
              en: 'Reported by the public and confirmed by the locality on 2026-11-24: held as a suspected case of hardship.',
            },
            rule: 'REGISTRY-DISCOVERY-CONFIRMED',
          },
        ],
      },
    },
  },
  'person.handed-over': {
    summary: 'A person moved to another county: one message to the old region, one to the new',
    detail: {
      ...at,
      id: '01KATP2M8E5R7T9W1Y3A6C4F0H',
      type: 'person.handed-over',
      regionCode: '330105001',
      subject: person,
      version: 2,
      data: {
        layer: 'suspected',
        categories: ['other-hardship'],
        householdId,
        reasons: [
          {
            code: 'discovery-confirmed',
            text: {
              zh: '2026-11-24 群众上报,当地核实属实,列为疑似困难对象。',
              en: 'Reported by the public and confirmed by the locality on 2026-11-24: held as a suspected case of hardship.',
            },
            rule: 'REGISTRY-DISCOVERY-CONFIRMED',
          },
        ],
        from: '330102001',
        to: '330105001',
      },
    },
  },
  'batch.held': {
    summary: 'A file of a source looks wrong, or would take people off the register: a person has to look at it',
    detail: {
      ...at,
      id: '01KATQ5N7B2D4F6H8K0M3P5R7T',
      type: 'batch.held',
      regionCode: '330000',
      subject: { kind: 'batch', id: 'n7Hk2mP4qR6sT8vW0xY1zA' },
      version: 1_795_485_600_000,
      data: {
        source: 'trade-union',
        department: 'trade-union',
        period: '2026-10',
        sequence: 10,
        reasons: [
          {
            code: 'batch-shrank',
            text: {
              zh: '行数比上一批少得多,请人工确认。',
              en: 'Far fewer rows than in the batch before: a person has to look at it.',
            },
          },
        ],
        counts: { created: 3, changed: 0, closed: 1204, unchanged: 900, rejected: 0, conflicts: 0 },
      },
    },
  },
  'feed.missing': {
    summary: 'A list that should have come did not',
    detail: {
      ...at,
      id: '01KATQ7V9E1G3J5M7P9R2T4W6Y',
      type: 'feed.missing',
      regionCode: '330000',
      subject: { kind: 'source', id: 'disabled-persons-federation' },
      version: 1_795_485_600_000,
      data: {
        source: 'disabled-persons-federation',
        department: 'disabled-persons-federation',
        cycle: 'monthly',
        lastPeriod: '2026-09',
        lastAt: '2026-10-08T02:00:00.000Z',
      },
    },
  },
  heartbeat: {
    summary: 'A sign of life on every regional queue: silence is not the absence of cases',
    detail: {
      ...at,
      id: '01KATF9KV0G4Y7A1T6M3N8PCER',
      type: 'heartbeat',
      regionCode: '330100',
      subject: { kind: 'queue', id: '330100' },
      version: 29_924_760,
      data: { sentBy: 'low-income-net' },
    },
  },
};

/** The body of a queue message around an example: the envelope as EventBridge makes it. */
export const envelopeExample = (type: MessageType) => ({
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': type,
  source: MESSAGE_SOURCE,
  account: '111122223333',
  time: '2026-11-24T02:00:00Z',
  region: 'cn-north-1',
  resources: [],
  detail: messageExamples[type].detail,
});
