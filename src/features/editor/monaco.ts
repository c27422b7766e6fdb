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
import type { MonacoYaml } from 'monaco-yaml';
import { offerCompletion } from './monaco-completion.ts';
import { followSchema } from './schema-store.ts';

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

/** Monaco itself; the YAML service begins once the first text is drawn, and the schema follows when it has arrived. */
export function startMonaco(): typeof monaco {
  if (configured) return monaco;
  configured = true;
  globalThis.MonacoEnvironment = {
    getWorker: (_id: string, label: string) => (label === 'yaml' ? createYamlWorker() : createEditorWorker()),
  };
  offerCompletion(monaco);
  requestAnimationFrame(() => setTimeout(startYamlService));
  return monaco;
}

function startYamlService(): void {
  let service: MonacoYaml | undefined;
  followSchema((schema) => {
    const schemas = [{ uri: 'podarium://kubernetes.json', fileMatch: ['**/*'], schema }];
    if (service !== undefined) return void service.update({ schemas });
    service = configureMonacoYaml(withWorker() as never, {
      hover: true,
      // The page's own knows the cluster, and what is required.
      completion: false,
      validate: true,
      enableSchemaRequest: false,
      yamlVersion: '1.1',
      format: { enable: true },
      schemas,
    });
  });
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
