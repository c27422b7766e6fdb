/** `kubectl config set|unset`: one property by its path. `staging/src/k8s.io/kubectl/pkg/cmd/config/{set,unset}.go` */
import type { Invocation, KubectlCommand } from '../invocation.ts';
import type { Kubeconfig } from '../kubeconfig.ts';
import { KubectlError } from '../kubectl-error.ts';

type Part = 'clusters' | 'contexts' | 'users';
type Entries = Readonly<Record<string, object>>;

/** What an entry of each part can hold; switches apart. */
const fields: Readonly<Record<Part, string>> = {
  clusters: 'server tls-server-name certificate-authority certificate-authority-data proxy-url',
  contexts: 'cluster user namespace',
  users:
    'client-certificate client-certificate-data client-key client-key-data token tokenFile as as-uid username password',
};
const switches = ['insecure-skip-tls-verify', 'disable-compression'];

interface Property {
  readonly part: Part;
  /** Undefined means the whole part. */
  readonly name?: string;
  /** Undefined means the whole entry. */
  readonly field?: string;
}

const isPart = (word: string): word is Part => word in fields;

/** @throws KubectlError for a path that leads nowhere */
function propertyAt(path: string): Property {
  const [part = '', ...steps] = path.split('.');
  if (!isPart(part)) throw new KubectlError(`unable to parse ${path} after [] at api.Config`);
  if (steps.length === 0) return { part };
  const last = steps.at(-1)!;
  const known = [...fields[part].split(' '), ...(part === 'clusters' ? switches : [])];
  // Names may have dots as well: only a field that is known ends them.
  if (steps.length === 1 || !known.includes(last)) return { part, name: steps.join('.') };
  return { part, name: steps.slice(0, -1).join('.'), field: last };
}

function valueFor(field: string, text: string): unknown {
  if (!switches.includes(field)) return text;
  if (!/^(1|0|t|f|true|false)$/i.test(text))
    throw new KubectlError(`strconv.ParseBool: parsing "${text}": invalid syntax`);
  return /^(1|t|true)$/i.test(text);
}

function withPart(config: Kubeconfig, part: Part, entries: Entries): Kubeconfig {
  return { ...config, [part]: entries };
}

export const configSetCommand: KubectlCommand = {
  name: 'config set',
  flags: [{ name: 'set-raw-bytes', takes: 'switch' }],
  async run(invocation) {
    await Promise.resolve();
    setProperty(invocation);
  },
};

function setProperty({ kubeconfig, words, keepKubeconfig, print }: Invocation): void {
  const [path = '', value = ''] = words;
  if (words.length !== 2) throw new KubectlError(`Unexpected args: [${words.join(' ')}]`);
  if (path === 'current-context') keepKubeconfig({ ...kubeconfig, currentContext: value });
  else {
    const { part, name, field } = propertyAt(path);
    const entries = kubeconfig[part] as Entries;
    if (name === undefined || field === undefined)
      throw new KubectlError(`can't set a map to a value: map[${Object.keys(entries).join(' ')}]`);
    const entry = { ...entries[name], [field]: valueFor(field, value) };
    keepKubeconfig(withPart(kubeconfig, part, { ...entries, [name]: entry }));
  }
  print(`Property "${path}" set.`);
}

export const configUnsetCommand: KubectlCommand = {
  name: 'config unset',
  flags: [],
  async run(invocation) {
    await Promise.resolve();
    unsetProperty(invocation);
  },
};

function unsetProperty({ kubeconfig, words, keepKubeconfig, print }: Invocation): void {
  const [path = ''] = words;
  if (words.length !== 1) throw new KubectlError(`Unexpected args: [${words.join(' ')}]`);
  if (path === 'current-context') keepKubeconfig({ ...kubeconfig, currentContext: '' });
  else {
    const property = propertyAt(path);
    keepKubeconfig(
      withPart(kubeconfig, property.part, without(kubeconfig[property.part] as Entries, property)),
    );
  }
  print(`Property "${path}" unset.`);
}

function without(entries: Entries, { name, field }: Property): Entries {
  if (name === undefined) return {};
  const { [name]: entry, ...others } = entries;
  if (entry === undefined || field === undefined) return others;
  const { [field]: _, ...kept } = entry as Readonly<Record<string, unknown>>;
  return { ...entries, [name]: kept };
}
