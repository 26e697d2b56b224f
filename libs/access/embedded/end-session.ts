import type { IncomingMessage } from 'node:http';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/** As Keycloak does: one who shows the identity token of the session that is to end is not asked whether to end it. */
export async function endSession(ctx: KoaContextWithOIDC): Promise<void> {
  const { entities, params, session } = ctx.oidc;
  const next = params?.['post_logout_redirect_uri'];
  const isOwn = session !== undefined && entities.IdTokenHint?.payload['sub'] === session.accountId;
  if (!isOwn || typeof next !== 'string')
    throw new errors.InvalidRequest('The identity token of this session is needed');
  await session.destroy();
  ctx.status = 303;
  ctx.redirect(next);
}

export const END_SESSION = '/session/end';

/** The library takes this request by POST only where its cookies go to every site, which these do not. */
export function asGet(request: IncomingMessage, body: string): IncomingMessage {
  return Object.assign(request, { method: 'GET', url: `${END_SESSION}?${body}` });
}
