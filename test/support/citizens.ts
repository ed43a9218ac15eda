import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** The token of a citizen with that number, as the local issuer gives it. */
export const citizenToken = async ({ issuer }: Pick<Endpoints, 'issuer'>, idNumber: string): Promise<string> => {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'local-citizen', id_number: idNumber }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
};
