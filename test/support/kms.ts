import { KMSClient } from '@aws-sdk/client-kms';

/** A KMS that hands out one data key and gives it back: what KMS is to the code that calls it, without a network. */
export class OneKeyKms extends KMSClient {
  readonly calls: string[] = [];
  private readonly key = new Uint8Array(32).fill(7);

  constructor() {
    super({ region: 'us-east-1' });
  }

  override async send(command: object): Promise<never> {
    this.calls.push(command.constructor.name);
    return { Plaintext: this.key, CiphertextBlob: Buffer.from('wrapped') } as never;
  }
}
