import { hash } from 'node:crypto';

/**
 * UUID version 5 of RFC 9562: SHA-1 over the namespace's 16 bytes and the name in UTF-8. Ids are asked for thousands of
 * times a second, and OpenSSL's SHA-1 takes a fraction of the time of one written in JavaScript.
 */
export const nameUuidIn = (namespace: string): ((name: string) => string) => {
  const prefix = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  return (name) => {
    const bytes = hash('sha1', Buffer.concat([prefix, Buffer.from(name)]), 'buffer');
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex', 0, 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
};
