import { a } from './broken-circle-a.ts';

export const b = (): unknown => a;
