import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { Liquid } from 'liquidjs';
import { z } from 'zod';
import { toMillis } from '../core/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';
import { ROLES } from '../ports/identity.ts';
import people from './sample-editors.json' with { type: 'json' };
import { type SigningKey, signingKey } from './sign-in-key.ts';

/** What the local stand-in for Cognito's hosted sign-in is made of. */
export interface SignInOptions {
  /** Claim `iss`, and the address under which the app is mounted: `http://127.0.0.1:8080/sign-in`. */
  readonly issuer: string;
  /** Where the signing key is kept between starts. */
  readonly keyFile: string;
  readonly clientId: string;
  /** The machine's own time, never a rehearsed one: whoever checks the tokens goes by the machine's clock. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Tokens live a long working day: a rehearsal is not interrupted. */
const TOKEN_SECONDS = 12 * 3600;
/** A code is exchanged at once or never. */
const CODE_MS = 60_000;

const peopleSchema = z.array(
  z.object({ id: z.string(), name: z.string(), groups: z.array(z.enum(ROLES)), duty: z.string() }),
);
const requestSchema = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.url(),
  state: z.string(),
  nonce: z.string(),
  code_challenge: z.string(),
  code_challenge_method: z.literal('S256'),
});
const choiceSchema = requestSchema.extend({ person: z.string() });
const exchangeSchema = z.object({
  grant_type: z.literal('authorization_code'),
  client_id: z.string(),
  code: z.string(),
  code_verifier: z.string(),
  redirect_uri: z.string(),
});

/** A sample person who can be chosen on the sign-in page. */
export type SamplePerson = z.infer<typeof peopleSchema>[number];
type SignInRequest = z.infer<typeof requestSchema>;
type Grant = { readonly person: SamplePerson; readonly request: SignInRequest; readonly until: number };

/** The people of the embedded mode; the first may approve. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = peopleSchema.parse(people);

const TEMPLATES = new URL('../../templates/desk/', import.meta.url);

/**
 * The stand-in for the hosted sign-in: same addresses, same flow (code with PKCE, S256), real RS256 tokens. No
 * password: it listens on loopback and only sends people back to its own origin.
 */
export function createSignIn(options: SignInOptions): Hono {
  const app = new Hono();
  const key = signingKey(options.keyFile);
  const grants = new Map<string, Grant>();
  const now = (): number => toMillis(options.clock.now());

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ['data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      strictTransportSecurity: false,
    }),
  );
  app.get('/.well-known/jwks.json', async (context) => context.json({ keys: [(await key).publicJwk] }));
  app.get('/oauth2/authorize', (context) => choose(context, options));
  app.post('/oauth2/authorize', csrf(), async (context) => {
    const choice = choiceSchema.safeParse(await context.req.parseBody());
    const person = SAMPLE_PEOPLE.find(({ id }) => choice.success && id === choice.data.person);
    if (!choice.success || !person || !isOurs(choice.data, options)) return context.text('invalid_request', 400);
    const code = randomBytes(24).toString('base64url');
    grants.set(code, { person, request: choice.data, until: now() + CODE_MS });
    const back = new URL(choice.data.redirect_uri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', choice.data.state);
    return context.redirect(back.href, 303);
  });
  app.post('/oauth2/token', async (context) => {
    const asked = exchangeSchema.safeParse(await context.req.parseBody());
    const grant = asked.success ? grants.get(asked.data.code) : undefined;
    if (asked.success) grants.delete(asked.data.code);
    if (!asked.success || !grant || now() > grant.until || !isGranted(asked.data, grant)) {
      return context.json({ error: 'invalid_grant' }, 400);
    }
    const idToken = await issue(await key, { options, grant, seconds: Math.floor(now() / 1000) });
    return context.json({ id_token: idToken, token_type: 'Bearer', expires_in: TOKEN_SECONDS });
  });
  app.get('/logout', (context) => {
    const back = context.req.query('logout_uri') ?? '';
    return isSameOrigin(back, options.issuer) ? context.redirect(back, 302) : context.text('invalid_request', 400);
  });
  return app;
}

async function choose(context: Context, options: SignInOptions): Promise<Response> {
  const request = requestSchema.safeParse(context.req.query());
  if (!request.success || !isOurs(request.data, options)) return context.text('invalid_request', 400);
  const engine = new Liquid({ outputEscape: 'escape', strictVariables: true, ownPropertyOnly: true });
  const page = await engine.parseAndRender(read('sign-in.liquid'), {
    people: SAMPLE_PEOPLE,
    fields: Object.entries(request.data).map(([name, value]) => ({ name, value })),
    action: new URL(options.issuer).pathname,
  });
  return context.html(page);
}

function issue(key: SigningKey, made: { options: SignInOptions; grant: Grant; seconds: number }): Promise<string> {
  const { options, grant, seconds } = made;
  return key.sign({
    iss: options.issuer,
    aud: options.clientId,
    sub: grant.person.id,
    name: grant.person.name,
    email: `${grant.person.id}@bandoc.example.vn`,
    email_verified: true,
    'cognito:groups': grant.person.groups,
    token_use: 'id',
    nonce: grant.request.nonce,
    iat: seconds,
    exp: seconds + TOKEN_SECONDS,
  });
}

/** A registered client and a way back to our own origin; anything else would make an open redirect. */
function isOurs(request: SignInRequest, options: SignInOptions): boolean {
  return request.client_id === options.clientId && isSameOrigin(request.redirect_uri, options.issuer);
}

function isSameOrigin(address: string, issuer: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(issuer).origin;
}

function isGranted(asked: z.infer<typeof exchangeSchema>, grant: Grant): boolean {
  const challenge = createHash('sha256').update(asked.code_verifier).digest('base64url');
  return (
    challenge === grant.request.code_challenge &&
    asked.redirect_uri === grant.request.redirect_uri &&
    asked.client_id === grant.request.client_id
  );
}

function read(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, TEMPLATES)), 'utf8');
}
