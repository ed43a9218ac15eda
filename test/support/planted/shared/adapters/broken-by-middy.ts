import middy from '@middy/core';

export const planted = middy;
