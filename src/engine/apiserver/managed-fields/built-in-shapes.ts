/** Shapes of the built-in types, from the structure that decoding goes by. */
import { definitionOf, definitions } from '../../api/structure.ts';
import {
  isKeyedByType,
  keysWithoutDefault,
  mergedLists,
  splitFields,
  wholeFields,
  wholeStructs,
} from './list-types.ts';
import { type FieldsShape, type ListShape, type Shape, undeclared, whole, type WholeShape } from './shape.ts';

const scalars: Readonly<Record<string, WholeShape>> = {
  s: { form: 'whole', scalar: 'string' },
  n: { form: 'whole', scalar: 'numeric' },
  b: { form: 'whole', scalar: 'boolean' },
};

const structs = new Map<string, FieldsShape>();

/** The shape of a built-in kind; of any other, one that goes by the values alone. */
export function builtInShape(apiVersion: string, kind: string): Shape {
  const definition = definitionOf(apiVersion, kind);
  return definition === undefined ? undeclared : structShape(definition);
}

function structShape(definition: string): FieldsShape {
  const known = structs.get(definition);
  if (known !== undefined) return known;
  const types = definitions[definition]!;
  const shapes = new Map<string, Shape>();
  const field = (name: string): Shape | undefined => {
    if (!Object.hasOwn(types, name)) return undefined;
    let shape = shapes.get(name);
    if (shape === undefined) shapes.set(name, (shape = fieldShape(definition, name, types[name]!)));
    return shape;
  };
  const shape: FieldsShape = { form: 'fields', isStruct: true, field };
  structs.set(definition, shape);
  return shape;
}

function fieldShape(definition: string, name: string, marked: string): Shape {
  const type = marked.replace(/^!/, '');
  if (wholeFields.has(`${definition}.${name}`)) return whole;
  if (splitFields.has(`${definition}.${name}`)) return structShape(type);
  const keys = isKeyedByType(definition, name) ? 'type' : mergedLists[definition]?.[name];
  if (type.startsWith('[')) return keys === undefined ? whole : listShape(keys, type.slice(1));
  return typeShape(type);
}

function listShape(marked: string, element: string): ListShape {
  const shape = element in definitions ? structShape(element) : typeShape(element);
  const keys = marked === 'set' ? [] : marked.split(',');
  const keyDefaults = Object.fromEntries(keys.map((key) => [key, keyDefault(element, key)]));
  return { form: 'list', keys, keyDefaults, element: wholeStructs.has(element) ? whole : shape };
}

function keyDefault(element: string, key: string): unknown {
  if (key === 'protocol') return 'TCP';
  if (keysWithoutDefault.has(`${element}.${key}`)) return undefined;
  return definitions[element]?.[key]?.endsWith('n') === true ? 0 : '';
}

function typeShape(type: string): Shape {
  if (type === '*') return undeclared;
  if (type.startsWith('{')) {
    const element = type.startsWith('{[') ? whole : typeShape(type.slice(1));
    return { form: 'fields', isStruct: false, field: () => element };
  }
  if (type in definitions) return wholeStructs.has(type) ? whole : structShape(type);
  return scalars[type] ?? whole;
}
