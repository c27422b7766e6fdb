/** What a pod asks for in all. `kubectl/pkg/util/resource/resource.go` PodRequestsAndLimits */
import type { Container, Pod } from '../../engine/api/generated/types.ts';
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityToMilli,
} from '../../engine/api/quantity.ts';

export type Amounts = ReadonlyMap<string, Quantity>;

/** Containers and sidecars together, or the greediest init container while sidecars before it run; and overhead. */
export function podAmounts({ spec }: Pod): { readonly requests: Amounts; readonly limits: Amounts } {
  const overhead = read(spec?.overhead);
  const total = (list: 'requests' | 'limits') => {
    const amounts = (container: Container) => read(container.resources?.[list]);
    let sidecars: Amounts = new Map();
    let greediest: Amounts = new Map();
    for (const container of spec?.initContainers ?? []) {
      const own = sumAmounts([sidecars, amounts(container)]);
      if (container.restartPolicy === 'Always') sidecars = own;
      greediest = largestOf(greediest, own);
    }
    const together = sumAmounts([...(spec?.containers ?? []).map(amounts), sidecars]);
    const needed = largestOf(together, greediest);
    // Overhead counts as a limit only where there is one.
    const added =
      list === 'requests' ? overhead : new Map([...overhead].filter(([name]) => needed.has(name)));
    return sumAmounts([needed, added]);
  };
  return { requests: total('requests'), limits: total('limits') };
}

export function sumAmounts(all: readonly Amounts[]): Amounts {
  const sum = new Map<string, Quantity>();
  for (const amounts of all) {
    for (const [name, quantity] of amounts) {
      const before = sum.get(name);
      sum.set(name, before === undefined ? quantity : addQuantities(before, quantity));
    }
  }
  return sum;
}

/** `100m (2%)` of what the node has. */
export function printAmount(
  amounts: Amounts,
  name: string,
  allocatable: Readonly<Record<string, string>>,
): string {
  const quantity = amounts.get(name);
  if (quantity === undefined) return '0 (0%)';
  const text = formatQuantity(quantity);
  const all = quantityToMilli(allocatable[name] ?? '0');
  return `${text} (${all === 0 ? 0 : Math.trunc((quantityToMilli(text) / all) * 100)}%)`;
}

function read(quantities: Readonly<Record<string, string>> = {}): Amounts {
  return new Map(Object.entries(quantities).map(([name, text]) => [name, parseQuantity(text)]));
}

function largestOf(left: Amounts, right: Amounts): Amounts {
  const largest = new Map(left);
  for (const [name, quantity] of right) {
    const before = largest.get(name);
    if (before === undefined || compareQuantities(quantity, before) > 0) largest.set(name, quantity);
  }
  return largest;
}
