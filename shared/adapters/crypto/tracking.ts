import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { base32 } from '#shared/kernel/base32.ts';
import type { SecretKeys } from './secret-keys.ts';

/** A tracking secret is a function of its code, so there is nothing to store and a repeated request gets it again. */
export type TrackingSecrets = {
  readonly secretOf: (trackingCode: string) => Promise<string>;
  /** Compared in constant time; a secret of a former version of the key is as good. */
  readonly matches: (trackingCode: string, secret: string) => Promise<boolean>;
};

const PURPOSE = 'tracking';
const SECRET_BYTES = 16;

const secretUnder = (key: KeyObject, trackingCode: string): string =>
  base32(createHmac('sha256', key).update(trackingCode, 'utf8').digest().subarray(0, SECRET_BYTES));

const equal = (expected: string, given: string): boolean =>
  expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));

export const trackingSecrets = (secrets: SecretKeys): TrackingSecrets => ({
  secretOf: async (trackingCode) => secretUnder((await secrets.keys(PURPOSE))[0], trackingCode),
  matches: async (trackingCode, secret) => {
    const ascii = secret.replace(/[^\x20-\x7e]/g, '?');
    const keys = await secrets.keys(PURPOSE);
    // Each is compared, so that the time does not tell which was right.
    return keys.map((key) => equal(secretUnder(key, trackingCode), ascii)).includes(true);
  },
});
