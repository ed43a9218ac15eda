import { batchManifestBody, openedBatch } from '#shared/contracts/feeds.ts';
import { claimSequence, type SequenceBasis } from '#shared/domain/collisions/sequence.ts';
import type { Manifest } from '#shared/domain/collisions/types.ts';
import { openSourceBatch as openBatch } from '#shared/domain/sources/batch.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once } from '#shared/edge/once.ts';
import { json, readBody } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { Source } from '#shared/reference/words.ts';
import type { SourceDeps } from './deps.ts';
import { provinceSourceOf } from './source-of-request.ts';

type Wanted = { readonly source: Source; readonly manifest: Manifest };

const opened = async (batchId: string, source: Source, deps: SourceDeps): Promise<HttpResponse> => {
  const { url, headers, expiresAt } = await deps.links.upload({ batchId, feed: source, folder: 'sources' });
  return json(201, openedBatch, { batchId, uploadUrl: url, uploadHeaders: headers, expiresAt });
};

const basisOf = async ({ source, manifest }: Wanted, deps: SourceDeps): Promise<SequenceBasis<SourceBatch>> => {
  const { sequences, batches } = deps;
  const [head, entry] = await Promise.all([sequences.head(source), sequences.entry(source, manifest.sequence)]);
  const batchOf = async (claim: { readonly batchId: string } | undefined) =>
    claim === undefined ? undefined : batches.find(claim.batchId);
  const [headBatch, entryBatch] = await Promise.all([batchOf(head), batchOf(entry)]);
  return { ...given({ head, entry, headBatch, entryBatch }) };
};

const attempt = async (
  wanted: Wanted,
  claim: Claim,
  deps: SourceDeps,
): Promise<HttpResponse | 'stale' | 'repeated'> => {
  const { source, manifest } = wanted;
  const basis = await basisOf(wanted, deps);
  const verdict = claimSequence(manifest.sequence, manifest.sha256, basis);
  if (!verdict.ok) return refusal(verdict.error.code);
  if (verdict.value.kind === 'first') return opened(verdict.value.batch.batchId, source, deps);
  const { batch, lookAt } = openBatch(deps.newId(), source, manifest, deps.clock());
  const head = { sequence: manifest.sequence, batchId: batch.batchId, floor: verdict.value.floor };
  const mark = markOf(claim, { batchId: batch.batchId });
  const outcome = await deps.sequences.open({ batch, lookAt, head, mark, ...given({ before: basis.head }) });
  return outcome === 'opened' ? opened(batch.batchId, source, deps) : outcome;
};

/** `POST /v1/sources/{source}/batches`: registers a file and says where it is sent to. */
export const openSourceBatch = async (request: OfficialRequest, deps: SourceDeps): Promise<HttpResponse> => {
  const source = provinceSourceOf(request.official, request.path['source']);
  if (!source.ok) return problemResponse(source.error);
  const body = readBody(request, batchManifestBody);
  if (!body.ok) return problemResponse(body.error);
  const wanted = { source: source.value, manifest: body.value };
  return once(request, {
    claim: {
      route: 'openSourceBatch',
      actor: request.official.actor,
      content: [source.value, body.value],
      mac: deps.mac,
      now: deps.clock(),
    },
    findMark: deps.sequences.findMark,
    answer: (marked) => opened(String(marked['batchId']), source.value, deps),
    attempt: (claim) => attempt(wanted, claim, deps),
  });
};
