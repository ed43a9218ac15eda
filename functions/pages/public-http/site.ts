/** One file of the site in the encodings that it was compressed into when it was built. */
export type Encoded<Bytes> = { readonly identity: Bytes; readonly gzip: Bytes; readonly br: Bytes };
export type Language = 'zh' | 'en';
type Pages<Bytes> = Readonly<Record<string, Readonly<Record<Language, Encoded<Bytes>>>>>;
type Assets<Bytes> = Readonly<Record<string, Encoded<Bytes> & { readonly type: string }>>;

/** The site as it is served: pages by slug and language, assets by their hashed names. */
export type Site = { readonly pages: Pages<Buffer>; readonly assets: Assets<Buffer> };
/** The site as it is built: bytes in base64. `inputs` is the hash of what it was built from. */
export type SiteFile = { readonly inputs: string; readonly pages: Pages<string>; readonly assets: Assets<string> };

const decode = ({ identity, gzip, br }: Encoded<string>): Encoded<Buffer> => ({
  identity: Buffer.from(identity, 'base64'),
  gzip: Buffer.from(gzip, 'base64'),
  br: Buffer.from(br, 'base64'),
});

/** Takes the site out of the text of its file, which lies beside the function in its own bundle. */
export const siteFrom = (text: string): Site => {
  const file: SiteFile = JSON.parse(text);
  return {
    pages: Object.fromEntries(
      Object.entries(file.pages).map(([slug, { zh, en }]) => [slug, { zh: decode(zh), en: decode(en) }]),
    ),
    assets: Object.fromEntries(
      Object.entries(file.assets).map(([name, asset]) => [name, { type: asset.type, ...decode(asset) }]),
    ),
  };
};
