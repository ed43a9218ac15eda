import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const accessKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }).readonly();

/** What must stay the same from one start to the next and is nobody's but this data folder's. */
const contentSchema = z
  .object({
    /** From which the client secrets at the issuer are made. */
    master: z.string(),
    /** The issuer's private signing key, a JWK. */
    signingKey: z.record(z.string(), z.unknown()).optional(),
    /** Of the queues' consumers, by region. */
    accessKeys: z.record(z.string(), accessKey),
  })
  .readonly();

export type AccessKey = z.infer<typeof accessKey>;
type Content = z.infer<typeof contentSchema>;

export type Vault = {
  readonly read: () => Content;
  /** Stores the changed content, readable by its owner only, and never half of it. */
  readonly update: (change: Partial<Content>) => Promise<void>;
  /** The secret of an OAuth client: a function of the master secret, so a new client needs nothing stored. */
  readonly clientSecret: (clientId: string) => string;
};

const emptyVault = (): Content => ({ master: randomBytes(32).toString('base64url'), accessKeys: {} });

export const openVault = async (file: string): Promise<Vault> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  let content = text === undefined ? emptyVault() : contentSchema.parse(JSON.parse(text));
  const update = async (change: Partial<Content>): Promise<void> => {
    content = { ...content, ...change };
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  if (text === undefined) await update({});
  return {
    read: () => content,
    update,
    clientSecret: (clientId) => createHmac('sha256', content.master).update(clientId).digest('base64url'),
  };
};
