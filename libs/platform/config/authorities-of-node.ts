/**
 * Path of the authorities that Node.js trusts beside its own, where it was given one. It reads them before the hub starts: a line
 * of `.env` comes too late, so this is no setting, and is asked for before that file is read.
 */
export const AUTHORITIES_OF_NODE: string | undefined = process.env['NODE_EXTRA_CA_CERTS'];
