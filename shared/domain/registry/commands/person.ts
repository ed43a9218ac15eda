import { inTextOrder } from '#shared/kernel/order.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { ok, type Result, refuse } from '#shared/kernel/result.ts';
import { addMonths, CLOCK_AHEAD_MS, type Day, shanghaiDay } from '#shared/kernel/time.ts';
import { layerLabels, riskLabels } from '#shared/reference/labels.ts';
import { deriveLayer } from '../rules/derive-layer.ts';
import { died } from '../rules/died.ts';
import type { PersonState, RegistryCommand, RegistryRefusal } from '../types.ts';
import type { Context, Effect } from './effect.ts';
import { withLine } from './effect.ts';

type Command<Kind extends RegistryCommand['kind']> = Extract<RegistryCommand, { readonly kind: Kind }>;
type Outcome = Result<Effect, RegistryRefusal>;

/** Risks that a person's item holds: the newest. */
const MOST_RISKS = 12;

/** By when the household of somebody who died is checked again, and the line that says so. */
export const recheckAfterDeath = (day: Day, { policy }: Pick<Context, 'policy'>): NonNullable<Effect['recheck']> => {
  const dueOn = addMonths(day, policy.recheckAfterDeath.value);
  const text = {
    zh: `家庭成员死亡,须在 ${dueOn} 前重新核查家庭情况。`,
    en: `A member died: the household is checked again by ${dueOn}.`,
  };
  return { dueOn, line: { kind: 'household', text } };
};

/** A death (死亡): exited from then on, and the household's standing is checked again within the policy's months. */
export const recordDeath = (before: Effect, command: Command<'record-death'>, context: Context): Outcome => {
  const { day, source, evidence } = command;
  const { person } = before;
  // Shortly before midnight it may be tomorrow already where the death was recorded.
  const today = shanghaiDay(new Date(context.act.now.getTime() + CLOCK_AHEAD_MS));
  if (day > today) return refuse('day-in-future');
  if (person.death?.day === day && person.death.evidence === evidence) return ok(before);
  if (evidence === undefined && deriveLayer(person, context.today).layer === 'registered') {
    return refuse('evidence-missing');
  }
  const death = { day, source, ...(evidence === undefined ? {} : { evidence }) };
  const next = withLine(before, { ...person, death }, { kind: 'source', text: died(death).text });
  return ok({ ...next, recheck: recheckAfterDeath(day, context) });
};

/** A death was reported by mistake. */
export const withdrawDeath = (before: Effect, { evidence }: Command<'withdraw-death'>): Outcome => {
  const { death, ...person } = before.person;
  if (death === undefined) return ok(before);
  return ok(
    withLine(before, person, {
      kind: 'correction',
      text: { zh: `死亡记录撤销,依据 ${evidence}。`, en: `The report of death was taken back, by ${evidence}.` },
    }),
  );
};

/** Something that makes hardship likely; the same of the same source takes the place of its older self. */
export const addRisk = (before: Effect, { risk }: Command<'add-risk'>): Outcome => {
  const risks = before.person.risks ?? [];
  const isSame = (one: (typeof risks)[number]): boolean =>
    one.source === risk.source && one.sourceKey === risk.sourceKey && one.kind === risk.kind;
  const old = risks.find(isSame);
  if (old?.day === risk.day && old.amountFen === risk.amountFen && old.reportedBy === risk.reportedBy)
    return ok(before);
  const newest = [...risks.filter((one) => !isSame(one)), risk]
    .sort((one, other) => inTextOrder(one.day, other.day))
    .slice(-MOST_RISKS);
  if (!newest.includes(risk)) return ok(before);
  const label = riskLabels[risk.kind];
  return ok(
    withLine(
      before,
      { ...before.person, risks: newest },
      {
        kind: 'risk',
        text: { zh: `${risk.day} 风险信息:${label.zh}。`, en: `Risk noted for ${risk.day}: ${label.en}.` },
      },
    ),
  );
};

/** A person decides that the layer stays as it is until a day; the newest decision holds. */
export const setHold = (before: Effect, { layer, until }: Command<'set-hold'>, { act }: Context): Outcome => {
  const { hold } = before.person;
  if (hold?.layer === layer && hold.until === until && hold.setBy === act.actor) return ok(before);
  const text = {
    zh: `人工决定:到 ${until} 为止保持“${layerLabels[layer].zh}”。`,
    en: `Held as ${layerLabels[layer].en} until ${until}, by decision.`,
  };
  const next = { ...before.person, hold: { layer, until, setBy: act.actor, setAt: act.now.toISOString() } };
  return ok(withLine(before, next, { kind: 'hold', text }));
};

/** The hold ends before its time. */
export const liftHold = (before: Effect): Outcome => {
  const { hold, ...person } = before.person;
  if (hold === undefined) return ok(before);
  return ok(withLine(before, person, { kind: 'hold', text: { zh: '人工锁定已解除。', en: 'The hold was lifted.' } }));
};

const handedOver = (person: PersonState, regionCode: string, at: string): PersonState => {
  const before = (person.handedOver ?? []).filter((one) => countyOf(one.regionCode) !== countyOf(person.regionCode));
  return { ...person, regionCode, handedOver: [...before, { regionCode: person.regionCode, at }] };
};

/** The person lives elsewhere now; in another county that county has the record, and the former one its history. */
export const move = (before: Effect, { regionCode }: Command<'move'>, { act }: Context): Outcome => {
  const { person } = before;
  if (person.regionCode === regionCode) return ok(before);
  if (countyOf(person.regionCode) === countyOf(regionCode)) {
    const text = { zh: `居住地改为 ${regionCode}。`, en: `Lives in ${regionCode} now.` };
    return ok(withLine(before, { ...person, regionCode }, { kind: 'correction', text }));
  }
  const [from, to] = [countyOf(person.regionCode), countyOf(regionCode)];
  const text = { zh: `由 ${from} 移交 ${to}。`, en: `Handed over from ${from} to ${to}.` };
  return ok(withLine(before, handedOver(person, regionCode, act.now.toISOString()), { kind: 'hand-over', text }));
};

const FIELDS = {
  phone: { zh: '电话', en: 'phone' },
  address: { zh: '地址', en: 'address' },
  note: { zh: '备注', en: 'note' },
} as const;

/** Phone, address or a note changed: the timeline says which, and never to what. */
export const correct = (before: Effect, { fields }: Command<'correct'>): Outcome => {
  if (fields.length === 0) return ok(before);
  const names = fields.map((field) => FIELDS[field]);
  const text = {
    zh: `更正:${names.map(({ zh }) => zh).join('、')}。`,
    en: `Corrected: ${names.map(({ en }) => en).join(', ')}.`,
  };
  return ok(withLine(before, { ...before.person }, { kind: 'correction', text }));
};

/** The person belongs to another household from now on. */
export const joinHousehold = (before: Effect, { householdId }: Command<'join-household'>): Outcome => {
  if (before.person.householdId === householdId) return ok(before);
  const text = { zh: '转入另一户。', en: 'Went to another household.' };
  return ok(withLine(before, { ...before.person, householdId }, { kind: 'household', text }));
};
