import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FileLinks } from '#shared/domain/collisions/ports.ts';
import type { Clock } from '#shared/kernel/time.ts';
import { fileKey, rejectsKey } from './keys.ts';

const GOOD_SECONDS = 3_600;

/** Addresses signed by the function's own role: good for an hour, or as long as the role's session. */
export const fileLinks = (client: S3Client, bucket: string, clock: Clock): FileLinks => ({
  upload: async (file) => {
    const command = new PutObjectCommand({ Bucket: bucket, Key: fileKey(file) });
    const expiresAt = new Date(clock().getTime() + GOOD_SECONDS * 1_000).toISOString();
    const url = await getSignedUrl(client, command, { expiresIn: GOOD_SECONDS });
    return { url, headers: { 'content-type': 'text/csv' }, expiresAt };
  },
  rejects: (batchId) => {
    const ResponseContentDisposition = `attachment; filename="rejects-${batchId}.csv"`;
    const command = new GetObjectCommand({ Bucket: bucket, Key: rejectsKey(batchId), ResponseContentDisposition });
    return getSignedUrl(client, command, { expiresIn: GOOD_SECONDS });
  },
});
