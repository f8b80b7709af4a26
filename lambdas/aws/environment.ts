import { z } from 'zod';
import { ENV } from '../names.ts';

const textSchema = z.string().trim().min(1);
const addressSchema = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const listSchema = z
  .string()
  .trim()
  .default('')
  .transform((text) => (text === '' ? null : text.toLowerCase().split(/[\s,;]+/)));

type Variables = Readonly<Record<string, string | undefined>>;

function read<S extends z.ZodType>(variables: Variables, name: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(variables[name]);
  if (parsed.success) return parsed.data;
  throw new Error(`environment: ${name} ${variables[name] === undefined ? 'is missing' : 'is not usable'}`);
}

/**
 * What a function reads of its environment. A function is given only the variables it needs, so each is checked when it
 * is read; a missing or unusable one throws an error that names the variable and never its value.
 */
export class Settings {
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  get stage(): string {
    return read(this.#variables, ENV.stage, textSchema);
  }

  get newsroomBucket(): string {
    return read(this.#variables, ENV.newsroomBucket, textSchema);
  }

  get archiveBucket(): string {
    return read(this.#variables, ENV.archiveBucket, textSchema);
  }

  get newsroomTable(): string {
    return read(this.#variables, ENV.newsroomTable, textSchema);
  }

  get subscribersTable(): string {
    return read(this.#variables, ENV.subscribersTable, textSchema);
  }

  get deliveriesTable(): string {
    return read(this.#variables, ENV.deliveriesTable, textSchema);
  }

  get gatherQueue(): string {
    return read(this.#variables, ENV.gatherQueue, textSchema);
  }

  get publishQueue(): string {
    return read(this.#variables, ENV.publishQueue, textSchema);
  }

  get planMailingQueue(): string {
    return read(this.#variables, ENV.planMailingQueue, textSchema);
  }

  get deliverQueue(): string {
    return read(this.#variables, ENV.deliverQueue, textSchema);
  }

  get asksQueue(): string {
    return read(this.#variables, ENV.asksQueue, textSchema);
  }

  /** Null: no Zalo account is connected. */
  get zaloQueue(): string | null {
    const schema = textSchema.optional().transform((url) => url ?? null);
    return read(this.#variables, ENV.zaloQueue, schema);
  }

  /** Addresses; none where there are none. */
  get deadLetterQueues(): readonly string[] {
    return read(this.#variables, ENV.deadLetterQueues, textSchema).split(',');
  }

  get configurationSet(): string {
    return read(this.#variables, ENV.configurationSet, textSchema);
  }

  get sender(): string {
    return read(this.#variables, ENV.sender, textSchema);
  }

  get replyTo(): string {
    return read(this.#variables, ENV.replyTo, textSchema);
  }

  /** Of the archive and the desk, without a slash at the end. */
  get publicAddress(): string {
    return read(this.#variables, ENV.publicAddress, addressSchema);
  }

  /** Where editors find the desk: `publicAddress` unless told otherwise, as the embedded mode does. */
  get deskAddress(): string {
    return this.#variables[ENV.deskAddress] === undefined
      ? this.publicAddress
      : read(this.#variables, ENV.deskAddress, addressSchema);
  }

  /** Id of the secret, not the secret. */
  get tokenSecret(): string {
    return read(this.#variables, ENV.tokenSecret, textSchema);
  }

  /** Id of the secret of the Zalo Official Account, not the secret. */
  get zaloSecret(): string {
    return read(this.#variables, ENV.zaloSecret, textSchema);
  }

  get tokenIssuer(): string {
    return read(this.#variables, ENV.tokenIssuer, textSchema);
  }

  get tokenClient(): string {
    return read(this.#variables, ENV.tokenClient, textSchema);
  }

  get tokenKeys(): string {
    return read(this.#variables, ENV.tokenKeys, textSchema);
  }

  get signInAddress(): string {
    return read(this.#variables, ENV.signInAddress, textSchema);
  }

  /** The only addresses (or `@domains`) mail may go to, lower case; null: no limit. */
  get mailAllowList(): readonly string[] | null {
    return read(this.#variables, ENV.mailAllowList, listSchema);
  }
}

/** The settings of `env` (pass `process.env`). */
export function readEnvironment(env: unknown): Settings {
  return new Settings(z.record(z.string(), z.string().optional()).parse(plain(env)));
}

/** `process.env` is no plain object, which is all a schema takes for a record. */
function plain(env: unknown): unknown {
  return typeof env === 'object' && env !== null ? { ...env } : env;
}
