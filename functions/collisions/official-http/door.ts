import { httpDoor } from '#shared/edge/http.ts';
import type { FeedDeps } from './deps.ts';
import { getFeed } from './get-feed.ts';
import { getFeedBatch } from './get-feed-batch.ts';
import { listFeeds } from './list-feeds.ts';
import { openFeedBatch } from './open-feed-batch.ts';

/** The officials' door of feeds: what files look like, where they are sent to, and what became of them. */
export const createHandler = (deps: FeedDeps) =>
  httpDoor(
    'collisions/official-http',
    {
      listFeeds,
      getFeed,
      openFeedBatch: (request) => openFeedBatch(request, deps),
      getFeedBatch: (request) => getFeedBatch(request, deps),
    },
    deps.log,
  );
