import * as z from 'zod';
import type { Operation } from './operation.ts';

const issuer = z
  .object({ issuer: z.url(), authorizationEndpoint: z.url(), tokenEndpoint: z.url(), clientId: z.string().min(1) })
  .meta({ id: 'SignInIssuer', description: 'An OIDC issuer and the name under which our pages are known there' });

/** Answer of `GET /v1/sign-in`. */
export const signInSettings = z
  .object({ official: issuer, citizen: issuer })
  .meta({ id: 'SignIn', description: 'Where people sign in, by the audience of the token that they get' });

const example = (host: string, clientId: string) => ({
  issuer: `https://${host}`,
  authorizationEndpoint: `https://${host}/authorize`,
  tokenEndpoint: `https://${host}/token`,
  clientId,
});

export const signInOperations = {
  getSignIn: {
    summary: 'Where people sign in: code flow with PKCE, public clients',
    description:
      'The authority runs an issuer for its staff and may take another one for citizens. Nothing here is secret.',
    responses: {
      200: {
        description: 'The issuers',
        schema: signInSettings,
        example: { official: example('sso.example.org', 'staff-pages'), citizen: example('id.example.org', 'my-data') },
      },
    },
  },
} as const satisfies Record<string, Operation>;
