import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A keyed MAC of one purpose: the key of another purpose gives nothing away of it. */
export type Mac = (text: string) => string;

/** The keys of one secret. JSON by version: `{"current": "1", "1": "<key material>"}`. */
export type SecretKeys = {
  /** HMAC-SHA-256 under the current version's key of a purpose: base64url, 43 characters, `<version>.` before it. */
  readonly mac: (purpose: string) => Promise<Mac>;
  /** The current key of a purpose, 32 bytes. */
  readonly key: (purpose: string) => Promise<KeyObject>;
};

const deriveKey = (material: string, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', material, '', `low-income-net/${purpose}`, 32)));

const parse = (text: string | undefined): { version: string; material: string } => {
  const secret: unknown = JSON.parse(text ?? '{}');
  if (typeof secret !== 'object' || secret === null || !('current' in secret))
    throw new Error('secret has no current version');
  const version = String(secret.current);
  const material: unknown = new Map<string, unknown>(Object.entries(secret)).get(version);
  if (typeof material !== 'string' || material.length < 32)
    throw new Error('secret has no key for its current version');
  return { version, material };
};

/** Keys of a Secrets Manager secret, fetched once per execution environment. */
export const secretKeys = (client: SecretsManagerClient, secretArn: string): SecretKeys => {
  let loaded: Promise<{ version: string; material: string }> | undefined;
  const load = () => {
    loaded ??= client
      .send(new GetSecretValueCommand({ SecretId: secretArn }))
      .then((answer) => parse(answer.SecretString));
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
  const key = async (purpose: string) => deriveKey((await load()).material, purpose);
  const mac = async (purpose: string): Promise<Mac> => {
    const { version } = await load();
    const macKey = await key(purpose);
    return (text) => `${version}.${createHmac('sha256', macKey).update(text, 'utf8').digest('base64url')}`;
  };
  return { key, mac };
};
