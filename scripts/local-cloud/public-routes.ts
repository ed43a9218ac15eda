import { type Route, routes } from '#shared/reference/routes.ts';

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);
const isVariable = (segment: string): boolean => segment.startsWith('{');

const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length &&
  pattern.every((segment, index) => (isVariable(segment) ? path[index] !== '' : segment === path[index]));

/** The gateway takes the route with the most that is spelled out. */
const spelledOut = (pattern: readonly string[]): number => pattern.filter((segment) => !isVariable(segment)).length;

const decodedPath = (url: string): string | undefined => {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return undefined;
  }
};

const table: readonly Route[] = Object.values(routes);

/** Whether a request, by method and path, reaches a route that anybody may call. */
export const isPublicRequest = (method: string, url: string): boolean => {
  const path = decodedPath(url);
  if (path === undefined) return false;
  const segments = segmentsOf(path);
  const [best] = table
    .filter((route) => route.method === method && matches(segmentsOf(route.path), segments))
    .sort((a, b) => spelledOut(segmentsOf(b.path)) - spelledOut(segmentsOf(a.path)));
  return best?.audience === 'public';
};
