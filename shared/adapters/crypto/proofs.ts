import { createHash, createHmac, type KeyObject, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { ProofDesk } from '#shared/domain/discovery/ports.ts';
import { epochSeconds } from '#shared/kernel/time.ts';
import type { SecretKeys } from './secret-keys.ts';

const PURPOSE = 'proof';
const ALGORITHM = 'SHA-256';
/** Twelve random bytes and the second in which it ends; nothing else can stand before the number. */
const SALT = /^[0-9a-f]{24}\?expires=(\d{10})&$/;
const LONGEST_HEADER = 1_000;

const solved = z.object({
  algorithm: z.literal(ALGORITHM),
  challenge: z.string().regex(/^[0-9a-f]{64}$/),
  salt: z.string().regex(SALT),
  number: z.int().min(0),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

const hashOf = (salt: string, number: number): string =>
  createHash('sha256').update(`${salt}${number}`, 'utf8').digest('hex');

const signatureOf = (key: KeyObject, challenge: string): string =>
  createHmac('sha256', key).update(challenge, 'utf8').digest('hex');

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const decode = (header: string): unknown => {
  try {
    return JSON.parse(Buffer.from(header.slice(0, LONGEST_HEADER), 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Proofs of work in the form of ALTCHA (hash of salt and number, signed). Not its library: that one compares signatures
 * with `===`, reads the machine's clock and knows one key, where ours has versions.
 */
export const proofDesk = (
  secrets: SecretKeys,
  figuresAt: (now: Date) => { readonly numbers: number; readonly minutes: number },
): ProofDesk => ({
  issue: async (now) => {
    const { numbers, minutes } = figuresAt(now);
    const ends = epochSeconds(now) + minutes * 60;
    const salt = `${randomBytes(12).toString('hex')}?expires=${ends}&`;
    const challenge = hashOf(salt, randomInt(numbers + 1));
    const [key] = await secrets.keys(PURPOSE);
    return {
      algorithm: ALGORITHM,
      challenge,
      salt,
      maxNumber: numbers,
      signature: signatureOf(key, challenge),
      expiresAt: new Date(ends * 1000).toISOString(),
    };
  },
  check: async (header, now) => {
    const proof = solved.safeParse(decode(header));
    if (!proof.success) return undefined;
    const { challenge, salt, number, signature } = proof.data;
    const expiresAt = Number(SALT.exec(salt)?.[1]);
    if (expiresAt < epochSeconds(now) || hashOf(salt, number) !== challenge) return undefined;
    const keys = await secrets.keys(PURPOSE);
    const ours = keys.map((key) => same(signatureOf(key, challenge), signature)).includes(true);
    return ours ? { challenge, expiresAt } : undefined;
  },
});
