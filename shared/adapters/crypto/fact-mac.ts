import type { SecretKeys } from './secret-keys.ts';

/**
 * Keyed MAC of what a source said under a key: shows that it says the same again, and nothing of what that is. `like` is a
 * MAC to compare with: one of a former version of the secret is answered under that version while it is still there, so
 * that a rotation makes nothing look new.
 */
export type FactMac = (text: string, like?: string) => Promise<string>;

const PURPOSE = 'source-fact';

const versionOf = (mac: string): string => mac.slice(0, mac.indexOf('.') + 1);

export const factMac = (keys: SecretKeys): FactMac => {
  const formerOf = async (text: string, like: string): Promise<string | undefined> => {
    const former = (await keys.formerMacs(PURPOSE)).map((mac) => mac(text));
    return former.find((one) => versionOf(one) === versionOf(like));
  };
  return async (text, like = '') => {
    const current = (await keys.mac(PURPOSE))(text);
    if (like === '' || versionOf(like) === versionOf(current)) return current;
    return (await formerOf(text, like)) ?? current;
  };
};
