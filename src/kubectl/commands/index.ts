import type { KubectlCommand } from '../invocation.ts';
import { applyCommand } from './apply.ts';
import { cordonCommand, uncordonCommand } from './cordon.ts';
import { createCommand } from './create.ts';
import { deleteCommand } from './delete.ts';
import { getCommand } from './get.ts';
import { describeCommand } from './describe.ts';
import { generatorCommand, generators } from '../generate/index.ts';
import { annotateCommand, labelCommand } from './label.ts';
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

export const commands: readonly KubectlCommand[] = [
  annotateCommand,
  applyCommand,
  cordonCommand,
  createCommand,
  deleteCommand,
  describeCommand,
  getCommand,
  labelCommand,
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
  ...generators.map(generatorCommand),
];
