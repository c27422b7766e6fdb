import type { ResourceKind } from '../../engine/api/kinds.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { type FileSystem, filesInMemory } from '../file-system.ts';
import type { FlagSpec, FlagValues } from '../flags.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, outputFlag } from '../invocation.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import { withLastApplied } from '../last-applied.ts';
import { outputTyped } from '../output.ts';
import { builtInResources, type ResourceMap } from '../resource-map.ts';

/** What a generating command was given. */
export interface GeneratorLine {
  readonly name: string;
  readonly flags: FlagValues;
  /** Words after `--`. */
  readonly rest: readonly string[];
  /** Words after the name. */
  readonly more: readonly string[];
  readonly files: FileSystem;
  /** Hears what is odd, and goes on nevertheless. */
  readonly warn: (line: string) => void;
  /** The kinds of the server, for flags that name them. */
  readonly resources: ResourceMap;
}

/** A command that makes an object out of flags. */
export interface Generator {
  /** `create deployment`. */
  readonly name: string;
  readonly flags: readonly FlagSpec[];
  readonly requires?: readonly string[];
  /** What a refusal begins with, as in `failed to create deployment: ...`; absent: the server's text alone. */
  readonly failure?: string;
  /** More words than the name may be given. */
  readonly takesArguments?: boolean;
  /** @throws KubectlError when the flags don't go together. */
  generate(line: GeneratorLine): AnyObject;
}

const commonFlags: readonly FlagSpec[] = [
  dryRunFlag,
  outputFlag,
  { name: 'save-config', takes: 'switch' },
  { name: 'show-managed-fields', takes: 'switch' },
  { name: 'field-manager', takes: 'text', initially: 'kubectl-create' },
  { name: 'validate', takes: 'text', alone: 'strict' },
];

/** The command that sends what a generator makes. */
export function generatorCommand(generator: Generator): KubectlCommand {
  return {
    name: generator.name,
    flags: [...commonFlags, ...generator.flags],
    ...(generator.requires === undefined ? {} : { requires: generator.requires }),
    async run(invocation) {
      const resources = await invocation.server.resourceMap();
      await createGenerated(
        invocation,
        generateFrom(generator, { ...invocation, resources }),
        generator.failure,
      );
    },
  };
}

/** What the command line makes, before a namespace is added. */
export function generateFrom(
  generator: Generator,
  line: Pick<Invocation, 'words' | 'flags' | 'rest'> &
    Partial<Pick<GeneratorLine, 'files' | 'resources' | 'warn'>>,
): AnyObject {
  const { words, flags, rest, files = filesInMemory(), resources = builtInResources, warn = () => {} } = line;
  const [name, ...more] = words;
  if (name === undefined || (more.length > 0 && generator.takesArguments !== true))
    throw usageError(generator.name, `exactly one NAME is required, got ${words.length}`);
  return generator.generate({ name, flags, rest, more, files, resources, warn });
}

/** Creates the object that a line made, and says so; with a client's dry run it is only shown. */
export async function createGenerated(
  invocation: Invocation,
  object: AnyObject,
  failure?: string,
): Promise<AnyObject> {
  const kind = await invocation.server.kindOfObject(object.apiVersion ?? '', object.kind ?? '');
  if (kind === undefined)
    throw new KubectlError(`no matches for kind "${object.kind}" in version "${object.apiVersion}"`);
  const { suffix, client } = dryRunOf(invocation);
  const saved = invocation.flags.isOn('save-config') ? withLastApplied(object) : object;
  const placed = kind.namespaced ? placedIn(invocation, saved, client) : saved;
  const created = client ? placed : await send(invocation, kind, placed, failure);
  outputTyped(invocation, kind, created, `created${suffix}`);
  return created;
}

/** What isn't sent shows a namespace only where one was asked for. */
function placedIn({ flags, namespace }: Invocation, object: AnyObject, client: boolean): AnyObject {
  if (client && !flags.given('namespace')) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

async function send(
  invocation: Invocation,
  kind: ResourceKind,
  object: AnyObject,
  failure: string | undefined,
): Promise<AnyObject> {
  const fieldManager = invocation.flags.text('field-manager');
  const query = { fieldManager, fieldValidation: 'Strict', ...dryRunOf(invocation).query };
  try {
    return await invocation.server.create(kind, kind.namespaced ? invocation.namespace : '', object, query);
  } catch (error) {
    if (!(error instanceof ServerError) || failure === undefined) throw error;
    throw new KubectlError(`${failure}: ${error.message}`);
  }
}
