import type { SecretKeys } from './secret-keys.ts';

const PURPOSE = 'idempotency';

/**
 * Keyed MAC of keys and bodies of requests. `back`: under the key that was current so many rotations ago, while it is
 * still there; where there is none, under the current one.
 */
export const idempotencyMac =
  (keys: SecretKeys) =>
  async (text: string, back = 0): Promise<string> => {
    const current = await keys.mac(PURPOSE);
    const former = back > 0 ? (await keys.formerMacs(PURPOSE))[back - 1] : undefined;
    return (former ?? current)(text);
  };
