/** The schema of all kinds that the cluster has now: built in ones, and those of its CustomResourceDefinitions. */
import type { JSONSchema } from 'monaco-yaml';
import { definitionsResource, kindsOf } from '../../model/custom-kinds-of.ts';
import { loadKubernetesReference } from '../../model/kubernetes-reference.ts';
import type { KubernetesReference } from '../../model/kubernetes-reference.ts';
import { mirror } from '../../model/mirror.ts';
import { buildKubernetesSchema } from './kubernetes-schema.ts';
import type { CustomSchema } from './kubernetes-schema.ts';

let reference: KubernetesReference | undefined;
let loading: Promise<void> | undefined;
let built: { readonly of: string; readonly schema: JSONSchema } | undefined;

/** The schema as far as it has come: undefined until its files are here. */
export function currentSchema(): JSONSchema | undefined {
  if (reference === undefined) return undefined;
  const custom = customSchemas();
  const of = JSON.stringify(custom);
  if (built?.of !== of) {
    const { structure, descriptions } = reference;
    built = { of, schema: buildKubernetesSchema(structure, descriptions, custom) };
  }
  return built.schema;
}

/** Calls when the schema is there, and again whenever the cluster's kinds change. Never ends: so does the editor's use of it. */
export function followSchema(use: (schema: JSONSchema) => void): void {
  let used: JSONSchema | undefined;
  const tell = (): void => {
    const schema = currentSchema();
    if (schema === undefined || schema === used) return;
    used = schema;
    use(schema);
  };
  void loadSchema().then(tell);
  mirror.subscribeResource(definitionsResource, tell);
}

export function loadSchema(): Promise<void> {
  loading ??= loadKubernetesReference().then((loaded) => {
    reference = loaded;
  });
  return loading;
}

function customSchemas(): CustomSchema[] {
  return kindsOf(mirror).served.flatMap(({ custom, group, version, kind }) =>
    custom === undefined ? [] : [{ apiVersion: `${group}/${version}`, kind, schema: custom.schema }],
  );
}
