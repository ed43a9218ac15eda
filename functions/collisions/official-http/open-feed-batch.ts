import { batchManifestBody, openedBatch } from '#shared/contracts/feeds.ts';
import { openBatch } from '#shared/domain/collisions/open.ts';
import { claimSequence, type SequenceBasis } from '#shared/domain/collisions/sequence.ts';
import type { FeedBatch, Manifest } from '#shared/domain/collisions/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, firstAnswer, markOf, readClaim } from '#shared/edge/idempotency.ts';
import { json, readBody } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { FeedType } from '#shared/reference/feeds.ts';
import type { FeedDeps } from './deps.ts';
import { provinceFeedOf } from './feed-of-request.ts';

type Wanted = { readonly feed: FeedType; readonly manifest: Manifest; readonly claim: Claim };

const TRIES = 3;

const opened = async (batch: Pick<FeedBatch, 'batchId' | 'feed'>, deps: FeedDeps): Promise<HttpResponse> => {
  const { url, headers, expiresAt } = await deps.links.upload(batch);
  const answer = { batchId: batch.batchId, uploadUrl: url, uploadHeaders: headers, expiresAt };
  return json(201, openedBatch, answer);
};

/** The answer that the same request had, if it came before. */
const repeated = async ({ claim, feed }: Wanted, deps: FeedDeps): Promise<HttpResponse | undefined> => {
  const first = await firstAnswer(claim, deps.sequences.findMark);
  if (first === undefined) return undefined;
  if (!first.ok) return problemResponse(first.error);
  return opened({ batchId: String(first.value['batchId']), feed }, deps);
};

const basisOf = async ({ feed, manifest }: Wanted, { sequences, batches }: FeedDeps): Promise<SequenceBasis> => {
  const [head, entry] = await Promise.all([sequences.head(feed), sequences.entry(feed, manifest.sequence)]);
  const batchOf = async (claim: { readonly batchId: string } | undefined) =>
    claim === undefined ? undefined : batches.find(claim.batchId);
  const [headBatch, entryBatch] = await Promise.all([batchOf(head), batchOf(entry)]);
  return { ...given({ head, entry, headBatch, entryBatch }) };
};

const attempt = async (wanted: Wanted, deps: FeedDeps): Promise<HttpResponse | 'stale' | 'repeated'> => {
  const { feed, manifest, claim } = wanted;
  const basis = await basisOf(wanted, deps);
  const verdict = claimSequence(manifest.sequence, manifest.sha256, basis);
  if (!verdict.ok) return refusal(verdict.error.code);
  if (verdict.value.kind === 'first') return opened(verdict.value.batch, deps);
  const { batch, lookAt } = openBatch(deps.newId(), feed, manifest, deps.clock());
  const head = { sequence: manifest.sequence, batchId: batch.batchId, floor: verdict.value.floor };
  const mark = markOf(claim, { batchId: batch.batchId });
  const outcome = await deps.sequences.open({ batch, lookAt, head, mark, ...given({ before: basis.head }) });
  return outcome === 'opened' ? opened(batch, deps) : outcome;
};

/** `POST /v1/feeds/{type}/batches`: registers a file and says where it is sent to. */
export const openFeedBatch = async (request: OfficialRequest, deps: FeedDeps): Promise<HttpResponse> => {
  const feed = provinceFeedOf(request.official, request.path['type']);
  if (!feed.ok) return problemResponse(feed.error);
  const body = readBody(request, batchManifestBody);
  if (!body.ok) return problemResponse(body.error);
  const claim = await readClaim(request, {
    route: 'openFeedBatch',
    actor: request.official.actor,
    content: [feed.value, body.value],
    mac: deps.mac,
    now: deps.clock(),
  });
  if (!claim.ok) return problemResponse(claim.error);
  const wanted = { feed: feed.value, manifest: body.value, claim: claim.value };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await repeated(wanted, deps);
    if (before !== undefined) return before;
    const outcome = await attempt(wanted, deps);
    if (typeof outcome !== 'string') return outcome;
  }
  return refusal('conflict');
};
