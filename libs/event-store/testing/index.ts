export { atOnce } from './at-once.js';
export { makeCertificates, type TestCertificates } from './certificates.js';
export { appendTo, follow, names, noted, onceInOrder, type Followed } from './follow.js';
export { TestCluster, type ClusterOptions } from './test-cluster.js';
export { type TestNode } from './test-node.js';
