import { z } from 'zod';
import { first } from '#shared/domain/alerts/types.ts';

export const alertBody = z.literal(first);
export type AlertBody = z.infer<typeof alertBody>;
