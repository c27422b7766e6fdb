/** The late functions by their numbers. Only a build fills it: elsewhere nothing is late. */
export const code: readonly ((...values: readonly unknown[]) => unknown)[] = [];
