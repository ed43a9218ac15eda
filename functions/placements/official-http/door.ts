import { httpDoor } from '#shared/edge/http.ts';
import { changePlacement } from './change-placement.ts';
import { createPlacement } from './create-placement.ts';
import type { PlacementDeps } from './deps.ts';
import { getCodePng, getCodeSvg } from './get-code.ts';
import { getPoster } from './get-poster.ts';
import { listPlacements } from './list-placements.ts';

/** The officials' door of placements: where codes hang, what is printed, and what came of it. */
export const createHandler = (deps: PlacementDeps) =>
  httpDoor(
    'placements/official-http',
    {
      createPlacement: (request) => createPlacement(request, deps),
      listPlacements: (request) => listPlacements(request, deps),
      changePlacement: (request) => changePlacement(request, deps),
      getPoster: (request) => getPoster(request, deps),
      getCodeSvg: (request) => getCodeSvg(request, deps),
      getCodePng: (request) => getCodePng(request, deps),
    },
    deps.log,
  );
