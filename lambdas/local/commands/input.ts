import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { WrongInputError } from './command.ts';

/** Largest file that is read, megabytes; packed ones count as unpacked. */
const LARGEST = 250;
const MEGABYTE = 1_000_000;

/** Bytes of a file, `.gz` unpacked; `largest` in megabytes. */
export function readInput(path: string, largest = LARGEST): Uint8Array {
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined) throw new WrongInputError(`${path}: no such file`);
  if (!file.isFile()) throw new WrongInputError(`${path}: no file but a folder`);
  if (file.size > largest * MEGABYTE) throw new WrongInputError(`${path}: larger than ${largest} MB`);
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? unpacked(path, bytes, largest) : bytes;
}

function unpacked(path: string, bytes: Uint8Array, largest: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest * MEGABYTE });
  } catch {
    throw new WrongInputError(`${path}: cannot be unpacked, or is larger than ${largest} MB`);
  }
}

/** A file that must be text; what is not UTF-8 or holds zero bytes is a picture, a Word document or the like. */
export function readText(path: string, largest = LARGEST): string {
  const bytes = readInput(path, largest);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Said below, as for zero bytes.
  }
  throw new WrongInputError(`${path}: no text in UTF-8`);
}

/** Parses a JSONL file; an error names the file, the line and the field. */
export function readLines<T>(path: string | undefined, schema: z.ZodType<T>): T[] {
  if (path === undefined) throw new WrongInputError('a JSONL file is missing');
  const lines = readText(path).split('\n');
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

/** What is wrong with a row or file, and where in it. */
export function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'the line';
  if (issue?.code === 'invalid_type') return `${field} is missing or not a ${issue.expected}`;
  return `${field}: ${issue?.message ?? 'wrong shape'}`;
}
