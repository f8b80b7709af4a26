import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { WrongInputError } from './command.ts';

/** The variables of a deployed function, from a file that the AWS command line wrote; {@link WrongInputError} where it holds none. */
export function variablesIn(file: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new WrongInputError(
      `${file} holds no variables: aws lambda get-function-configuration … --query Environment.Variables`,
    );
  }
}
