import { b } from './broken-circle-b.ts';

export const a = (): unknown => b;
