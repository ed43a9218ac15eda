import type { workOrderDetail, workOrderList, workOrderStep } from '#shared/contracts/work-orders.ts';
import { newKey } from '../api.ts';
import { keep, recall } from './kept.ts';
import { type Reply, read, step } from './official-api.ts';

export type OrderList = ReturnType<(typeof workOrderList)['parse']>;
export type Order = OrderList['items'][number];
export type OrderDetail = ReturnType<(typeof workOrderDetail)['parse']>;
export type OrderStep = ReturnType<(typeof workOrderStep)['parse']>;

/** Each by what it was asked for: closed orders are never shown as those that are to be done. */
const listOf = (query: string): string => `list:${query}`;
const isKnown = (value: unknown, id: string): value is OrderDetail =>
  typeof value === 'object' && value !== null && 'workOrderId' in value && value.workOrderId === id;
const isList = (value: unknown): value is OrderList =>
  typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);

/** A page of work orders; without a connection the first page as it was last seen, where the caseworker keeps it. */
export const readOrders = async (query: string): Promise<Reply<OrderList & { readonly kept?: true }>> => {
  const reply = await read<OrderList>(`/work-orders?${query}`);
  if (reply.kind === 'ok' && !query.includes('cursor=')) await keep(listOf(query), reply.value).catch(() => undefined);
  if (reply.kind !== 'offline') return reply;
  const before = await recall(listOf(query));
  return isList(before) ? { kind: 'ok', value: { items: before.items, kept: true } } : reply;
};

/** One work order, masked; without a connection as it was last seen. What was shown unmasked is never kept. */
export const readOrder = async (id: string): Promise<Reply<OrderDetail>> => {
  const reply = await read<OrderDetail>(`/work-orders/${id}`);
  if (reply.kind === 'ok') await keep(`case:${id}`, reply.value).catch(() => undefined);
  if (reply.kind !== 'offline') return reply;
  const before = await recall(`case:${id}`);
  return isKnown(before, id) ? { kind: 'ok', value: before } : reply;
};

export const readUnmasked = (id: string, purpose: string): Promise<Reply<OrderDetail>> =>
  read<OrderDetail>(`/work-orders/${id}?purpose=${purpose}`);

/** Takes an order up as it was seen. */
export const acceptOrder = (
  { workOrderId, version }: Pick<Order, 'workOrderId' | 'version'>,
  note?: string,
): Promise<Reply<OrderStep>> =>
  step<OrderStep>(`/work-orders/${workOrderId}/acceptance`, note === undefined ? {} : { note }, {
    version,
    key: newKey(),
  });
