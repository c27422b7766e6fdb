import {
  disruptionBudgetGenerator,
  namespaceGenerator,
  priorityClassGenerator,
  quotaGenerator,
  serviceAccountGenerator,
} from './cluster.ts';
import { configMapGenerator, secretGenerator } from './configuration.ts';
import type { Generator } from './generator.ts';
import { runGenerator } from './run.ts';
import { serviceGenerators } from './services.ts';
import { cronJobGenerator, deploymentGenerator, jobGenerator } from './workloads.ts';

export const generators: readonly Generator[] = [
  configMapGenerator,
  cronJobGenerator,
  deploymentGenerator,
  disruptionBudgetGenerator,
  jobGenerator,
  namespaceGenerator,
  priorityClassGenerator,
  quotaGenerator,
  runGenerator,
  secretGenerator,
  serviceAccountGenerator,
  ...serviceGenerators,
];

export { generateFrom, generatorCommand } from './generator.ts';
