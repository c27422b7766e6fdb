/** `kubectl get` as the server prepares it: objects to the rows and columns of a Table. */
export { asTable, type IncludedObject } from './table.ts';
