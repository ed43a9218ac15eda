import { ok } from '#shared/kernel/result.ts';

export const planted = ok;
