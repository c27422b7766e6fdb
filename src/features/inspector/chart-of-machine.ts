/** A statechart as a list of states and moves, read from a machine's own definition: what is drawn is what runs. */
export interface ChartState {
  /** Dotted path, `waiting.pulling`. */
  readonly path: string;
  readonly isCompound: boolean;
}

export interface ChartMove {
  /** Empty for a move from anywhere. */
  readonly from: string;
  readonly to: string;
  /** `EXIT`, or `after backoff` for a delay. */
  readonly event: string;
  readonly guard?: string;
}

export interface Chart {
  readonly states: readonly ChartState[];
  readonly moves: readonly ChartMove[];
  readonly initial: string;
  /** Where a compound state begins, by its path. */
  readonly begins: Readonly<Record<string, string>>;
}

/** The part of XState's `machine.definition` that is drawn. */
interface NodeDefinition {
  readonly id: string;
  readonly initial?: { readonly target?: readonly { readonly id: string }[] } | undefined;
  readonly states: Readonly<Record<string, NodeDefinition>>;
  readonly transitions: readonly {
    readonly eventType: string;
    readonly guard?: unknown;
    readonly target?: readonly { readonly id: string }[] | undefined;
  }[];
}

export function chartOf(definition: unknown): Chart {
  const root = definition as NodeDefinition;
  const states: ChartState[] = [];
  const moves: ChartMove[] = [];
  const begins: Record<string, string> = {};
  const pathOf = (id: string): string => id.replace(/^#/, '').slice(root.id.length + 1);
  const visit = (node: NodeDefinition): void => {
    if (node !== root)
      states.push({ path: pathOf(node.id), isCompound: Object.keys(node.states).length > 0 });
    for (const { eventType, guard, target } of node.transitions) {
      for (const { id } of target ?? []) {
        const move = { from: pathOf(node.id), to: pathOf(id), event: eventWord(eventType) };
        moves.push(typeof guard === 'string' ? { ...move, guard } : move);
      }
    }
    if (node !== root && node.initial !== undefined) begins[pathOf(node.id)] = initialPath(node, pathOf);
    for (const child of Object.values(node.states)) visit(child);
  };
  visit(root);
  return { states, moves, initial: initialPath(root, pathOf), begins };
}

function initialPath(root: NodeDefinition, pathOf: (id: string) => string): string {
  let node = root;
  for (;;) {
    const next = node.initial?.target?.[0];
    if (next === undefined) return pathOf(node.id);
    const child = Object.values(node.states).find((state) => state.id === next.id);
    if (child === undefined) return pathOf(next.id);
    node = child;
  }
}

function eventWord(eventType: string): string {
  const delay = /^xstate\.after\.([^.]+)\./.exec(eventType)?.[1];
  return delay === undefined ? eventType : `after ${delay}`;
}

/** What can move it on from a state: its own moves, then those of the states around it. */
export function movesFrom({ moves }: Chart, path: string): ChartMove[] {
  const around = [path];
  for (let at = path.lastIndexOf('.'); at >= 0; at = path.lastIndexOf('.', at - 1))
    around.push(path.slice(0, at));
  return [...around, ''].flatMap((from) => moves.filter((move) => move.from === from));
}
