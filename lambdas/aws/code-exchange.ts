import { z } from 'zod';
import type { Identity } from '../ports/identity.ts';
import { fetchLimited } from './sign-in-request.ts';

/** The hosted sign-in: Cognito's domain, or the local stand-in. */
export interface ExchangeSettings {
  /** Without a final slash; the token endpoint is `<signInAddress>/oauth2/token`. */
  readonly signInAddress: string;
  readonly clientId: string;
}

const answerSchema = z.object({ id_token: z.string().min(1) });

/** Exchanges a sign-in code at the token endpoint (public client with PKCE, no secret). */
export function createCodeExchange(settings: ExchangeSettings): Identity['exchange'] {
  return async (request) => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: settings.clientId,
      code: request.code,
      code_verifier: request.codeVerifier,
      redirect_uri: request.redirectUri,
    });
    try {
      const answer = await fetchLimited(`${settings.signInAddress}/oauth2/token`, { method: 'POST', body });
      return { kind: 'token', token: answerSchema.parse(JSON.parse(new TextDecoder().decode(answer))).id_token };
    } catch (error) {
      return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
    }
  };
}
