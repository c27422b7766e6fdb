import { refuse } from '../../engine/api/status-error.ts';
import { parseDocument } from 'yaml';
import { apiVersionOf, type ResourceKind } from '../../engine/api/kinds.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import {
  applyJsonMergePatch,
  applyJsonPatch,
  applyStrategicMergePatch,
} from '../../engine/api/patch/index.ts';
import { definitionOf } from '../../engine/api/structure.ts';
import { goJsonError } from '../../engine/api/go-json.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag } from '../invocation.ts';
import { KubectlError, ServerError } from '../kubectl-error.ts';
import { yamlErrorText } from '../manifests.ts';
import { outputObjects, withoutSeparators } from '../output.ts';
import { isSameJson } from '../structured-text.ts';
import { type Selected, selectReferences } from '../select-objects.ts';
import { objectPath, type ObjectReference, type PatchType } from '../server.ts';

/** `kubectl patch`. `staging/src/k8s.io/kubectl/pkg/cmd/patch/patch.go` */
export const patchCommand: KubectlCommand = {
  name: 'patch',
  flags: [
    filenameFlag,
    dryRunFlag,
    outputFlag,
    { name: 'patch', short: 'p', takes: 'text' },
    { name: 'patch-file', takes: 'text' },
    { name: 'subresource', takes: 'text' },
    { name: 'type', takes: 'text', initially: 'strategic' },
  ],
  async run(invocation) {
    const type = patchType(invocation);
    const body = parsePatch(patchText(invocation));
    const { query, client } = dryRunOf(invocation);
    const subresource = invocation.flags.text('subresource');
    const options = subresource === '' ? { query } : { query, subresource };
    const below = subresource === '' ? '' : `/${subresource}`;
    await forEach(await selectReferences(invocation), async (reference) => {
      const path = objectPath(reference) + below;
      const object = (await invocation.server.send({ method: 'GET', path })) as AnyObject;
      const kind = await kindOfPart(invocation, reference, object);
      const selected = { ...reference, kind, object };
      const patched = client
        ? patchedHere(selected, type, body)
        : await invocation.server.patch(reference, type, body, options);
      const same = isSameJson(patched, object);
      // That it was a dry run is something that this command doesn't say.
      outputObjects(
        withoutSeparators(invocation),
        kind,
        patched,
        `patched${same && !client ? ' (no change)' : ''}`,
      );
    });
  },
};

/** A subresource may be of a kind of its own: `scale.autoscaling`. */
async function kindOfPart(
  { server }: Invocation,
  { kind }: ObjectReference,
  { apiVersion = '', kind: kindName = '' }: AnyObject,
): Promise<ResourceKind> {
  if (kindName === kind.kind) return kind;
  const [version = '', group = ''] = apiVersion.split('/').toReversed();
  const singular = kindName.toLowerCase();
  const known = await server.kindOfObject(apiVersion, kindName);
  return known ?? { ...kind, group, version, kind: kindName, singular };
}

/** What a client's dry run makes of the patch. */
function patchedHere({ kind, object }: Selected, type: PatchType, body: unknown): AnyObject {
  const definition = definitionOf(apiVersionOf(kind), kind.kind);
  if (type === 'json') return applyJsonPatch(object, body) as AnyObject;
  if (type === 'merge') return applyJsonMergePatch(object, body) as AnyObject;
  if (definition === undefined)
    throw new KubectlError('strategic merge patch is not supported for this kind');
  return applyStrategicMergePatch(object, body, definition) as AnyObject;
}

function patchType(invocation: Invocation): PatchType {
  const type = invocation.flags.text('type').toLowerCase();
  if (type === 'strategic' || type === 'merge' || type === 'json') return type;
  throw new KubectlError(
    `--type must be one of [json merge strategic], not "${invocation.flags.text('type')}"`,
  );
}

function patchText(invocation: Invocation): string {
  const { flags, files } = invocation;
  if (flags.given('patch') && flags.given('patch-file'))
    throw new KubectlError('cannot specify --patch and --patch-file together');
  const path = flags.text('patch-file');
  if (path === '' && flags.text('patch') === '')
    throw new KubectlError('must specify --patch or --patch-file containing the contents of the patch');
  const text = path === '' ? flags.text('patch') : files.read(path);
  if (text === undefined)
    throw new KubectlError(`unable to read patch file: open ${path}: no such file or directory`);
  return text;
}

function parsePatch(text: string): unknown {
  const wrong = text.trimStart().startsWith('{') ? goJsonError(text) : undefined;
  if (wrong !== undefined) throw refusedPatch(wrong);
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) throw new KubectlError(`unable to parse "${text}": yaml: ${yamlErrorText(error)}`);
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}

/** JSON goes to the server as it is, and that is who can't read it. */
function refusedPatch(message: string): ServerError {
  return new ServerError(refuse(400, 'BadRequest', message).status);
}
