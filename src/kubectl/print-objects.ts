/** `-o json|yaml|name|jsonpath=...|custom-columns=...`: objects as they are, not as a table. */
import type { ResourceKind } from '../engine/api/kinds.ts';
import { apiVersionOf } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { parseCustomColumns, printCustomColumns } from './custom-columns.ts';
import { parseTemplate, printTemplate } from './jsonpath/index.ts';
import { KubectlError } from './kubectl-error.ts';
import { printJson, printYaml } from './output.ts';
import { objectTitle } from './server.ts';

export interface FetchedObject {
  readonly kind: ResourceKind;
  readonly object: AnyObject;
}

/** Text of the objects; `single` when one was asked for by name. Without a line end where kubectl adds one. */
export type ObjectPrinter = (objects: readonly FetchedObject[], single: boolean) => string;

/** The list that kubectl tells of, which is longer than what is understood here. */
const formats =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

/**
 * The printer of a format.
 * @throws KubectlError for an unknown format, or a template that can't be read.
 */
export function objectPrinter(format: string, headers: boolean): ObjectPrinter {
  const equals = format.indexOf('=');
  const [name, argument] = equals < 0 ? [format, ''] : [format.slice(0, equals), format.slice(equals + 1)];
  switch (name) {
    case 'json':
      return (objects, single) => `${printJson(valueOf(objects, single))}\n`;
    case 'yaml':
      return (objects, single) => printYaml(valueOf(objects, single));
    case 'name':
      return (objects) =>
        objects
          .map(({ kind, object }) => `${objectTitle({ kind, name: object.metadata?.name ?? '' })}\n`)
          .join('');
    case 'jsonpath':
      return jsonPathPrinter(argument);
    case 'custom-columns': {
      const columns = parseCustomColumns(argument);
      return (objects) =>
        `${printCustomColumns(
          columns,
          objects.map(({ object }) => object),
          headers,
        )}\n`;
    }
    default:
      throw new KubectlError(
        `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats}`,
      );
  }
}

function jsonPathPrinter(template: string): ObjectPrinter {
  if (template === '') throw new KubectlError('template format specified but no template given');
  try {
    parseTemplate(template);
  } catch (error) {
    throw new KubectlError(`error parsing jsonpath ${template}, ${(error as Error).message}`);
  }
  return (objects, single) => {
    try {
      return printTemplate(template, valueOf(objects, single), true);
    } catch (error) {
      throw new KubectlError(
        `error executing jsonpath "${template}": Error executing template: ${(error as Error).message}`,
      );
    }
  };
}

function valueOf(objects: readonly FetchedObject[], single: boolean): unknown {
  const full = objects.map(({ kind, object }) => ({
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    ...object,
  }));
  if (single) return full[0];
  return { apiVersion: 'v1', items: full, kind: 'List', metadata: { resourceVersion: '' } };
}
