/** Exit codes as people call them: a code above 128 is the number of the signal that ended the process. */
import type { ContainerStateTerminated } from '../../engine/api/generated/types.ts';
import { t } from './messages.en.ts';

const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  6: 'SIGABRT',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/** `3`, `137 (SIGKILL)`, `127 (command not found)`. */
export function exitWords(code: number): string {
  const word = code === 127 ? t('exit.notFound') : code === 126 ? t('exit.cannotRun') : signals[code - 128];
  return word === undefined ? String(code) : `${code} (${word})`;
}

/** How a container ended: `OOMKilled, exit code 137 (SIGKILL)`. */
export function endWords({ exitCode, reason }: ContainerStateTerminated): string {
  const said = t('exit.code', { code: exitWords(exitCode) });
  return reason === undefined ? said : `${reason}, ${said}`;
}
