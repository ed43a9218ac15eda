import type { Mac, SecretKeys } from './secret-keys.ts';

/** Keyed tokens of identity numbers: what a lookup is found by. Nothing outside the identity secret can make one. */
export type IdKeys = {
  /** Under the current key: what a new lookup is written with. */
  readonly idKey: () => Promise<Mac>;
  /** Under former keys that are still there: during a rotation a lookup may still stand under one of them. */
  readonly formerIdKeys?: () => Promise<readonly Mac[]>;
  /** Tokens of how names are read, under a key of their own: the current one first. */
  readonly nameKeys?: () => Promise<readonly [Mac, ...Mac[]]>;
};

const PURPOSE = 'id-number';
const NAMES = 'name-reading';

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
  nameKeys: once(async () => [await keys.mac(NAMES), ...(await keys.formerMacs(NAMES))]),
});

/** Every token under which a number may stand, the current one first. */
export const tokensOf = async ({ idKey, formerIdKeys }: IdKeys): Promise<(idNumber: string) => string[]> => {
  const macs = [await idKey(), ...((await formerIdKeys?.()) ?? [])];
  return (idNumber) => macs.map((mac) => mac(idNumber));
};
