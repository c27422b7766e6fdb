/** Whole milliseconds, the earliest first: a binary heap of numbers. The same moment may stand in it more than once. */
export class MomentHeap {
  #heap: number[] = [];

  get first(): number | undefined {
    return this.#heap[0];
  }

  push(moment: number): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(moment);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent]! <= moment) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = moment;
  }

  pop(): void {
    const heap = this.#heap;
    const moment = heap.pop();
    if (moment === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= moment) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = moment;
  }
}
