import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { factMac } from '#shared/adapters/crypto/fact-mac.ts';
import { idKeys, tokensOf } from '#shared/adapters/crypto/id-keys.ts';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { trackingSecrets } from '#shared/adapters/crypto/tracking.ts';

/** A Secrets Manager that holds one secret, or fails while it is away. */
class OneSecret extends SecretsManagerClient {
  calls = 0;
  away = false;
  private readonly text: string;

  constructor(secret: object) {
    super({ region: 'us-east-1' });
    this.text = JSON.stringify(secret);
  }

  override async send(): Promise<never> {
    this.calls += 1;
    if (this.away) throw new Error('away');
    return { SecretString: this.text } as never;
  }
}

const FIRST = 'a'.repeat(64);
const SECOND = 'b'.repeat(64);
const unrotated = () => secretKeys(new OneSecret({ current: '1', '1': FIRST }), 'arn');
const rotated = () => secretKeys(new OneSecret({ current: '2', '1': FIRST, '2': SECOND }), 'arn');

describe('the MAC of a request', () => {
  it('can be made as it was before a rotation, while that key is there', async () => {
    const before = await idempotencyMac(unrotated())('key');
    const mac = idempotencyMac(rotated());
    expect(await mac('key')).toMatch(/^2\./);
    expect([await mac('key', 1), await mac('key', 2)]).toEqual([before, await mac('key')]);
  });
});

describe('the MAC of what a source said', () => {
  it('is the same again after a rotation when it is compared with one of before, and new when it is written', async () => {
    const before = await factMac(unrotated())('says this');
    const mac = factMac(rotated());
    expect(await mac('says this', before)).toBe(before);
    expect(await mac('says that', before)).not.toBe(before);
    expect(await mac('says this')).toMatch(/^2\./);
    expect(await mac('says this', '')).toBe(await mac('says this'));
  });

  it('is that of today where the former key is gone', async () => {
    const gone = await factMac(secretKeys(new OneSecret({ current: '0', '0': SECOND }), 'arn'))('says this');
    expect(await factMac(rotated())('says this', gone)).toMatch(/^2\./);
  });
});

describe('the keys of a secret', () => {
  it('differ by purpose and by version, and name their version', async () => {
    const [tracking, marks, later] = [
      await unrotated().mac('tracking'),
      await unrotated().mac('marks'),
      await rotated().mac('marks'),
    ];
    expect(new Set([tracking('x'), marks('x'), later('x')]).size).toBe(3);
    expect(marks('x')).toMatch(/^1\.[\w-]{43}$/);
    expect(later('x')).toMatch(/^2\.[\w-]{43}$/);
  });

  it('are fetched once, and again after a failure', async () => {
    const client = new OneSecret({ current: '1', '1': FIRST });
    const keys = secretKeys(client, 'arn');
    client.away = true;
    await expect(keys.mac('x')).rejects.toThrow('away');
    client.away = false;
    await keys.mac('x');
    await keys.mac('y');
    expect(client.calls).toBe(2);
  });

  it.each([{ current: '2', '1': FIRST }, { '1': FIRST }, { current: '1', '1': 'short' }])(
    'of %j are refused',
    async (secret) => {
      await expect(secretKeys(new OneSecret(secret), 'arn').mac('x')).rejects.toThrow();
    },
  );
});

describe('after a rotation', () => {
  it('a tracking secret of before still opens its report, and no other', async () => {
    const secret = await trackingSecrets(unrotated()).secretOf('CODE');
    const after = trackingSecrets(rotated());
    expect(await after.matches('CODE', secret)).toBe(true);
    expect(await after.matches('CODE', await after.secretOf('CODE'))).toBe(true);
    expect(await after.matches('OTHER', secret)).toBe(false);
    expect(await after.matches('CODE', '')).toBe(false);
    expect(await after.matches('CODE', '密'.repeat(26))).toBe(false);
  });

  it('a number is looked for under the new token first, then under the old one', async () => {
    const [old] = (await tokensOf(idKeys(unrotated())))('11010519491231002X');
    const tokens = (await tokensOf(idKeys(rotated())))('11010519491231002X');
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).toMatch(/^2\./);
    expect(tokens[1]).toBe(old);
  });
});
