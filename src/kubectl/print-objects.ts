/** `-o json|yaml|name|jsonpath=...|custom-columns=...`: objects as they are, not as a table. */
import type { ResourceKind } from '../engine/api/kinds.ts';
import { apiVersionOf } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import {
  type CustomColumn,
  parseColumnsFile,
  parseCustomColumns,
  printCustomColumns,
} from './custom-columns.ts';
import type { FileSystem } from './file-system.ts';
import { parseGoTemplate } from './go-template/index.ts';
import { parseTemplate, printTemplate, printTemplateAsJson } from './jsonpath/index.ts';
import { KubectlError } from './kubectl-error.ts';
import { objectTitle } from './server.ts';
import { printJson, printYaml, withoutManagedFields, withSortedKeys } from './structured-text.ts';

export interface FetchedObject {
  readonly kind: ResourceKind;
  readonly object: AnyObject;
}

/** Text of the objects; `single` when one was asked for by name. Without a line end where kubectl adds one. */
export type ObjectPrinter = (objects: readonly FetchedObject[], single: boolean) => string;

/** The formats that kubectl tells of when it is asked for another. */
const formatsOfGet =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

/** Those of commands that change objects. */
export const formatsOfChanges =
  'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml';

export interface PrinterOptions {
  readonly headers: boolean;
  /** Shows who manages which fields; in JSON and YAML they are left out otherwise. */
  readonly managedFields: boolean;
  readonly formats?: string;
  /** `--template`: what a format without an argument of its own takes. */
  readonly template: string;
  readonly files: FileSystem;
}

/**
 * The printer of a format.
 * @throws KubectlError for an unknown format, or a template that can't be read.
 */
export function objectPrinter(
  format: string,
  { headers, managedFields, formats = formatsOfGet, template, files }: PrinterOptions,
): ObjectPrinter {
  const equals = format.indexOf('=');
  const [name, argument] =
    equals < 0 ? [format, template] : [format.slice(0, equals), format.slice(equals + 1)];
  const listMetadata = formats === formatsOfGet ? { resourceVersion: '' } : {};
  const value = (objects: readonly FetchedObject[], single: boolean) =>
    valueOf(objects, single, listMetadata);
  const shown = (objects: readonly FetchedObject[], single: boolean) => {
    const kept = ({ kind, object }: FetchedObject) => ({ kind, object: withoutManagedFields(object) });
    return value(managedFields ? objects : objects.map(kept), single);
  };
  switch (name) {
    case 'json':
      return (objects, single) => `${printJson(shown(objects, single))}\n`;
    case 'yaml':
      return (objects, single) => printYaml(shown(objects, single));
    case 'name':
      return (objects) =>
        objects
          .map(({ kind, object }) => `${objectTitle({ kind, name: object.metadata?.name ?? '' })}\n`)
          .join('');
    case 'jsonpath':
      return jsonPathPrinter(argument, printTemplate, value);
    case 'jsonpath-as-json':
      return jsonPathPrinter(argument, printTemplateAsJson, value);
    case 'jsonpath-file':
      return jsonPathPrinter(readTemplate(files, argument, '--template'), printTemplate, value);
    case 'go-template':
    case 'template':
      return goTemplatePrinter(argument, value);
    case 'go-template-file':
    case 'templatefile':
      return goTemplatePrinter(readTemplate(files, argument, '--template'), value);
    case 'custom-columns':
      if (formats === formatsOfGet) return columnsPrinter(parseCustomColumns(argument), headers);
      break;
    case 'custom-columns-file':
      if (formats === formatsOfGet)
        return columnsPrinter(parseColumnsFile(readTemplate(files, argument, 'template')), headers);
  }
  throw new KubectlError(
    `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats}`,
  );
}

/** Nothing for no path. @throws KubectlError when there is no such file */
function readTemplate(files: FileSystem, path: string, what: string): string {
  if (path === '') return '';
  const text = files.read(path);
  if (text === undefined)
    throw new KubectlError(`error reading ${what} ${path}, open ${path}: no such file or directory`);
  return text;
}

function columnsPrinter(columns: readonly CustomColumn[], headers: boolean): ObjectPrinter {
  return (objects) => {
    const values = objects.map(({ object }) => withSortedKeys(object));
    return `${printCustomColumns(columns, values, headers)}\n`;
  };
}

function goTemplatePrinter(template: string, value: ValueOf): ObjectPrinter {
  if (template === '') throw new KubectlError('template format specified but no template given');
  const run = parseGoTemplate(template);
  return (objects, single) => run(value(objects, single));
}

/** What a template sees. */
type ValueOf = (objects: readonly FetchedObject[], single: boolean) => unknown;

type PrintTemplate = (template: string, data: unknown, allowMissing: boolean) => string;

function jsonPathPrinter(template: string, printText: PrintTemplate, value: ValueOf): ObjectPrinter {
  if (template === '') throw new KubectlError('template format specified but no template given');
  try {
    parseTemplate(template);
  } catch (error) {
    throw new KubectlError(`error parsing jsonpath ${template}, ${(error as Error).message}`);
  }
  return (objects, single) => {
    try {
      return printText(template, withSortedKeys(value(objects, single)), true);
    } catch (error) {
      throw new KubectlError(
        `error executing jsonpath "${template}": Error executing template: ${(error as Error).message}`,
      );
    }
  };
}

function valueOf(objects: readonly FetchedObject[], single: boolean, metadata: object): unknown {
  const full = objects.map(({ kind, object }) => ({
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    ...object,
  }));
  if (single) return full[0];
  return { apiVersion: 'v1', items: full, kind: 'List', metadata };
}
