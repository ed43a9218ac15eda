import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { OneKeyKms } from '#test/support/kms.ts';

const CONTEXT = { table: 'registry', item: 'P#one' };
const parts = () => {
  const kms = new OneKeyKms();
  return { kms, sealer: fieldSealer(kms, 'key'), opener: fieldOpener(kms) };
};

describe('identity fields', () => {
  it('come back as they were, whatever they hold', async () => {
    const { sealer, opener } = parts();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (name, phone) => {
        const sealed = await sealer.seal(CONTEXT, { name, phone, address: undefined });
        expect(await opener.open(CONTEXT, sealed)).toEqual({ name, phone });
      }),
    );
  });

  it('do not open in another item, table or field, nor with a byte changed', async () => {
    const { sealer, opener } = parts();
    const sealed = await sealer.seal(CONTEXT, { name: '陈小明', phone: '13800000000' });
    const { name = new Uint8Array(), phone = new Uint8Array() } = sealed.fields;
    expect(name.length).toBeGreaterThan(0);
    for (let index = 0; index < name.length; index += 1) {
      const bytes = Uint8Array.from(name);
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      await expect(opener.open(CONTEXT, { ...sealed, fields: { name: bytes } })).rejects.toThrow();
    }
    await expect(opener.open({ ...CONTEXT, item: 'P#two' }, sealed)).rejects.toThrow();
    await expect(opener.open({ ...CONTEXT, table: 'cases' }, sealed)).rejects.toThrow();
    await expect(opener.open(CONTEXT, { ...sealed, fields: { name: phone, phone: name } })).rejects.toThrow();
  });

  it('never have the same ciphertext twice', async () => {
    const { sealer } = parts();
    const texts = await Promise.all(Array.from({ length: 200 }, () => sealer.seal(CONTEXT, { name: '陈小明' })));
    expect(new Set(texts.map(({ fields }) => Buffer.from(fields['name'] ?? []).toString('hex'))).size).toBe(200);
  });

  it('cost one call of KMS for many items, and the sealing side never decrypts', async () => {
    const { kms, sealer } = parts();
    for (let index = 0; index < 20; index += 1) await sealer.seal(CONTEXT, { name: 'a' });
    expect(kms.calls).toEqual(['GenerateDataKeyCommand']);
  });

  it('can be added to under the same key', async () => {
    const { sealer, opener } = parts();
    const sealed = await sealer.seal(CONTEXT, { name: 'a' });
    const more = await opener.sealMore(CONTEXT, sealed, { note: 'b' });
    expect(more.wrappedKey).toBe(sealed.wrappedKey);
    expect(await opener.open(CONTEXT, more)).toEqual({ name: 'a', note: 'b' });
  });
});
