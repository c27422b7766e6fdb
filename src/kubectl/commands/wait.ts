import { refuse } from '../../engine/api/status-error.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { parseGoDuration } from '../go-duration.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag, forEach, selectorFlag } from '../invocation.ts';
import { findValues, parseTemplate, printValue, relaxPath } from '../jsonpath/index.ts';
import { KubectlError, ServerError } from '../kubectl-error.ts';
import { selectReferences } from '../select-objects.ts';
import { type ObjectReference, objectTitle } from '../server.ts';

const weekMs = 7 * 24 * 3_600_000;

/** What is waited for, asked of an object that exists. */
type Wish = (object: AnyObject) => boolean;

/** `kubectl wait`. `staging/src/k8s.io/kubectl/pkg/cmd/wait/wait.go` */
export const waitCommand: KubectlCommand = {
  name: 'wait',
  flags: [
    filenameFlag,
    selectorFlag,
    { name: 'all', takes: 'switch' },
    { name: 'all-namespaces', short: 'A', takes: 'switch' },
    { name: 'field-selector', takes: 'text' },
    { name: 'for', takes: 'text' },
    { name: 'timeout', takes: 'text', initially: '30s' },
  ],
  async run(invocation) {
    const wanted = invocation.flags.text('for');
    const timeoutMs = parseGoDuration(invocation.flags.text('timeout'));
    const untilGone = wanted.toLowerCase() === 'delete';
    const wish = untilGone ? () => false : parseWish(wanted);
    if (wanted.toLowerCase() === 'create') await untilThere(invocation, timeoutMs < 0 ? weekMs : timeoutMs);
    const endMs = Date.parse(invocation.client.now()) + (timeoutMs < 0 ? weekMs : timeoutMs);
    const references = await selectReferences(invocation);
    if (references.length === 0 && !untilGone) throw new KubectlError('no matching resources found');
    await forEach(references, async (reference) => {
      const restMs = Math.max(0, endMs - Date.parse(invocation.client.now()));
      const met = await waitFor(invocation, reference, wish, untilGone, restMs);
      if (met) invocation.print(`${objectTitle(reference)} condition met`);
    });
  },
};

/** @throws KubectlError when it can't be understood */
function parseWish(wanted: string): Wish {
  const lower = wanted.toLowerCase();
  if (lower === 'create') return () => true;
  if (lower.startsWith('condition=')) {
    const [, type = '', value = 'true'] = wanted.split('=');
    return (object) => hasCondition(object, type.toLowerCase(), value.toLowerCase());
  }
  if (lower.startsWith('jsonpath=')) return jsonPathWish(wanted.slice('jsonpath='.length));
  throw new KubectlError(`unrecognized condition: ${JSON.stringify(wanted)}`);
}

function jsonPathWish(expression: string): Wish {
  const close = expression.lastIndexOf('}');
  const path = close < 0 ? expression : expression.slice(0, close + 1);
  const after = expression.slice(path.length);
  if (after !== '' && !/^=.+$/.test(after))
    throw new KubectlError("jsonpath wait condition must be in the format jsonpath='{jsonpath}'=value");
  const value = after.slice(1).replace(/^(['"])(.*)\1$/, '$2');
  const parts = parseTemplate(relaxPath(path));
  return (object) => {
    const found = parts.flatMap((part) =>
      part.kind === 'values' ? findValues(part.path, [object], true) : [],
    );
    if (found.length > 1) throw new KubectlError(`given jsonpath expression matches more than one value`);
    return found.length === 1 && (value === '' || printValue(found[0]).trim() === value);
  };
}

interface Conditions {
  readonly observedGeneration?: number;
  readonly conditions?: ReadonlyArray<{
    readonly type: string;
    readonly status: string;
    readonly observedGeneration?: number;
  }>;
}

function hasCondition({ metadata, status }: AnyObject, type: string, value: string): boolean {
  const { conditions = [], observedGeneration } = (status ?? {}) as Conditions;
  const found = conditions.find((condition) => condition.type.toLowerCase() === type);
  if (found === undefined) return false;
  const seen = found.observedGeneration ?? observedGeneration;
  if (seen !== undefined && seen < (metadata?.generation ?? 0)) return false;
  return found.status.toLowerCase() === value;
}

/** `--for=create`: looks again until all that is named is there. */
async function untilThere(invocation: Invocation, timeoutMs: number): Promise<void> {
  const { client, server, signal } = invocation;
  const endMs = Date.parse(client.now()) + timeoutMs;
  for (;;) {
    const references = await selectReferences(invocation);
    const found = await Promise.all(references.map((reference) => server.find(reference)));
    if (found.length > 0 && !found.includes(undefined)) return;
    if (signal?.aborted === true || Date.parse(client.now()) >= endMs)
      throw new KubectlError('timed out waiting for the condition');
    await client.tick();
  }
}

/** False when there was nothing that could go. */
async function waitFor(
  { server, flags }: Invocation,
  reference: ObjectReference,
  wish: Wish,
  untilGone: boolean,
  timeoutMs: number,
): Promise<boolean> {
  const now = untilGone ? await server.find(reference) : await server.get(reference);
  if (now === undefined) return false;
  if (!untilGone && wish(now)) return true;
  const uid = now.metadata?.uid;
  let deleted = false;
  const met =
    timeoutMs > 0 &&
    (await server.follow(
      reference,
      now.metadata?.resourceVersion ?? '',
      ({ type, object }) => {
        deleted ||= type === 'DELETED' && (object as AnyObject).metadata?.uid === uid;
        return deleted || (!untilGone && wish(object as AnyObject));
      },
      timeoutMs,
    ));
  if (deleted && !untilGone) throw new ServerError(goneStatus(reference));
  if (met) return true;
  if (flags.text('timeout').replace(/\D/g, '') === '0')
    throw new KubectlError(`condition not met for ${reference.kind.plural}/${reference.name}`);
  throw new KubectlError(`timed out waiting for the condition on ${reference.kind.plural}/${reference.name}`);
}

function goneStatus({ kind, name }: ObjectReference): ServerError['status'] {
  const resource = kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
  return refuse(404, 'NotFound', `${resource} "${name}" not found`).status;
}
