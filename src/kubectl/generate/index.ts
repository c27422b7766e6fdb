import { accessGenerators } from './access.ts';
import {
  disruptionBudgetGenerator,
  namespaceGenerator,
  priorityClassGenerator,
  quotaGenerator,
  serviceAccountGenerator,
} from './cluster.ts';
import { configMapGenerator, secretGenerators } from './configuration.ts';
import type { Generator } from './generator.ts';
import { ingressGenerator } from './ingress.ts';
import { runGenerator } from './run.ts';
import { serviceGenerators } from './services.ts';
import { cronJobGenerator, deploymentGenerator, jobGenerator } from './workloads.ts';

/** Those that only send what they make; `create job` and `run` do more. */
export const plainGenerators: readonly Generator[] = [
  ...accessGenerators,
  configMapGenerator,
  cronJobGenerator,
  deploymentGenerator,
  disruptionBudgetGenerator,
  ingressGenerator,
  namespaceGenerator,
  priorityClassGenerator,
  quotaGenerator,
  ...secretGenerators,
  serviceAccountGenerator,
  ...serviceGenerators,
];

export const generators: readonly Generator[] = [...plainGenerators, jobGenerator, runGenerator];

export { createGenerated, generateFrom, generatorCommand } from './generator.ts';
export { isAttached, runGenerator } from './run.ts';
export { jobGenerator } from './workloads.ts';
