// @ts-expect-error: there is no such file
import { thing } from '#shared/edge/missing.ts';

export const planted: unknown = thing;
