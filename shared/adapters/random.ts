import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { base32 } from '#shared/kernel/base32.ts';

/** An opaque id: 16 random bytes in base64url. */
export const newId = (): string => randomBytes(16).toString('base64url');

/** A tracking code: 16 random bytes in base32, 26 characters that a person can copy. */
export const newTrackingCode = (): string => base32(randomBytes(16));

/** A time-ordered id of a message. */
export const newMessageId = (): string => ulid();
