import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';

/**
 * Identity fields of one item, encrypted: each field under a random key of the item, that key under a data key of KMS.
 * Deleting `wrappedKey` erases the item's identity for good.
 */
export type Sealed = {
  readonly v: 1;
  /** The KMS data key, encrypted by KMS. */
  readonly kmsKey: Uint8Array;
  /** The item's key, under the KMS data key. */
  readonly wrappedKey: Uint8Array;
  readonly fields: Readonly<Record<string, Uint8Array>>;
};

/** What a ciphertext is bound to: moved to another table, item or field it does not open. */
export type SealContext = { readonly table: string; readonly item: string };

export type FieldSealer = {
  readonly seal: (context: SealContext, fields: Readonly<Record<string, string | undefined>>) => Promise<Sealed>;
};
export type FieldOpener = {
  readonly open: (context: SealContext, sealed: Sealed) => Promise<Record<string, string>>;
  /** Adds fields under the item's own key. */
  readonly sealMore: (
    context: SealContext,
    sealed: Sealed,
    fields: Readonly<Record<string, string | undefined>>,
  ) => Promise<Sealed>;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A KMS data key wraps at most this many items' keys, or serves this long, before a new one is fetched. */
const DATA_KEY_USES = 10_000;
const DATA_KEY_MS = 300_000;

const aad = (context: SealContext, field: string): Buffer =>
  Buffer.from(JSON.stringify([context.table, context.item, field, 1]));

const encrypt = (key: KeyObject, plain: Uint8Array, bound: Buffer): Uint8Array => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

const decrypt = (key: KeyObject, bytes: Uint8Array, bound: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(bound)
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
};

const KEY_FIELD = '(key)';
const ENCRYPTION_CONTEXT = { purpose: 'low-income-net/fields' };

const sealFields = (
  key: KeyObject,
  context: SealContext,
  fields: Readonly<Record<string, string | undefined>>,
): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, encrypt(key, Buffer.from(value, 'utf8'), aad(context, name))]],
    ),
  );

/** Puts an item's key under another KMS key; the fields themselves stay as they are. */
export type FieldRewrapper = {
  /** `undefined`: the item's key is under the KMS key already. */
  readonly rewrap: (context: SealContext, sealed: Sealed) => Promise<Sealed | undefined>;
};

type DataKey = { readonly key: KeyObject; readonly blob: Uint8Array; uses: number; readonly until: number };

/** A KMS data key for the next items; the promise of it is shared by all who ask at once. */
const dataKeys = (kms: KMSClient, keyId: string): (() => Promise<DataKey>) => {
  let current: Promise<DataKey> | undefined;
  const fetchKey = async (): Promise<DataKey> => {
    const answer = await kms.send(
      new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: ENCRYPTION_CONTEXT }),
    );
    if (answer.Plaintext === undefined || answer.CiphertextBlob === undefined) throw new Error('KMS gave no data key');
    const until = performance.now() + DATA_KEY_MS;
    return { key: createSecretKey(answer.Plaintext), blob: answer.CiphertextBlob, uses: 0, until };
  };
  return async () => {
    const cached = await current?.catch(() => undefined);
    if (cached === undefined || cached.uses >= DATA_KEY_USES || cached.until <= performance.now()) current = fetchKey();
    const key = await (current ?? fetchKey());
    key.uses += 1;
    return key;
  };
};

/** Encrypts identity fields; needs `kms:GenerateDataKey` only, so that the public side can write what it cannot read. */
export const fieldSealer = (kms: KMSClient, keyId: string): FieldSealer => {
  const dataKey = dataKeys(kms, keyId);
  return {
    seal: async (context, fields) => {
      const wrapping = await dataKey();
      const itemKey = randomBytes(32);
      return {
        v: 1,
        kmsKey: wrapping.blob,
        wrappedKey: encrypt(wrapping.key, itemKey, aad(context, KEY_FIELD)),
        fields: sealFields(createSecretKey(itemKey), context, fields),
      };
    },
  };
};

type OpenedKey = { readonly key: KeyObject; readonly keyId: string | undefined };

/** Opens KMS data keys, each once. */
const openedKeys = (kms: KMSClient): ((blob: Uint8Array) => Promise<OpenedKey>) => {
  const opened = new Map<string, Promise<OpenedKey>>();
  return (blob) => {
    const name = Buffer.from(blob).toString('base64');
    const known = opened.get(name);
    if (known !== undefined) return known;
    const fetched = kms
      .send(new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: ENCRYPTION_CONTEXT }))
      .then((answer) => ({ key: createSecretKey(answer.Plaintext ?? new Uint8Array()), keyId: answer.KeyId }));
    fetched.catch(() => opened.delete(name));
    opened.set(name, fetched);
    return fetched;
  };
};

/** Decrypts identity fields; for officials' doors and workers only. */
export const fieldOpener = (kms: KMSClient): FieldOpener => {
  const opened = openedKeys(kms);
  const itemKey = async (context: SealContext, sealed: Sealed): Promise<KeyObject> =>
    createSecretKey(decrypt((await opened(sealed.kmsKey)).key, sealed.wrappedKey, aad(context, KEY_FIELD)));
  return {
    open: async (context, sealed) => {
      const key = await itemKey(context, sealed);
      return Object.fromEntries(
        Object.entries(sealed.fields).map(([name, bytes]) => [
          name,
          decrypt(key, bytes, aad(context, name)).toString('utf8'),
        ]),
      );
    },
    sealMore: async (context, sealed, fields) => {
      const key = await itemKey(context, sealed);
      return { ...sealed, fields: { ...sealed.fields, ...sealFields(key, context, fields) } };
    },
  };
};

/** Rotation of the wrapping key: needs `kms:Decrypt` under the former key and `kms:GenerateDataKey` under `keyArn`. */
export const fieldRewrapper = (kms: KMSClient, keyArn: string): FieldRewrapper => {
  const opened = openedKeys(kms);
  const dataKey = dataKeys(kms, keyArn);
  return {
    rewrap: async (context, sealed) => {
      const former = await opened(sealed.kmsKey);
      if (former.keyId === keyArn) return undefined;
      const bound = aad(context, KEY_FIELD);
      const itemKey = decrypt(former.key, sealed.wrappedKey, bound);
      const wrapping = await dataKey();
      return { ...sealed, kmsKey: wrapping.blob, wrappedKey: encrypt(wrapping.key, itemKey, bound) };
    },
  };
};
