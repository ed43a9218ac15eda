import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import { inject } from 'vitest';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

type Jwk = Parameters<typeof importJWK>[0];

/** The vault of the cloud under test: beside its endpoints, or in the data folder of `npm start`. */
const vaultFile = (): string => {
  const folder = dirname(inject('endpointsFile'));
  const file = [join(folder, 'vault.json'), join(folder, 'cloud', 'vault.json')].find(existsSync);
  if (file === undefined) throw new Error(`no vault beside ${inject('endpointsFile')}`);
  return file;
};

/** Claims of a token as a test wants it; `signedBy: 'stranger'` takes a key that the issuer never had. */
export type Claims = Readonly<Record<string, unknown>>;
export type TokenOptions = {
  readonly issuer?: string;
  readonly seconds?: number;
  readonly signedBy?: 'issuer' | 'stranger';
};

/** A token of any content, signed with the key of the local issuer. */
export const tokenFor = async (
  endpoints: Pick<Endpoints, 'issuer'>,
  claims: Claims,
  options: TokenOptions = {},
): Promise<string> => {
  const { signingKey } = JSON.parse(readFileSync(vaultFile(), 'utf8')) as { signingKey: Jwk };
  const { issuer = endpoints.issuer, seconds = 3_600, signedBy = 'issuer' } = options;
  const key =
    signedBy === 'issuer' ? await importJWK(signingKey, 'RS256') : (await generateKeyPair('RS256')).privateKey;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: String(signingKey.kid) })
    .setIssuer(issuer)
    .setIssuedAt(now - 60)
    .setNotBefore(now - 60)
    .setExpirationTime(now + seconds)
    .sign(key);
};
