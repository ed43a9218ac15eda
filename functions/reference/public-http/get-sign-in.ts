import { signInSettings } from '#shared/contracts/sign-in.ts';
import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';

/** `GET /v1/sign-in`: where people sign in, as the stage has it. */
export const getSignIn = (settings: unknown) => {
  const known = signInSettings.parse(settings);
  return (_request: HttpRequest): Promise<HttpResponse> => Promise.resolve(json(200, signInSettings, known));
};
