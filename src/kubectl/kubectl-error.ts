import type { Status } from '../engine/api/status-error.ts';

/** What stops a command: its text is printed after `error: `, as kubectl says what went wrong on its own side. */
export class KubectlError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Text that kubectl prints as it is: it says itself what it is. `cmdutil.StandardErrorMessage` */
export class PlainError extends KubectlError {}

/** A command that ran in a container and failed: its exit code becomes kubectl's. */
export class CommandFailure extends PlainError {
  constructor(exitCode: number) {
    super(`command terminated with exit code ${exitCode}`, exitCode);
  }
}

/** A command used wrongly: kubectl adds where its help is. `cmdutil.UsageErrorf` */
export function usageError(command: string, message: string): KubectlError {
  return new KubectlError(`${message}\nSee 'kubectl ${command} -h' for help and examples`);
}

/** The API server refused a request. */
export class ServerError extends Error {
  readonly status: Status;

  constructor(status: Status) {
    super(status.message ?? '');
    this.status = status;
  }

  get reason(): string {
    return this.status.reason ?? '';
  }

  /** The same refusal, saying which manifest it is about. `cmdutil.AddSourceToErr` */
  during(verb: string, source: string): ServerError {
    return new ServerError({
      ...this.status,
      message: `error when ${verb} "${source}": ${this.status.message ?? ''}`,
    });
  }
}

/** Several objects of one command went wrong, and the others were done. */
export class SeveralErrors extends Error {
  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    super(errors.map(String).join('\n'));
    this.errors = errors;
  }
}

/** Text for stderr, with its line end. Follows `staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go` checkErr. */
export function printError(error: unknown): string {
  if (error instanceof SeveralErrors) return error.errors.map(printOneOfSeveral).join('');
  if (error instanceof ServerError) return `${printStatus(error.status)}\n`;
  if (error instanceof PlainError) return `${error.message}\n`;
  const message = error instanceof Error ? error.message : String(error);
  return `${message.startsWith('error: ') ? message : `error: ${message}`}\n`;
}

/** Several are told without the word that they are errors. `helpers.go` MultipleErrors */
function printOneOfSeveral(error: unknown): string {
  if (error instanceof SeveralErrors) return error.errors.map(printOneOfSeveral).join('');
  if (error instanceof ServerError) return `${printRefusal(error.status)}\n`;
  return `${error instanceof Error ? error.message : String(error)}\n`;
}

function printStatus(status: Status): string {
  return status.reason === 'Invalid' ? printInvalid(status) : printRefusal(status);
}

function printRefusal(status: Status): string {
  const reason = status.reason === undefined || status.reason === '' ? '' : ` (${status.reason})`;
  return `Error from server${reason}: ${status.message ?? ''}`;
}

function printInvalid(status: Status): string {
  const { details } = status;
  if (details === undefined) return `The request is invalid${status.message ? `: ${status.message}` : ''}`;
  const causes = [...new Set((details.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`))];
  const known = (details.kind ?? '') !== '' || (details.name ?? '') !== '';
  const title = known
    ? `The ${details.kind ?? ''} "${details.name ?? ''}" is invalid`
    : 'The request is invalid';
  if (causes.length === 0) return !known && status.message ? `${title}: ${status.message}` : title;
  if (causes.length === 1) return `${title}: ${causes[0]}`;
  return `${title}: \n${causes.map((cause) => `* ${cause}`).join('\n')}`;
}
