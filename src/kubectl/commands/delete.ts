import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError } from '../kubectl-error.ts';
import { sendRaw } from '../raw-request.ts';
import { selectReferences } from '../select-objects.ts';
import type { ObjectReference } from '../server.ts';
import { kindTitle, objectTitle } from '../server.ts';
import { parseGoDuration } from '../go-duration.ts';
import { waitUntilGone } from '../wait-until-gone.ts';

const forceWarning =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.';

interface DeleteOptions {
  /** Undefined leaves the object's own grace period. */
  readonly graceSeconds: number | undefined;
  readonly propagationPolicy: string;
  readonly result: string;
  readonly query: Record<string, string>;
}

/** `kubectl delete`. `staging/src/k8s.io/kubectl/pkg/cmd/delete/delete.go` */
export const deleteCommand: KubectlCommand = {
  name: 'delete',
  flags: [
    filenameFlag,
    selectorFlag,
    dryRunFlag,
    { name: 'field-selector', takes: 'text' },
    { name: 'all', takes: 'switch' },
    { name: 'all-namespaces', short: 'A', takes: 'switch' },
    { name: 'cascade', takes: 'text', alone: 'background', initially: 'background' },
    { name: 'force', takes: 'switch' },
    { name: 'grace-period', takes: 'number', initially: '-1' },
    { name: 'ignore-not-found', takes: 'switch' },
    { name: 'interactive', short: 'i', takes: 'switch' },
    { name: 'now', takes: 'switch' },
    { name: 'raw', takes: 'text' },
    { name: 'output', short: 'o', takes: 'text' },
    { name: 'timeout', takes: 'text', initially: '0' },
    { name: 'wait', takes: 'switch', initially: 'true' },
  ],
  async run(invocation) {
    const { flags } = invocation;
    if (flags.given('raw')) return sendRaw(invocation, 'DELETE', flags.given('filename'));
    const options = deleteOptions(invocation);
    if (invocation.flags.isOn('force') && options.graceSeconds === 0) invocation.warn(forceWarning);
    const references = await selectReferences(invocation);
    if (flags.isOn('interactive') && !(await isConfirmed(invocation, references))) return;
    const deleted: Array<{ reference: ObjectReference; uid: string }> = [];
    if (references.length === 0) invocation.print('No resources found');
    await forEach(references, async (reference) => {
      const uid = await deleteOne(invocation, reference, options);
      if (uid !== undefined) deleted.push({ reference, uid });
    });
    const waits = invocation.flags.isOn('wait') && dryRunOf(invocation).suffix === '';
    if (waits)
      await forEach(deleted, ({ reference, uid }) =>
        waitUntilGone(invocation, reference, uid, parseGoDuration(invocation.flags.text('timeout'))),
      );
  },
};

/** Says what would go, and asks for a word. */
async function isConfirmed(invocation: Invocation, references: readonly ObjectReference[]): Promise<boolean> {
  const { print, write } = invocation;
  print(`You are about to delete the following ${references.length} resource(s):`);
  for (const reference of references) print(objectTitle(reference));
  write('Do you want to continue? (y/N): ');
  if (/^y$/i.test((await readAnswer(invocation)).trim())) return true;
  print('deletion is cancelled');
  return false;
}

/** A line of what is piped in or typed. */
async function readAnswer({ stdin, terminal, signal, write }: Invocation): Promise<string> {
  if (stdin !== undefined || terminal === undefined) return (stdin ?? '').split('\n')[0]!;
  return new Promise((resolve) => {
    let typed = '';
    const stop = terminal.onInput((text) => {
      typed += text;
      write(text.replace('\r', '\n'));
      if (/[\r\n]/.test(text)) finish();
    });
    const finish = () => {
      stop();
      resolve(typed);
    };
    signal?.addEventListener('abort', finish, { once: true });
  });
}

function deleteOptions(invocation: Invocation): DeleteOptions {
  const { flags } = invocation;
  if (flags.isOn('now') && flags.given('grace-period')) {
    throw new KubectlError('--now and --grace-period cannot be specified together');
  }
  const force = flags.isOn('force');
  const asked = flags.isOn('now') ? 1 : flags.number('grace-period');
  if (force && asked > 0)
    throw new KubectlError('--force and --grace-period greater than 0 cannot be specified together');
  // Without --force a grace period of 0 becomes the shortest orderly one.
  const grace = force && asked < 0 ? 0 : asked === 0 && !force ? 1 : asked;
  const { suffix, query } = dryRunOf(invocation);
  return {
    graceSeconds: grace < 0 ? undefined : grace,
    propagationPolicy: propagationPolicy(invocation),
    result: suffix,
    query,
  };
}

function propagationPolicy(invocation: Invocation): string {
  const cascade = invocation.flags.text('cascade');
  if (cascade === 'background' || cascade === 'true') return 'Background';
  if (cascade === 'foreground') return 'Foreground';
  if (cascade === 'orphan' || cascade === 'false') return 'Orphan';
  throw new KubectlError(
    `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`,
  );
}

/** Deletes one object and says so; its uid, or undefined when it wasn't there and needn't be. */
async function deleteOne(
  invocation: Invocation,
  reference: ObjectReference,
  options: DeleteOptions,
): Promise<string | undefined> {
  const { server, flags } = invocation;
  const body = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    propagationPolicy: options.propagationPolicy,
    ...(options.graceSeconds === undefined ? {} : { gracePeriodSeconds: options.graceSeconds }),
  };
  try {
    const answer = dryRunOf(invocation).client
      ? await server.get(reference)
      : await server.delete(reference, body, options.query);
    const verb = flags.isOn('force') ? 'force deleted' : 'deleted';
    const place = reference.namespace === '' ? '' : ` from ${reference.namespace} namespace`;
    if (flags.text('output') === 'name') invocation.print(`${kindTitle(reference.kind)}/${reference.name}`);
    else
      invocation.print(`${kindTitle(reference.kind)} "${reference.name}" ${verb}${place}${options.result}`);
    return uidOf(answer);
  } catch (error) {
    if (error instanceof ServerError && error.reason === 'NotFound' && ignoresMissing(invocation))
      return undefined;
    throw error;
  }
}

function ignoresMissing(invocation: Invocation): boolean {
  return (
    invocation.flags.isOn('ignore-not-found') ||
    (invocation.flags.isOn('all') && !invocation.flags.given('ignore-not-found'))
  );
}

/** The answer is the object that is on its way out, or a Status whose details name what is gone. */
function uidOf(answer: unknown): string {
  const { metadata, details } = answer as { metadata?: { uid?: string }; details?: { uid?: string } };
  return details?.uid ?? metadata?.uid ?? '';
}
