import { first } from '#shared/domain/alerts/types.ts';

export const layer = first;
