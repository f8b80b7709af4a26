import { isShutOut } from '../../core/settings/editor-list.ts';
import { loadEditors } from '../../workflows/settings/house.ts';
import { deskCookies } from '../session/cookies.ts';
import { arrive, depart, type SignInPlace } from '../session/sign-in-flow.ts';
import type { DeskDoors } from './doors.ts';
import { formFields } from './form.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may, type Permission } from './permissions.ts';

/** Lets only those through who may: sets `person`, or gives back the answer that ends the request. */
export async function admit(context: DeskContext, doors: DeskDoors, needs: Permission): Promise<Response | null> {
  const token = cookiesOf(doors).token(context);
  if (token === null) return unknown(context, doors);
  const outcome = await doors.identity.verify(token).catch((error: unknown) => {
    doors.report({ what: 'token keys cannot be had', detail: String(error) });
    return { kind: 'down' as const };
  });
  if (outcome.kind === 'down') return problem(context, 'sign-in-down', { status: 503 });
  if (outcome.kind === 'refused') doors.report({ what: 'token refused', detail: outcome.detail });
  if (outcome.kind !== 'valid') return unknown(context, doors);
  context.set('person', outcome.person);
  if (outcome.person.roles.length === 0) return problem(context, 'no-role', { status: 403 });
  if (isShutOut(await loadEditors(doors.ports.newsroom), outcome.person)) {
    doors.report({ what: 'account is shut out', detail: outcome.person.id });
    return problem(context, 'shut-out', { status: 403 });
  }
  return may(outcome.person, needs) ? null : problem(context, 'forbidden', { status: 403 });
}

/** A reader is sent to sign in; a form is not thrown away but kept on a page from which it can be sent again. */
async function unknown(context: DeskContext, doors: DeskDoors): Promise<Response> {
  if (context.req.method !== 'GET') {
    const values = { action: context.req.path, fields: await formFields(context) };
    return page(context, { template: 'expired', values, status: 401 });
  }
  const departure = depart(placeOf(doors), context.req.path);
  cookiesOf(doors).keepFlow(context, departure.flow);
  return context.redirect(departure.address, 302);
}

/** Back from the sign-in with a code. */
export async function signedIn(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const cookies = cookiesOf(doors);
  const arrival = await arrive(doors.identity, placeOf(doors), {
    code: context.req.query('code'),
    state: context.req.query('state'),
    flow: cookies.flow(context),
  });
  cookies.forget(context);
  if (arrival.kind === 'failed') {
    doors.report({ what: 'sign-in failed', detail: arrival.detail });
    return problem(context, 'sign-in-failed', { status: 400 });
  }
  cookies.keepToken(context, arrival.token);
  return context.redirect(arrival.back, 303);
}

/** Forgets the session here and at the hosted sign-in, which then shows its page again by way of the desk. */
export function signOut(context: DeskContext, doors: DeskDoors): Response {
  cookiesOf(doors).forget(context);
  const query = new URLSearchParams({
    client_id: doors.signIn.clientId,
    logout_uri: `${originOf(doors)}/desk`,
  });
  return context.redirect(`${doors.signIn.address}/logout?${query}`, 303);
}

/** The origin editors see; forms must come from it. */
export function originOf(doors: DeskDoors): string {
  return new URL(doors.deskAddress).origin;
}

function cookiesOf(doors: DeskDoors) {
  return deskCookies(originOf(doors).startsWith('https:'));
}

function placeOf(doors: DeskDoors): SignInPlace {
  return { ...doors.signIn, redirectUri: `${originOf(doors)}/desk/signed-in` };
}
