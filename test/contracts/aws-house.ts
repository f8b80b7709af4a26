import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBDocumentClient as Documents } from '@aws-sdk/lib-dynamodb';
import { readEnvironment, type Settings } from '../../lambdas/aws/environment.ts';
import { type LocalAws, startLocalAws } from '../../lambdas/local/aws/start-local-aws.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { testFolder } from '../local/aws/local-s3.ts';

/** A local AWS in a folder of its own, with clients that do not look into the process's environment. */
export interface AwsHouse {
  readonly aws: LocalAws;
  readonly settings: Settings;
  readonly s3: S3Client;
  readonly dynamo: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly ses: SESClient;
  readonly secrets: SecretsManagerClient;
  stop(): Promise<void>;
}

/** Starts it; its mails and events bear the time of `clock`, the machine's when left out. */
export async function awsHouse(clock?: Pick<Clock, 'now'>): Promise<AwsHouse> {
  const folder = await testFolder();
  const aws = await startLocalAws({ dataDir: folder.path, ...(clock && { clock }) });
  const sdk = (service: string) => ({
    region: aws.endpoints.AWS_REGION!,
    endpoint: aws.endpoints[`AWS_ENDPOINT_URL_${service}`]!,
    credentials: {
      accessKeyId: aws.endpoints.AWS_ACCESS_KEY_ID!,
      secretAccessKey: aws.endpoints.AWS_SECRET_ACCESS_KEY!,
    },
  });
  const clients = {
    s3: new S3Client(sdk('S3')),
    dynamo: Documents.from(new DynamoDBClient(sdk('DYNAMODB'))),
    sqs: new SQSClient(sdk('SQS')),
    ses: new SESClient({
      ...sdk('SES'),
      maxAttempts: 1,
      requestHandler: { requestTimeout: 5_000, throwOnRequestTimeout: true },
    }),
    secrets: new SecretsManagerClient(sdk('SECRETS_MANAGER')),
  };
  return {
    aws,
    settings: readEnvironment(aws.endpoints),
    ...clients,
    stop: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await aws.stop();
      await folder.remove();
    },
  };
}
