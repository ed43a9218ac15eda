import { SQSClient } from '@aws-sdk/client-sqs';

export const planted = SQSClient;
