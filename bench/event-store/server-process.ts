import { startEmbeddedEventStore } from '#event-store/embedded';

/** The server in a process of its own, so that it is measured apart from the client. */
const store = await startEmbeddedEventStore({ databaseUrl: process.argv[2] ?? '', port: 0 });
process.send?.({ url: store.url });
process.on('message', () => process.send?.({ residentBytes: process.memoryUsage().rss }));
process.on('disconnect', () => void store.stop().then(() => process.exit(0)));
