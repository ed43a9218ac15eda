import type { Mac, SecretKeys } from './secret-keys.ts';

/** Keyed tokens of identity numbers: what a lookup is found by. Nothing outside the identity secret can make one. */
export type IdKeys = {
  /** Under the current key: what a new lookup is written with. */
  readonly idKey: () => Promise<Mac>;
  /** Under former keys that are still there: during a rotation a lookup may still stand under one of them. */
  readonly formerIdKeys?: () => Promise<readonly Mac[]>;
};

const PURPOSE = 'id-number';

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
};

export const idKeys = (keys: SecretKeys): IdKeys => ({
  idKey: once(() => keys.mac(PURPOSE)),
  formerIdKeys: once(() => keys.formerMacs(PURPOSE)),
});

/** Every token under which a number may stand, the current one first. */
export const tokensOf = async ({ idKey, formerIdKeys }: IdKeys): Promise<(idNumber: string) => string[]> => {
  const macs = [await idKey(), ...((await formerIdKeys?.()) ?? [])];
  return (idNumber) => macs.map((mac) => mac(idNumber));
};
