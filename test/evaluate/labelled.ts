export { jsonlFiles, type Labelled, readLabelled } from '../../lambdas/local/commands/labelled-texts.ts';
