/** What a card says of a pod: plain values, so that a card is drawn again only when one of them changed. */
import type { MarkState } from '../../ui/marks/shape.ts';
import { t } from './messages.en.ts';

export interface PodLook {
  readonly state: MarkState;
  /** Left in the foot: what is wrong, or what is going on. Empty when the pod is ready. */
  readonly word: string;
  /** Right in the foot: seconds, a percentage, n of m. */
  readonly number: string;
  /** What the ring, arc or bar shows; 0 to 1. */
  readonly share?: number | undefined;
  readonly initDone?: number | undefined;
  readonly initTotal?: number | undefined;
  /** Short name (`web`) and what tells it from its siblings (`x7kd9`, or the kind of its owner). */
  readonly name: string;
  readonly suffix: string;
  /** The suffix is a word of ours and not part of the name. */
  readonly isSuffixWord: boolean;
  readonly ip: string;
  /** One disc a container: whether it runs. */
  readonly containers: readonly boolean[];
}

/** What fits beside a tile: the one thing that matters most in each state. */
export function shortWords(look: PodLook): string {
  switch (look.state) {
    case 'ready':
      return look.isSuffixWord ? look.ip : look.suffix;
    case 'unscheduled':
    case 'unknown':
    case 'notReady':
      return look.word;
    case 'terminating':
      return look.number === '' ? look.word : t('canvas.state.endsIn', { time: look.number });
    default:
      return `${look.word} ${look.number}`.trim();
  }
}
