import { Arn, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { bareAddress, hostOf, type Settings } from '../settings.ts';
import { allow } from './permissions.ts';
import { nameIn } from './press.ts';

type Conditions = Record<string, Record<string, string | string[]>>;

/** What the house wants to hear of a message. No opens, no clicks: no reader is followed. */
const HEARD = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
];

/** The way out for mail: the sender's verified host, a configuration set, and its events into a queue. */
export class PostOffice extends Construct {
  readonly configurationSet: string;
  readonly #identities: string[];
  /** Every send is from the house's sender and, outside production, only to the allow list. */
  readonly #conditions: Conditions;

  constructor(scope: Construct, id: string, settings: Settings, events: Queue) {
    super(scope, id);
    this.configurationSet = nameIn(settings.stage, 'bulletin');
    const host = hostOf(settings.sender);
    const set = new ConfigurationSet(this, 'set', {
      configurationSetName: this.configurationSet,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    if (settings.senderIdentity === 'make') senderIdentity(this, host);
    this.#identities = [sesArn(this, 'identity', host), sesArn(this, 'configuration-set', this.configurationSet)];
    this.#conditions = conditionsOf(settings);
    set.addEventDestination('events', {
      destination: EventDestination.snsTopic(eventTopic(this, settings, events)),
      events: HEARD,
    });
  }

  /** Lets a function send mail, one message a call. */
  maySend(fn: LambdaFunction): void {
    allow(fn, { actions: ['ses:SendRawEmail'], resources: this.#identities, conditions: this.#conditions });
  }
}

/** The sender's host, signed for; it stays when the stack goes, as its DNS records do. */
function senderIdentity(scope: Construct, host: string): void {
  const identity = new EmailIdentity(scope, 'sender', {
    identity: Identity.domain(host),
    mailFromDomain: `bounce.${host}`,
  });
  identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
  for (const [index, record] of identity.dkimRecords.entries()) {
    new CfnOutput(scope, `dkim-${index + 1}`, { value: `${record.name} CNAME ${record.value}` });
  }
}

/** The queue takes messages of this topic alone, in SNS's envelope. */
function eventTopic(scope: Construct, settings: Settings, events: Queue): Topic {
  const topic = new Topic(scope, 'events', { topicName: nameIn(settings.stage, 'mail-events'), enforceSSL: true });
  topic.addSubscription(new SqsSubscription(events));
  return topic;
}

function sesArn(scope: Construct, resource: string, resourceName: string): string {
  return Arn.format({ service: 'ses', resource, resourceName }, Stack.of(scope));
}

/** `@host` of the allow list stands for everyone there. */
function patternOf(allowed: string): string {
  return allowed.startsWith('@') ? `*${allowed}` : allowed;
}

function conditionsOf(settings: Settings): Conditions {
  const from = { StringEquals: { 'ses:FromAddress': bareAddress(settings.sender) } };
  if (settings.mailAllowList.length === 0) return from;
  return { ...from, 'ForAllValues:StringLike': { 'ses:Recipients': settings.mailAllowList.map(patternOf) } };
}
