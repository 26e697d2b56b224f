/** Lines of server.properties for one combined broker and controller on loopback. */
export function brokerSettings({ node, nodes, folder, security }) {
  const copies = nodes.length;
  return {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controller }) => `${id}@127.0.0.1:${controller}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': folder,
    // Who may publish where is decided beforehand, so no topic comes into being by being named.
    'auto.create.topics.enable': false,
    'default.replication.factor': copies,
    'min.insync.replicas': Math.max(1, copies - 1),
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 4,
    // Longer than topics keep events, so that a loss during a long outage of intake is noticed.
    'offsets.retention.minutes': 366 * 24 * 60,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': Math.max(1, copies - 1),
    'group.initial.rebalance.delay.ms': 0,
    'num.network.threads': 2,
    'num.io.threads': 2,
    ...(security ? secured(node, security) : open(node)),
  };
}

export const asProperties = (settings) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

const open = (node) => ({
  listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controller}`,
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'inter.broker.listener.name': 'PLAINTEXT',
});

/** Partners sign in by SCRAM or by certificate; brokers and controllers know each other by certificate alone. */
const secured = (node, { brokerFile, authority }) => ({
  listeners: `SASL_PLAINTEXT://127.0.0.1:${node.port},SSL://127.0.0.1:${node.tls},CONTROLLER://127.0.0.1:${node.controller}`,
  'listener.security.protocol.map': 'SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL,CONTROLLER:SSL',
  'inter.broker.listener.name': 'SSL',
  'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config':
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  'ssl.client.auth': 'required',
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': brokerFile,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': authority,
  'ssl.principal.mapping.rules': 'RULE:^CN=([^,]+).*$/$1/,DEFAULT',
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'allow.everyone.if.no.acl.found': false,
  'super.users': 'User:broker;User:admin',
});
