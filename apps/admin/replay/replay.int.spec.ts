import { replayContract } from '../testing/replay.contract.js';

replayContract('the embedded feed', async ({ feed }) => ({ feed, close: async () => undefined }));
