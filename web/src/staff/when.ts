import { dayInWords, say } from '../say.ts';
import { daysUntil } from './deadlines.ts';

const distance = (days: number): string => {
  if (days === 0) return say('今天', 'today');
  if (days === 1) return say('明天', 'tomorrow');
  if (days === -1) return say('昨天', 'yesterday');
  return days > 0 ? say(`${days} 天后`, `in ${days} days`) : say(`${-days} 天前`, `${-days} days ago`);
};

/** A deadline as a day and as how far away it is. */
export const dueInWords = (dueAt: string, now: Date): { readonly day: string; readonly away: string } => ({
  day: dayInWords(dueAt),
  away: distance(daysUntil(dueAt, now)),
});
