import type { ReactElement } from 'react';
import type { Taint } from '../../engine/api/generated/types.ts';

/** Taints as chips; the second effect of one key doesn't say the key again. */
export function Taints({ taints }: { readonly taints: readonly Taint[] }): ReactElement {
  const room = 2;
  return (
    <>
      {taints.slice(0, room).map((taint, index) => {
        const isRepeated = taints.slice(0, index).some(({ key }) => key === taint.key);
        return (
          <span
            key={`${taint.key}:${taint.effect}`}
            className="taint"
            title={`${taint.key}${taint.value === undefined ? '' : `=${taint.value}`}:${taint.effect}`}
          >
            {isRepeated ? null : <b>{taint.key.slice(taint.key.lastIndexOf('/') + 1)}</b>}
            {taint.effect}
          </span>
        );
      })}
      {taints.length > room ? <span className="sub">+{taints.length - room}</span> : null}
    </>
  );
}
