import { ok } from '#shared/kernel/result.ts';
import { first } from './types.ts';

export const decide = () => (ok ? first : undefined);
