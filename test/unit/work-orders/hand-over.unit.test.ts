import { describe, expect, it } from 'vitest';
import { requestCorrection } from '#shared/domain/discovery/correction.ts';
import { addPerson, discoveryEntry } from '#shared/domain/registry/decide.ts';
import { giveBack, transfer } from '#shared/domain/work-orders/hand-over.ts';
import { policyFor } from '#shared/policy/policy.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const POLICY = policyFor('2026-11-24');
const IDS = { trackingCode: 'T', workOrderId: 'W', messageId: 'M' };
const act = { actor: 'official-1', now: NOW, messageId: 'M1', issuedMessageId: 'M2', workOrderId: 'W2' };

describe('a request to correct a record', () => {
  const first = { personId: 'P', householdId: 'H', regionCode: '330102001', birthYear: 1949 };
  const { person } = addPerson(first, discoveryEntry('W0', NOW), { messageId: 'M0' }, NOW);
  const known = { person, identity: { idNumber: '11010519491231002X', name: '陈小明' } };
  const asked = requestCorrection({ field: 'phone', text: '换了号码。' }, known, { policy: POLICY, ids: IDS }, NOW);
  const by = { policy: POLICY, act };

  it('stays known to be about its person wherever it is handed over to: their own log finds it by that', () => {
    const { workOrder, subject } = asked;
    const passedOn = transfer(workOrder, subject, { regionCode: '330106002', exists: true }, by);
    const returned = giveBack(workOrder, subject, by);
    for (const over of [passedOn, returned]) {
      expect(over.ok && over.value.issued?.order).toMatchObject({ origin: 'correction', personId: 'P' });
    }
  });
});
