import { Logger } from '@aws-lambda-powertools/logger';
import type { FunctionName } from '../names.ts';

/** A structured logger of one function. Never pass it an address, a token or the text of an article: ids and counts only. */
export function createLogger(functionName: FunctionName): Logger {
  return new Logger({ serviceName: functionName });
}
