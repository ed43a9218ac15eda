import { sha256 } from '@noble/hashes/sha2.js';

/** A small sum for the device: find the number that makes `salt` hash to `challenge`. Asked only when a place is flooded. */
export type Challenge = {
  readonly algorithm: string;
  readonly challenge: string;
  readonly salt: string;
  readonly maxNumber: number;
  readonly signature: string;
};

/** A slice of work after which the page may draw and answer to a touch. */
const SLICE_MS = 12;

const isText = (value: unknown): value is string => typeof value === 'string';

/** The challenge in a problem document, if it has one that can be solved here. */
export const challengeIn = (problem: object): Challenge | undefined => {
  const found: unknown = 'challenge' in problem ? problem.challenge : undefined;
  if (typeof found !== 'object' || found === null) return undefined;
  const { algorithm, challenge, salt, maxNumber, signature }: Partial<Record<keyof Challenge, unknown>> = found;
  return algorithm === 'SHA-256' &&
    isText(challenge) &&
    isText(salt) &&
    isText(signature) &&
    Number.isInteger(maxNumber)
    ? { algorithm, challenge, salt, maxNumber: Number(maxNumber), signature }
    : undefined;
};

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Plain http has no `crypto.subtle`, so that the sums are done in JavaScript, a slice at a time. */
const numberOf = async ({ challenge, salt, maxNumber }: Challenge): Promise<number | undefined> => {
  const encoder = new TextEncoder();
  let sliceEnds = performance.now() + SLICE_MS;
  for (let number = 0; number <= maxNumber; number += 1) {
    if (hex(sha256(encoder.encode(salt + number))) === challenge) return number;
    if (performance.now() > sliceEnds) {
      await breath();
      sliceEnds = performance.now() + SLICE_MS;
    }
  }
  return undefined;
};

/** The value of the header `X-Proof`: the challenge with its number, as base64 of JSON. */
export const solve = async (challenge: Challenge): Promise<string | undefined> => {
  const number = await numberOf(challenge);
  return number === undefined ? undefined : btoa(JSON.stringify({ ...challenge, number }));
};
