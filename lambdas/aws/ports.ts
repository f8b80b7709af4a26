import type { DeadLetters } from '../ports/dead-letters.ts';
import type { DeliveryLedger } from '../ports/delivery-ledger.ts';
import type { Identity } from '../ports/identity.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { EntryLog, IssueRegister, VisitBook } from '../ports/newsroom.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { SubscriberBook } from '../ports/subscriber-book.ts';
import type { Ask, IssueRequest, ShardRequest, VisitRequest, WorkQueue } from '../ports/work-queue.ts';
import { type AwsClients, createAwsClients } from './clients.ts';
import { createCodeExchange } from './code-exchange.ts';
import { createDeliveryLedger } from './dynamo-delivery-ledger.ts';
import { createEntryLog, createIssueRegister, createVisitBook } from './dynamo-newsroom.ts';
import { createSubscriberBook } from './dynamo-subscriber-book.ts';
import { readEnvironment, type Settings } from './environment.ts';
import { createS3ObjectStore } from './s3-object-store.ts';
import { createSecretStore } from './secret-store.ts';
import { createSesMailer } from './ses-mailer.ts';
import { createDeadLetters } from './sqs-dead-letters.ts';
import { createWorkQueue } from './sqs-work-queue.ts';
import { createTokenVerifier } from './token-verifier.ts';

/** Every port on AWS. Each is made when it is asked for, so a function needs only its own variables and permissions. */
export class AwsPorts {
  readonly settings: Settings;
  readonly #clients: AwsClients;

  constructor(env: unknown) {
    this.settings = readEnvironment(env);
    this.#clients = createAwsClients();
  }

  get newsroom(): ObjectStore {
    return createS3ObjectStore(this.#clients.s3(), this.settings.newsroomBucket);
  }

  get archive(): ObjectStore {
    return createS3ObjectStore(this.#clients.s3(), this.settings.archiveBucket);
  }

  get visits(): VisitBook {
    return createVisitBook(this.#clients.dynamo(), this.settings.newsroomTable);
  }

  get entries(): EntryLog {
    return createEntryLog(this.#clients.dynamo(), this.settings.newsroomTable);
  }

  get issues(): IssueRegister {
    return createIssueRegister(this.#clients.dynamo(), this.settings.newsroomTable);
  }

  get subscribers(): SubscriberBook {
    return createSubscriberBook(this.#clients.dynamo(), this.settings.subscribersTable);
  }

  get ledger(): DeliveryLedger {
    return createDeliveryLedger(this.#clients.dynamo(), this.settings.deliveriesTable);
  }

  get mailer(): Mailer {
    return createSesMailer(this.#clients.ses(), this.settings.configurationSet);
  }

  get secrets(): SecretStore {
    return createSecretStore(this.#clients.secrets());
  }

  get identity(): Identity {
    const { tokenIssuer: issuer, tokenClient: clientId, tokenKeys: jwksUri, signInAddress } = this.settings;
    return {
      verify: createTokenVerifier({ issuer, clientId, jwksUri }),
      exchange: createCodeExchange({ signInAddress, clientId }),
    };
  }

  get gather(): WorkQueue<VisitRequest> {
    return createWorkQueue(this.#clients.sqs(), this.settings.gatherQueue);
  }

  get publish(): WorkQueue<IssueRequest> {
    return createWorkQueue(this.#clients.sqs(), this.settings.publishQueue);
  }

  get planMailing(): WorkQueue<IssueRequest> {
    return createWorkQueue(this.#clients.sqs(), this.settings.planMailingQueue);
  }

  get deliver(): WorkQueue<ShardRequest> {
    return createWorkQueue(this.#clients.sqs(), this.settings.deliverQueue);
  }

  get asks(): WorkQueue<Ask> {
    return createWorkQueue(this.#clients.sqs(), this.settings.asksQueue);
  }

  get deadLetters(): DeadLetters {
    return createDeadLetters(this.#clients.sqs(), this.settings.deadLetterQueues);
  }

  /** Null: no Zalo account is connected. */
  get postZalo(): WorkQueue<IssueRequest> | null {
    const { zaloQueue } = this.settings;
    return zaloQueue === null ? null : createWorkQueue(this.#clients.sqs(), zaloQueue);
  }

  /** What the desk works with. */
  forDesk() {
    const { newsroom, archive, issues, visits, entries, publish, deliver, ledger, mailer, subscribers } = this;
    return { newsroom, archive, issues, visits, entries, publish, deliver, ledger, mailer, subscribers };
  }
}
