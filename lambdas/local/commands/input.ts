import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { WrongInputError } from './command.ts';

/** Bytes of a file, `.gz` unpacked. */
export function readInput(path: string): Uint8Array {
  if (!existsSync(path)) throw new WrongInputError(`${path}: no such file`);
  if (!statSync(path).isFile()) throw new WrongInputError(`${path}: no file but a folder`);
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? unpacked(path, bytes) : bytes;
}

function unpacked(path: string, bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch {
    throw new WrongInputError(`${path}: cannot be unpacked`);
  }
}

/** Parses a JSONL file; an error names the file, the line and the field. */
export function readLines<T>(path: string | undefined, schema: z.ZodType<T>): T[] {
  if (path === undefined) throw new WrongInputError('a JSONL file is missing');
  const lines = new TextDecoder().decode(readInput(path)).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, schema, `${path}:${index + 1}`)]));
}

function parseLine<T>(line: string, schema: z.ZodType<T>, place: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new WrongInputError(`${place}: not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WrongInputError(`${place}: ${problemOf(parsed.error)}`);
}

/** A file named in a list: as written from here, else beside the list. */
export function besideList(list: string, file: string): string {
  return existsSync(file) ? file : resolve(dirname(list), file);
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'the line';
  if (issue?.code === 'invalid_type') return `${field} is missing or not a ${issue.expected}`;
  return `${field}: ${issue?.message ?? 'wrong shape'}`;
}
