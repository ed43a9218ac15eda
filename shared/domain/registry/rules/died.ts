import type { Reason } from '#shared/kernel/text.ts';
import type { PersonState } from '../types.ts';

/** The person died (死亡): exited whatever the lists say. 浙江省社会救助条例: assistance ends with the person. */
export const died = ({ day, evidence }: NonNullable<PersonState['death']>): Reason => ({
  code: 'died',
  rule: 'REGISTRY-DIED',
  text: {
    zh: `${day} 死亡${evidence === undefined ? '' : `(凭据 ${evidence})`}。`,
    en: `Died on ${day}${evidence === undefined ? '' : ` (evidence ${evidence})`}.`,
  },
});
