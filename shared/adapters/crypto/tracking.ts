import { createHmac, timingSafeEqual } from 'node:crypto';
import { base32 } from '#shared/kernel/base32.ts';
import type { SecretKeys } from './secret-keys.ts';

/** A tracking secret is a function of its code, so there is nothing to store and a repeated request gets it again. */
export type TrackingSecrets = {
  readonly secretOf: (trackingCode: string) => Promise<string>;
  /** Compared in constant time. */
  readonly matches: (trackingCode: string, secret: string) => Promise<boolean>;
};

const SECRET_BYTES = 16;

export const trackingSecrets = (keys: SecretKeys): TrackingSecrets => {
  const secretOf = async (trackingCode: string): Promise<string> => {
    const key = await keys.key('tracking');
    return base32(createHmac('sha256', key).update(trackingCode, 'utf8').digest().subarray(0, SECRET_BYTES));
  };
  return {
    secretOf,
    matches: async (trackingCode, secret) => {
      const expected = Buffer.from(await secretOf(trackingCode));
      const given = Buffer.from(secret);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
};
