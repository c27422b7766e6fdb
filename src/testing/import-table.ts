/** The import table of ARCHITECTURE.md as data: which folder of `src/` may import which. There are no exemptions. */
export interface Layer {
  /** Folder below `src/`; a file belongs to the deepest folder that is listed. */
  readonly folder: string;
  /** Other layers it may import; `types of X` when only types may come from there. */
  readonly mayImport: readonly string[];
  /** Packages it may import; absent where any may be. */
  readonly packages?: readonly string[];
}

const basics = ['engine/kernel', 'engine/api', 'engine/lifecycle'];
const feature = ['model', 'ui', 'bridge', 'types of engine', 'types of engine/api'];

const features = [
  'features/branches',
  'features/canvas',
  'features/compare',
  'features/editor',
  'features/faults',
  'features/palette',
  'features/settings',
  'features/start',
  'features/timeline',
  'features/inspector',
  'features/terminal',
  'features/lessons',
  'features/share',
];

export const importTable: readonly Layer[] = [
  { folder: 'engine/kernel', mayImport: [], packages: [] },
  { folder: 'engine/api', mayImport: ['engine/kernel'], packages: [] },
  { folder: 'engine/apiserver', mayImport: ['engine/kernel', 'engine/api'], packages: [] },
  { folder: 'engine/lifecycle', mayImport: ['types of engine/api'], packages: ['xstate'] },
  { folder: 'engine/controllers', mayImport: basics, packages: [] },
  { folder: 'engine/scheduler', mayImport: basics, packages: [] },
  { folder: 'engine/kubelet', mayImport: basics, packages: [] },
  { folder: 'engine/network', mayImport: basics, packages: [] },
  { folder: 'engine/runtime', mayImport: basics, packages: [] },
  {
    // cluster.ts and index.ts: wiring only, and the one door.
    folder: 'engine',
    mayImport: [
      ...basics,
      'engine/apiserver',
      'engine/controllers',
      'engine/scheduler',
      'engine/kubelet',
      'engine/network',
      'engine/runtime',
    ],
    packages: [],
  },
  { folder: 'kubectl', mayImport: ['engine/api'], packages: ['yaml'] },
  { folder: 'bridge', mayImport: ['engine'], packages: [] },
  { folder: 'model', mayImport: ['bridge', 'types of engine', 'engine/api'] },
  { folder: 'features/branches', mayImport: feature },
  { folder: 'features/canvas', mayImport: feature },
  { folder: 'features/compare', mayImport: feature },
  { folder: 'features/editor', mayImport: feature },
  { folder: 'features/faults', mayImport: feature },
  { folder: 'features/palette', mayImport: feature },
  { folder: 'features/settings', mayImport: feature },
  { folder: 'features/start', mayImport: feature },
  { folder: 'features/timeline', mayImport: feature },
  // The inspector draws the very machines that run.
  { folder: 'features/inspector', mayImport: [...feature, 'engine/lifecycle'] },
  { folder: 'features/terminal', mayImport: [...feature, 'kubectl'] },
  { folder: 'features/lessons', mayImport: [...feature, 'lessons'] },
  { folder: 'features/share', mayImport: feature },
  { folder: 'ui', mayImport: [] },
  // The shell wires: it chooses where the cluster lives.
  {
    folder: 'app',
    mayImport: ['model', 'ui', 'lessons', 'bridge', 'kubectl', 'types of engine', ...features],
  },
  // A page of all states of all parts, for the eye and for screenshots.
  {
    folder: 'gallery',
    mayImport: ['app', 'model', 'ui', 'bridge', 'lessons', 'types of engine', ...features],
  },
  { folder: 'lessons', mayImport: [], packages: [] },
  { folder: 'server', mayImport: ['engine', 'engine/api', 'bridge', 'kubectl'] },
];

/** A test of any layer may drive a whole cluster through the engine's door. */
export const doorOfTests = 'engine/index.ts';

/** Harness, builders and runners may import anything, and only tests may import them. */
export const testingFolder = 'testing';
