export { certificateFiles, type CertificateUse } from './certificate-files.js';
export { measureCertificates } from './measure-certificates.js';
