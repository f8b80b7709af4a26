import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';

/** What is remembered between going to the sign-in and coming back. */
export const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** Where the person wanted to go; a path of the desk. */
  back: z.string().regex(/^\/desk(?:[/?#][^\\]*)?$/),
});
/** See {@link flowSchema}. */
export type Flow = z.infer<typeof flowSchema>;

/** As long as the longest token lives; the token itself says when it ends. */
const SESSION_SECONDS = 24 * 3600;
/** Time to type a password. */
const FLOW_SECONDS = 600;

/** Cookies of the desk: `HttpOnly`, bound to `/desk`, `Secure` (and named so) wherever the desk is seen over https. */
export interface DeskCookies {
  token(context: Context): string | null;
  keepToken(context: Context, token: string): void;
  flow(context: Context): Flow | null;
  keepFlow(context: Context, flow: Flow): void;
  forget(context: Context): void;
}

/**
 * `SameSite=Lax`, not `Strict`: a Strict cookie is withheld on the navigation that comes back from the sign-in's site,
 * and the desk would send the person round in circles. Forms from elsewhere are refused by their origin.
 */
export function deskCookies(isSecure: boolean): DeskCookies {
  const prefix = isSecure ? '__Secure-' : '';
  const session = `${prefix}desk-session`;
  const going = `${prefix}desk-sign-in`;
  const options = { httpOnly: true, sameSite: 'Lax', path: '/desk', secure: isSecure } as const;
  return {
    token: (context) => getCookie(context, session) ?? null,
    keepToken: (context, token) => setCookie(context, session, token, { ...options, maxAge: SESSION_SECONDS }),
    flow: (context) => parseFlow(getCookie(context, going)),
    keepFlow: (context, flow) => {
      const value = Buffer.from(JSON.stringify(flow)).toString('base64url');
      setCookie(context, going, value, { ...options, maxAge: FLOW_SECONDS });
    },
    forget: (context) => {
      deleteCookie(context, session, options);
      deleteCookie(context, going, options);
    },
  };
}

function parseFlow(value: string | undefined): Flow | null {
  if (value === undefined) return null;
  try {
    const flow = flowSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
    return flow.success ? flow.data : null;
  } catch {
    return null;
  }
}
