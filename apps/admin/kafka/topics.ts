import { ensureTopics, surveyTopics } from '#feed/kafka';
import { loadSettings } from '#platform/config';
import { directoryOf, kafkaOf } from '../tool/places.js';
import { print, runTool } from '../tool/run-tool.js';
import { readTopicsOptions, USAGE } from './topics-options.js';
import { topicsReport } from './topics-report.js';

await runTool('making of topics', async (args) => {
  const { help, dryRun, choices } = readTopicsOptions(args);
  if (help) return print(USAGE);
  const settings = loadSettings();
  const kafka = await kafkaOf(settings);
  const agencies = (await directoryOf(settings)).agencies.map(({ id }) => id);
  const survey = await surveyTopics(kafka, agencies, choices);
  if (!dryRun) await ensureTopics(kafka, agencies, choices);
  print(topicsReport(survey, dryRun));
});
