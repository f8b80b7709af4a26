import { SendRawEmailCommand, type SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import { z } from 'zod';

/** Stands for the message while the SDK writes the form around it; its base64 needs no per cent signs. */
const STAND_IN = new TextEncoder().encode('the raw message!');
const STAND_IN_WIRE = Buffer.from(STAND_IN).toString('base64').replaceAll('=', '%3D');

/** What base64 has and a form may not. */
const IN_FORM: Readonly<Record<string, string>> = { '+': '%2B', '/': '%2F', '=': '%3D' };

const formSchema = z.object({ body: z.string() });

/**
 * A `SendRawEmail` whose form is written by the SDK with a stand-in, into which `raw` is put before the form is measured and
 * signed: the very bytes the SDK would make, which as text it escapes letter by letter and writes in UTF-8 three times over.
 * That took longer than everything else of a mail together.
 */
export function rawMailCommand(
  raw: Uint8Array,
  rest: Omit<SendRawEmailCommandInput, 'RawMessage'>,
): SendRawEmailCommand {
  const command = new SendRawEmailCommand({ ...rest, RawMessage: { Data: STAND_IN } });
  command.middlewareStack.add(
    (next) => (call) => {
      const { body } = formSchema.parse(call.request);
      return next({ ...call, request: Object.assign(call.request ?? {}, { body: withMessage(body, raw) }) });
    },
    { step: 'build', name: 'rawMessage', priority: 'high' },
  );
  return command;
}

function withMessage(form: string, raw: Uint8Array): Buffer {
  const from = form.indexOf(STAND_IN_WIRE);
  if (from < 0) throw new Error('mail: the form has no place for the message');
  const base64 = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('base64');
  const message = base64.replace(/[+/=]/g, (letter) => IN_FORM[letter] ?? letter);
  const head = form.slice(0, from);
  const tail = form.slice(from + STAND_IN_WIRE.length);
  // ASCII: whatever is not is written with per cent signs.
  const bytes = Buffer.allocUnsafe(head.length + message.length + tail.length);
  bytes.write(head, 0, 'latin1');
  bytes.write(message, head.length, 'latin1');
  bytes.write(tail, head.length + message.length, 'latin1');
  return bytes;
}
