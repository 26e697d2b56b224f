import { ensurePermissions, grantsOf } from '#feed/kafka';
import { loadSettings } from '#platform/config';
import { directoryOf, kafkaOf } from '../tool/places.js';
import { print, runTool } from '../tool/run-tool.js';
import { principalsOf, readPermissionsOptions, USAGE } from './permissions-options.js';
import { permissionsReport } from './permissions-report.js';

await runTool('granting of permissions', async (args) => {
  const options = readPermissionsOptions(args);
  if (options.help) return print(USAGE);
  const settings = loadSettings();
  const kafka = await kafkaOf(settings);
  const agencies = (await directoryOf(settings)).agencies.map(({ id }) => id);
  const principals = principalsOf(agencies, options);
  if (!options.dryRun) await ensurePermissions(kafka, principals);
  print(permissionsReport(grantsOf(principals), options.dryRun));
});
