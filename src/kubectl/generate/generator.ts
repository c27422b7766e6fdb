import type { AnyObject } from '../../engine/api/object.ts';
import type { ResourceKind } from '../../engine/api/kinds.ts';
import type { FlagSpec, FlagValues } from '../flags.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, outputFlag } from '../invocation.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';

/** What a generating command was given. */
export interface GeneratorLine {
  readonly name: string;
  readonly flags: FlagValues;
  /** Words after `--`. */
  readonly rest: readonly string[];
  /** Words after the name. */
  readonly more: readonly string[];
}

/** A command that makes an object out of flags. */
export interface Generator {
  /** `create deployment`. */
  readonly name: string;
  readonly flags: readonly FlagSpec[];
  readonly requires?: readonly string[];
  /** What a refusal begins with, as in `failed to create deployment: ...`; absent: the server's text alone. */
  readonly failure?: string;
  /** @throws KubectlError when the flags don't go together. */
  generate(line: GeneratorLine): AnyObject;
}

const commonFlags: readonly FlagSpec[] = [
  dryRunFlag,
  outputFlag,
  { name: 'save-config', takes: 'switch' },
  { name: 'field-manager', takes: 'text' },
];

/** The command that sends what a generator makes. */
export function generatorCommand(generator: Generator): KubectlCommand {
  return {
    name: generator.name,
    flags: [...commonFlags, ...generator.flags],
    ...(generator.requires === undefined ? {} : { requires: generator.requires }),
    async run(invocation) {
      const object = generateFrom(generator, invocation);
      const kind = await invocation.server.kindOfObject(object.apiVersion ?? '', object.kind ?? '');
      if (kind === undefined)
        throw new KubectlError(`no matches for kind "${object.kind}" in version "${object.apiVersion}"`);
      const namespace = kind.namespaced ? invocation.namespace : '';
      const placed = kind.namespaced ? { ...object, metadata: { ...object.metadata, namespace } } : object;
      const { suffix, client } = dryRunOf(invocation);
      const created = client ? placed : await send(generator, invocation, kind, namespace, placed);
      outputObjects(invocation, kind, created, `created${suffix}`);
    },
  };
}

/** What the command line makes, before a namespace is added. */
export function generateFrom(
  generator: Generator,
  { words, flags, rest }: Pick<Invocation, 'words' | 'flags' | 'rest'>,
): AnyObject {
  const [name, ...more] = words;
  if (name === undefined) throw usageError(generator.name, 'exactly one NAME is required, got 0');
  return generator.generate({ name, flags, rest, more });
}

async function send(
  generator: Generator,
  invocation: Invocation,
  kind: ResourceKind,
  namespace: string,
  object: AnyObject,
): Promise<AnyObject> {
  const query = { fieldManager: 'kubectl-create', fieldValidation: 'Strict', ...dryRunOf(invocation).query };
  try {
    return await invocation.server.create(kind, namespace, object, query);
  } catch (error) {
    if (!(error instanceof ServerError) || generator.failure === undefined) throw error;
    throw new KubectlError(`${generator.failure}: ${error.message}`);
  }
}
