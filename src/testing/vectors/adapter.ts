/**
 * An adapter turns a vector's input into a call of the engine's own function and its result into the vector's
 * output. Inputs are typed by each adapter as its suite describes them.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- each suite has a shape of its own, checked by comparing
export type Adapter = (input: any) => unknown;

/** Adapters by `area/suite`. */
export type Adapters = Readonly<Record<string, Adapter>>;
