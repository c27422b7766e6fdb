import type { KubectlCommand } from '../invocation.ts';
import { apiResourcesCommand } from './api-resources.ts';
import { applyCommand } from './apply.ts';
import { cordonCommand, uncordonCommand } from './cordon.ts';
import { createCommand } from './create.ts';
import { deleteCommand } from './delete.ts';
import { getCommand } from './get.ts';
import { describeCommand } from './describe.ts';
import { drainCommand } from './drain.ts';
import { cpCommand } from './cp.ts';
import { debugCommand } from './debug.ts';
import { attachCommand, execCommand } from './exec.ts';
import { portForwardCommand } from './port-forward.ts';
import { runCommand } from './run.ts';
import { explainCommand } from './explain.ts';
import { exposeCommand } from './expose.ts';
import { generatorCommand, plainGenerators } from '../generate/index.ts';
import { annotateCommand, labelCommand } from './label.ts';
import { logsCommand } from './logs.ts';
import { patchCommand } from './patch.ts';
import { rolloutStatusCommand } from './rollout-status.ts';
import {
  rolloutHistoryCommand,
  rolloutPauseCommand,
  rolloutRestartCommand,
  rolloutResumeCommand,
  rolloutUndoCommand,
} from './rollout.ts';
import { scaleCommand } from './scale.ts';
import { setImageCommand } from './set-image.ts';
import { setResourcesCommand } from './set-resources.ts';
import { taintCommand } from './taint.ts';
import {
  apiVersionsCommand,
  clusterInfoCommand,
  clusterInfoDumpCommand,
  elsewhereCommands,
  pluginListCommand,
  versionCommand,
} from './information.ts';
import { canICommand, whoAmICommand } from './auth.ts';
import { reconcileCommand } from './auth-reconcile.ts';
import { autoscaleCommand } from './autoscale.ts';
import { certificateCommands } from './certificate.ts';
import { configCommands } from './config.ts';
import { configSetCommand, configUnsetCommand } from './config-properties.ts';
import { createJobCommand, createTokenCommand } from './create-more.ts';
import { diffCommand } from './diff.ts';
import {
  editCommand,
  editLastAppliedCommand,
  setLastAppliedCommand,
  viewLastAppliedCommand,
} from './edit.ts';
import { eventsCommand } from './events.ts';
import { replaceCommand } from './replace.ts';
import { setEnvCommand } from './set-env.ts';
import { setSelectorCommand, setServiceAccountCommand, setSubjectCommand } from './set-references.ts';
import { topNodeCommand, topPodCommand } from './top.ts';
import { waitCommand } from './wait.ts';

export const commands: readonly KubectlCommand[] = [
  annotateCommand,
  apiResourcesCommand,
  applyCommand,
  cordonCommand,
  createCommand,
  deleteCommand,
  describeCommand,
  drainCommand,
  execCommand,
  explainCommand,
  exposeCommand,
  getCommand,
  labelCommand,
  logsCommand,
  patchCommand,
  rolloutHistoryCommand,
  rolloutPauseCommand,
  rolloutRestartCommand,
  rolloutResumeCommand,
  rolloutStatusCommand,
  rolloutUndoCommand,
  scaleCommand,
  setImageCommand,
  setResourcesCommand,
  taintCommand,
  uncordonCommand,
  versionCommand,
  waitCommand,
  apiVersionsCommand,
  autoscaleCommand,
  canICommand,
  ...certificateCommands,
  clusterInfoCommand,
  clusterInfoDumpCommand,
  ...configCommands,
  configSetCommand,
  configUnsetCommand,
  createJobCommand,
  createTokenCommand,
  diffCommand,
  editCommand,
  editLastAppliedCommand,
  setLastAppliedCommand,
  viewLastAppliedCommand,
  eventsCommand,
  ...elsewhereCommands,
  pluginListCommand,
  reconcileCommand,
  replaceCommand,
  setEnvCommand,
  setSelectorCommand,
  setServiceAccountCommand,
  setSubjectCommand,
  topNodeCommand,
  topPodCommand,
  whoAmICommand,
  ...plainGenerators.map(generatorCommand),
  attachCommand,
  cpCommand,
  debugCommand,
  portForwardCommand,
  runCommand,
];
