/** Ten states at three distances, in both themes side by side. */
import type { ReactElement } from 'react';
import { PodCard, PodCell } from '../features/canvas/pod-card.tsx';
import type { PodLook } from '../features/canvas/pod-look.ts';
import { FarMark, StateMark } from '../ui/marks/mark.tsx';
import { looks } from './looks.ts';

export function StatesPage(): ReactElement {
  return (
    <main className="gallery-board">
      <h1>Ten states, three distances</h1>
      <p className="gallery-lead">
        Round is not yet started, square runs, notched is broken, cut is leaving, flat is done, hatched is
        lost.
      </p>
      {looks.map(({ title, kubectl, look }) => (
        <div key={title} className="gallery-row" data-state={look.state}>
          <div className="gallery-caption">
            <b>{title}</b>
            <span className="mono sub">{kubectl}</span>
          </div>
          {(['light', 'dark'] as const).map((theme) => (
            <div key={theme} className="gallery-cell" data-theme={theme}>
              <PodCard look={look} />
              <Marks look={look} />
              <PodCell look={look} />
            </div>
          ))}
          <div className="gallery-cell gallery-grey">
            <PodCard look={look} isSelected />
            <Marks look={look} />
          </div>
        </div>
      ))}
    </main>
  );
}

/** Without words, as they stand far away; the frames are what the colour-blindness test cuts out. */
function Marks({ look }: { readonly look: PodLook }): ReactElement {
  const { state, share, initDone: done, initTotal: total } = look;
  return (
    <>
      <span className="gallery-frame" data-distance="middle">
        <StateMark state={state} share={share} done={done} total={total} />
      </span>
      <span className="gallery-frame" data-distance="far">
        <FarMark state={state} share={share} done={done} total={total} />
      </span>
    </>
  );
}
