import type { Fields } from './trace.ts';
export const requestsThatDiffer: Readonly<Record<string, string>> = {};
export function withoutVersionDifferences(status: Fields): Fields {
  return status;
}
