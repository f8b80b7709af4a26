import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSesMailer } from '../../lambdas/aws/ses-mailer.ts';
import { memoryMailer } from '../support/memory/memory-mailer.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { mailerContract } from './mailer.contract.ts';

describe('the mailer in memory', () => {
  const mailer = memoryMailer();
  mailerContract(() => ({
    mailer,
    faults: mailer.faults,
    taken: async () =>
      mailer.sent.map(({ to, raw, tags, messageId }) => ({ to, raw: new TextDecoder().decode(raw), tags, messageId })),
    limit: (count) => {
      mailer.faults.quotaLeft = count;
    },
  }));
});

describe('the mailer on SES', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  test('asks again for the quota where somebody else asked in the same second', async () => {
    house.aws.faults.ses.throttleQuota = 1;
    const { maxPerSecond } = await createSesMailer(house.ses, house.settings.configurationSet).quota();
    expect([maxPerSecond, house.aws.faults.ses.throttleQuota]).toEqual([house.aws.faults.ses.maxPerSecond, 0]);
  });

  mailerContract(() => ({
    mailer: createSesMailer(house.ses, house.settings.configurationSet),
    faults: house.aws.faults.ses,
    taken: () =>
      Promise.all(
        house.aws.mailbox.list().map(async ({ id, to, tags }) => {
          const raw = await house.aws.mailbox.read(id);
          return { to: to.join(), raw: raw!.toString('utf8'), tags, messageId: id };
        }),
      ),
    limit: (count) => {
      house.aws.faults.ses.dailyQuota = house.aws.mailbox.list().length + count;
    },
  }));
});
