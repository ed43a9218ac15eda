import { randomUUID } from 'node:crypto';

export type Cloud = { readonly api: string; readonly token: string };
export type Receipt = { readonly trackingCode: string; readonly secret: string };
type Orders = { readonly items: readonly { readonly workOrderId: string }[] };

/** Asks a door of the API, as the official of the token. */
export const call = async <T>({ api, token }: Cloud, path: string, body?: object): Promise<T> => {
  const answer = await fetch(new URL(path, api), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return JSON.parse(await answer.text());
};

type Subject = { readonly name: string; readonly idNumber: string; readonly regionCode: string };

/** A report that its locality has looked into. */
export const closedReport = async (cloud: Cloud, about: Subject, feedback: object): Promise<Receipt> => {
  const list = `/v1/work-orders?regionCode=${about.regionCode}&limit=200`;
  const before = new Set((await call<Orders>(cloud, list)).items.map(({ workOrderId }) => workOrderId));
  const subject = { ...about, situations: ['illness'] };
  const receipt = await call<Receipt>(cloud, '/v1/reports', { subject });
  const order = (await call<Orders>(cloud, list)).items.find(({ workOrderId }) => !before.has(workOrderId));
  await call(cloud, `/v1/work-orders/${order?.workOrderId}/feedback`, feedback);
  return receipt;
};
