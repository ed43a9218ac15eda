import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { type FactMac, factMac } from '#shared/adapters/crypto/fact-mac.ts';
import { type FieldOpener, type FieldSealer, fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { type IdKeys, idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const WRAPPED_BYTES = IV_BYTES + KEY_BYTES + TAG_BYTES;
/** As long as what KMS gives for a data key of 256 bits, so that items have the size that they have on AWS. */
const BLOB_BYTES = 184;

type Answer = (body: Readonly<Record<string, unknown>>) => object;

const requestBody = z.record(z.string(), z.unknown());

const textOf = (body: unknown): string => (body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body));

/** Settings of an SDK client whose calls are answered here, without a network. */
const answeredBy = (answer: Answer) => ({
  region: 'local',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  requestHandler: {
    handle: async ({ body }: { body?: unknown }) => ({
      response: {
        statusCode: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: Buffer.from(JSON.stringify(answer(requestBody.parse(JSON.parse(textOf(body)))))),
      },
    }),
  },
});

const wrap = (key: Buffer, plain: Buffer): Buffer => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const blob = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([blob, Buffer.alloc(BLOB_BYTES - blob.length)]);
};

const unwrap = (key: Buffer, padded: Buffer): Buffer => {
  const blob = padded.subarray(0, WRAPPED_BYTES);
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, IV_BYTES), options);
  decipher.setAuthTag(blob.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(blob.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
};

/** What KMS is to the code that calls it: data keys under one key that never leaves. */
const localKms = (key: Buffer): KMSClient =>
  new KMSClient(
    answeredBy(({ CiphertextBlob: blob }) => {
      if (typeof blob === 'string') return { Plaintext: unwrap(key, Buffer.from(blob, 'base64')).toString('base64') };
      const plain = randomBytes(KEY_BYTES);
      return { Plaintext: plain.toString('base64'), CiphertextBlob: wrap(key, plain).toString('base64') };
    }),
  );

/** The keys of a registry on the engine, where there is neither KMS nor Secrets Manager. */
export type LocalKeys = {
  readonly sealer: FieldSealer;
  readonly opener: FieldOpener;
  readonly tokens: IdKeys;
  readonly factMac: FactMac;
};

const keyFile = z.object({ kms: z.string(), identity: z.string() });
type KeyFile = z.output<typeof keyFile>;

const freshKeys = (): KeyFile => ({
  kms: randomBytes(KEY_BYTES).toString('base64'),
  identity: randomBytes(KEY_BYTES).toString('base64'),
});

const readKeys = async (file: string): Promise<KeyFile> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return keyFile.parse(JSON.parse(text));
  const keys = freshKeys();
  await writeFile(file, JSON.stringify(keys), { mode: 0o600, flag: 'wx' });
  return keys;
};

/** Keys in memory, or those of a file that is made where it is not there: for invented people only. */
export const localKeys = async (file?: string): Promise<LocalKeys> => {
  const { kms: key, identity } = file === undefined ? freshKeys() : await readKeys(file);
  const kms = localKms(Buffer.from(key, 'base64'));
  const secret = JSON.stringify({ current: '1', 1: identity });
  const secrets = new SecretsManagerClient(answeredBy(() => ({ SecretString: secret })));
  const identityKeys = secretKeys(secrets, 'identity');
  return {
    sealer: fieldSealer(kms, 'local'),
    opener: fieldOpener(kms),
    tokens: idKeys(identityKeys),
    factMac: factMac(identityKeys),
  };
};
