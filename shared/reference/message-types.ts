/** Types of messages by where they go: the rules of the bus are made from these lists. */

/** To the queue of the prefecture in which their region lies. */
export const regionalTypes = [
  'work-order.issued',
  'work-order.accepted',
  'work-order.closed',
  'work-order.transferred',
  'work-order.escalated',
  'alert.raised',
  'alert.updated',
  'alert.closed',
  'person.layer-changed',
  'person.handed-over',
  'review.completed',
  'check.completed',
  'application.determined',
  'need.matched',
  'heartbeat',
];

/** To the province's queue. */
export const provinceTypes = ['visit.overdue', 'referral.overdue', 'feed.missing', 'batch.held'];

/** To the queue of the department that they name. */
export const departmentTypes = ['check.requested', 'referral.issued', 'referral.revoked'];
