import type { Mac, SecretKeys } from './secret-keys.ts';

/** Keyed tokens of identity numbers: what a lookup is found by. Nothing outside the identity secret can make one. */
export type IdKeys = { readonly idKey: () => Promise<Mac> };

export const idKeys = (keys: SecretKeys): IdKeys => {
  let mac: Promise<Mac> | undefined;
  return {
    idKey: () => {
      mac ??= keys.mac('id-number');
      mac.catch(() => {
        mac = undefined;
      });
      return mac;
    },
  };
};
