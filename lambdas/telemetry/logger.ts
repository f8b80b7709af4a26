import { Logger } from '@aws-lambda-powertools/logger';
import type { FunctionName } from '../names.ts';
import { redactField } from './redact.ts';

/**
 * A structured logger of one function: a JSON object a line. Never pass it an address, a token or the text of an article: ids and
 * counts only. What slips in all the same, in the message of an error above all, is taken out of every field.
 */
export function createLogger(functionName: FunctionName): Logger {
  return new Logger({ serviceName: functionName, jsonReplacerFn: redactField });
}
