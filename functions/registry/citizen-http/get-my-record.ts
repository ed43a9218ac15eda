import { myRecord } from '#shared/contracts/me.ts';
import { explain } from '#shared/domain/registry/explain.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import type { SourceEntry } from '#shared/domain/registry/types.ts';
import type { CitizenRequest, HttpResponse } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/kernel/mask.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import type { Text } from '#shared/kernel/text.ts';
import { type Day, shanghaiDay } from '#shared/kernel/time.ts';
import { categoryLabels, layerLabels, sourceLabels } from '#shared/reference/labels.ts';
import { nameOf } from '#shared/reference/regions.ts';
import type { Category, Layer } from '#shared/reference/words.ts';
import type { CitizenDeps } from './deps.ts';
import { findMe } from './find-me.ts';

const NOT_HERE: Text = {
  zh: '低收入人口登记中没有您的信息。需要帮助,可以为自己上报,也可以打 12345。',
  en: 'The registry holds nothing about you. If you need help, you can report yourself or call 12345.',
};
const HERE: Readonly<Record<Layer, Text>> = {
  registered: { zh: '您在册:正在享受救助。', en: 'You are registered: you receive assistance.' },
  suspected: {
    zh: '您被列为疑似困难对象:还没有认定,当地会继续了解情况。',
    en: 'You are held as a suspected case: nothing has been determined yet, and the locality keeps an eye on it.',
  },
  exited: { zh: '您已退出:现在没有在享受救助。', en: 'You have left: you receive no assistance at present.' },
};

const categoryOf = (code: Category) => ({ code, text: categoryLabels[code] });

const sourceOf = ({ source, category, list, from, until }: SourceEntry) => ({
  source: { code: source, text: sourceLabels[source] },
  category: categoryOf(category),
  from,
  ...given({ list, until }),
});

const firstDay = (entries: readonly SourceEntry[]): Day | undefined => entries.map(({ from }) => from).sort()[0];

const viewOf = ({ person, identity }: KnownPerson, householdSize: number, today: Day) => ({
  inRegistry: true as const,
  text: HERE[person.layer],
  name: maskName(identity.name),
  idNumber: maskIdNumber(identity.idNumber),
  regionCode: person.regionCode,
  region: nameOf(countyOf(person.regionCode)) ?? person.regionCode,
  layer: person.layer,
  layerText: layerLabels[person.layer],
  categories: person.categories.map(categoryOf),
  reasons: explain(person, today),
  sources: person.entries.map(sourceOf),
  householdSize,
  updatedAt: person.updatedAt,
  version: person.version,
  ...given({
    phone: identity.phone && maskPhone(identity.phone),
    address: identity.address,
    since: firstDay(person.entries),
  }),
});

/** `GET /v1/me/record`: what is held about me. Of the household its size, never who else is in it. */
export const getMyRecord = async (request: CitizenRequest, deps: CitizenDeps): Promise<HttpResponse> => {
  const me = await findMe(request, 'read', deps);
  if (me === undefined) return json(200, myRecord, { inRegistry: false, text: NOT_HERE });
  const household = await deps.households.findHousehold(me.person.householdId);
  const size = Math.max(1, household?.memberIds.length ?? 1);
  return json(200, myRecord, viewOf(me, size, shanghaiDay(deps.clock())));
};
