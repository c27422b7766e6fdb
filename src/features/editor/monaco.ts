/** Monaco with the parts that a YAML editor needs, and the YAML service with the Kubernetes schema. Loaded late. */
import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/yaml/register';
import { configureMonacoYaml } from 'monaco-yaml';
import { loadKubernetesReference } from '../../model/kubernetes-reference.ts';
import { buildKubernetesSchema } from './kubernetes-schema.ts';

interface WorkerRequest {
  readonly createData?: unknown;
  readonly host?: Record<string, (...values: never[]) => unknown>;
  readonly keepIdleModels?: boolean;
}

function createYamlWorker(): Worker {
  return new Worker(new URL('./yaml.worker.ts', import.meta.url), { type: 'module' });
}

function createEditorWorker(): Worker {
  return new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' });
}

let configured = false;

/** Monaco itself, with the YAML service begun; the schema follows when it has arrived. */
export function startMonaco(): typeof monaco {
  if (configured) return monaco;
  configured = true;
  globalThis.MonacoEnvironment = {
    getWorker: (_id: string, label: string) => (label === 'yaml' ? createYamlWorker() : createEditorWorker()),
  };
  void loadKubernetesReference().then(({ structure, descriptions }) => {
    const schema = buildKubernetesSchema(structure, descriptions);
    configureMonacoYaml(withWorker() as never, {
      hover: true,
      completion: true,
      validate: true,
      enableSchemaRequest: false,
      yamlVersion: '1.1',
      format: { enable: true },
      schemas: [{ uri: 'podarium://kubernetes.json', fileMatch: ['**/*'], schema }],
    });
  });
  return monaco;
}

/** monaco-yaml asks for workers as Monaco made them before 0.57; here the worker is made first and told its data. */
function withWorker(): typeof monaco {
  const createWebWorker = (request: WorkerRequest): unknown => {
    const worker = createYamlWorker();
    worker.postMessage('ignore');
    worker.postMessage(request.createData);
    return monaco.editor.createWebWorker({
      worker: Promise.resolve(worker),
      ...(request.host === undefined ? {} : { host: request.host }),
      ...(request.keepIdleModels === undefined ? {} : { keepIdleModels: request.keepIdleModels }),
    });
  };
  return { ...monaco, editor: { ...monaco.editor, createWebWorker: createWebWorker as never } };
}
