import type { Context } from 'hono';

/**
 * Whether a request says it brings a form and does not (a multipart body without its boundary): what a stranger may send at any hour is
 * no failure of the house. A good one stays to be read.
 */
export async function isBrokenForm(context: Context): Promise<boolean> {
  try {
    await context.req.parseBody();
    return false;
  } catch {
    return true;
  }
}
