/** Why a configuration doesn't fit the type that it is applied to. `structured-merge-diff/typed/validate.go` */
import { itemElement, type Shape, shapeFor, type WholeShape } from './shape.ts';
import { printElement } from './field-set.ts';

/** `.spec.replicaz: field not declared in schema`, one text a fault. */
export function schemaErrors(value: unknown, declared: Shape, path = ''): string[] {
  const shape = shapeFor(declared, value);
  if (value === null || value === undefined) return [];
  if (shape.form === 'whole') return scalarErrors(value, shape, path);
  if (shape.form === 'list') {
    if (!Array.isArray(value)) return [`${path}: expected list, got ${printValue(value)}`];
    const seen = new Set<string>();
    return (value as readonly unknown[]).flatMap((item, index) => {
      try {
        const element = itemElement(shape, item);
        if (seen.has(element)) return [`${path}: duplicate entries for key ${printElement(element)}`];
        seen.add(element);
        return schemaErrors(item, shape.element, path + printElement(element));
      } catch (error) {
        return [`${path}: element ${index}: ${(error as Error).message}`];
      }
    });
  }
  if (typeof value !== 'object' || Array.isArray(value))
    return [`${path}: expected map, got ${printValue(value)}`];
  return Object.entries(value).flatMap(([name, item]) => {
    const field = shape.field(name);
    if (field === undefined) return [`${path}.${name}: field not declared in schema`];
    return schemaErrors(item, field, `${path}.${name}`);
  });
}

function scalarErrors(value: unknown, { scalar }: WholeShape, path: string): string[] {
  const fits = scalar === undefined || typeof value === (scalar === 'numeric' ? 'number' : scalar);
  if (fits) return [];
  if (scalar === 'numeric') return [`${path}: expected numeric (int or float), got ${goType(value)}`];
  return [`${path}: expected ${scalar}, got ${printValue(value)}`];
}

function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map[string]interface {}';
}

function printValue(value: unknown): string {
  return `&value.valueUnstructured{Value:${typeof value === 'object' ? goType(value) : JSON.stringify(value)}}`;
}
