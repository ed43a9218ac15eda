import { createHash } from 'node:crypto';
import type { Hash } from '#shared/domain/audit/types.ts';

/** SHA-256, in hexadecimal digits. */
export const sha256: Hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
