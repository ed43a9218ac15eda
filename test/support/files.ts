import { createHash } from 'node:crypto';
import type { Api } from '#test/support/api.ts';
import { eventually } from '#test/support/local-cloud.ts';

const SETTLED: ReadonlySet<string> = new Set(['done', 'refused', 'held', 'expired', 'undone']);
let sequence = Math.floor(Date.now() / 1000);

export type Batch = {
  readonly batchId: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly plan?: { readonly counts: Readonly<Record<string, number>> };
  readonly reasons: readonly { readonly code: string }[];
};
type Opened = {
  readonly batchId: string;
  readonly uploadUrl: string;
  readonly uploadHeaders: Record<string, string>;
};
/** A file of a source or a feed, and who of the province brings it. */
export type FileSent = {
  /** `sources/<source>` or `feeds/<type>`. */
  readonly to: string;
  readonly csv: string;
  readonly token: string;
  readonly mode?: 'full' | 'delta';
};

/** Registers a file, sends it with one PUT, and waits until it is through. */
export const sendFile = async (api: Api, { to, csv, token, mode = 'full' }: FileSent) => {
  const file = Buffer.from(csv);
  sequence += 1;
  const manifest = {
    rows: csv.trim().split('\n').length - 1,
    sha256: createHash('sha256').update(file).digest('hex'),
    period: '2026-11',
    sequence,
    mode,
  };
  const path = `/v1/${to}/batches`;
  const opened = await api.post<Opened>(path, manifest, { token });
  if (opened.status !== 201) throw new Error(`the manifest was answered ${opened.status}: ${opened.text}`);
  const { uploadUrl, uploadHeaders, batchId } = opened.body;
  const sent = await fetch(uploadUrl, { method: 'PUT', headers: uploadHeaders, body: new Uint8Array(file) });
  if (!sent.ok) throw new Error(`the upload was answered ${sent.status}`);
  return eventually(`batch ${batchId} settles`, async () => {
    const { body } = await api.get<Batch>(`${path}/${batchId}`, { token });
    return SETTLED.has(body.status) ? body : undefined;
  });
};
