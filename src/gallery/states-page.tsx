/** Ten states at three distances, in both themes side by side. */
import type { ReactElement } from 'react';
import { PodCard, PodCell } from '../features/canvas/pod-card.tsx';
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
        <div key={title} className="gallery-row">
          <div className="gallery-caption">
            <b>{title}</b>
            <span className="mono sub">{kubectl}</span>
          </div>
          {(['light', 'dark'] as const).map((theme) => (
            <div key={theme} className="gallery-cell" data-theme={theme}>
              <PodCard look={look} />
              <StateMark state={look.state} share={look.share} done={look.initDone} total={look.initTotal} />
              <FarMark state={look.state} share={look.share} done={look.initDone} total={look.initTotal} />
              <PodCell look={look} />
            </div>
          ))}
          <div className="gallery-cell gallery-grey">
            <PodCard look={look} isSelected />
            <StateMark state={look.state} share={look.share} done={look.initDone} total={look.initTotal} />
            <FarMark state={look.state} share={look.share} done={look.initDone} total={look.initTotal} />
          </div>
        </div>
      ))}
    </main>
  );
}
