/** Paths in volumes. `pkg/apis/core/validation/validation.go` */
import { invalid } from './field-error.ts';
import type { Errors } from './rules.ts';

export function checkNoBacksteps(text: string, path: string, errors: Errors): void {
  if (text.split('/').includes('..')) errors.push(invalid(path, text, "must not contain '..'"));
}

/** Relative, and never up. */
export function checkDescendingPath(text: string, path: string, errors: Errors): void {
  if (text.startsWith('/')) errors.push(invalid(path, text, 'must be a relative path'));
  checkNoBacksteps(text, path, errors);
}

/** As a descending path, and not beginning with two dots, which the kubelet keeps for itself. */
export function checkFilePath(text: string, path: string, errors: Errors): void {
  checkDescendingPath(text, path, errors);
  if (text.startsWith('..') && !text.startsWith('../'))
    errors.push(invalid(path, text, "must not start with '..'"));
}

const modeText = 'must be a number between 0 and 0777 (octal), both inclusive';

export function checkFileMode(mode: number | undefined, path: string, errors: Errors): void {
  if (mode !== undefined && (mode > 0o777 || mode < 0)) errors.push(invalid(path, mode, modeText));
}
