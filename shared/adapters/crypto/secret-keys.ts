import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';

/** A keyed MAC of one purpose: the key of another purpose gives nothing away of it. */
export type Mac = (text: string) => string;

/** The keys of one secret. JSON by version: `{"current": "2", "1": "<key material>", "2": "<key material>"}`. */
export type SecretKeys = {
  /** HMAC-SHA-256 under the current version's key of a purpose: base64url, 43 characters, `<version>.` before it. */
  readonly mac: (purpose: string) => Promise<Mac>;
  /** The same under each former version that is still there: what was made with it can still be found. */
  readonly formerMacs: (purpose: string) => Promise<readonly Mac[]>;
  /** The keys of a purpose, 32 bytes each, the current one first. */
  readonly keys: (purpose: string) => Promise<readonly [KeyObject, ...KeyObject[]]>;
};

const SHORTEST_MATERIAL = 32;

const secretSchema = z.record(z.string(), z.string());

type Version = { readonly name: string; readonly material: string };

/** The versions in a secret, the current one first. */
const versionsOf = (text: string | undefined): readonly [Version, ...Version[]] => {
  const { current, ...materials } = secretSchema.parse(JSON.parse(text ?? '{}'));
  const versions = Object.entries(materials).map(([name, material]) => ({ name, material }));
  const first = versions.find(({ name }) => name === current);
  if (first === undefined) throw new Error('a secret has no key for its current version');
  if (versions.some(({ material }) => material.length < SHORTEST_MATERIAL)) throw new Error('a key is too short');
  return [first, ...versions.filter(({ name }) => name !== current)];
};

const deriveKey = ({ material }: Version, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', material, '', `low-income-net/${purpose}`, 32)));

const macOf = (version: Version, purpose: string): Mac => {
  const key = deriveKey(version, purpose);
  return (text) => `${version.name}.${createHmac('sha256', key).update(text, 'utf8').digest('base64url')}`;
};

/** Keys of a Secrets Manager secret, fetched once per execution environment. */
export const secretKeys = (client: SecretsManagerClient, secretArn: string): SecretKeys => {
  let loaded: Promise<readonly [Version, ...Version[]]> | undefined;
  const load = () => {
    loaded ??= client
      .send(new GetSecretValueCommand({ SecretId: secretArn }))
      .then((answer) => versionsOf(answer.SecretString));
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
  return {
    mac: async (purpose) => macOf((await load())[0], purpose),
    formerMacs: async (purpose) => {
      const [, ...former] = await load();
      return former.map((version) => macOf(version, purpose));
    },
    keys: async (purpose) => {
      const [current, ...former] = await load();
      return [deriveKey(current, purpose), ...former.map((version) => deriveKey(version, purpose))];
    },
  };
};
