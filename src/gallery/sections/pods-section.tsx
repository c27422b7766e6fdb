/** Ten states at each distance, and what a person adds to them. */
import type { ReactElement } from 'react';
import { PodCard, PodCell } from '../../features/canvas/pod-card.tsx';
import { FarMark, StateMark } from '../../ui/marks/mark.tsx';
import { looks } from '../looks.ts';

export function PodsSection(): ReactElement {
  return (
    <table className="gallery-pods">
      <thead>
        <tr>
          {[
            'State, and what kubectl says',
            'Near',
            'Chosen',
            'Keyboard',
            'Middle, with words',
            'Middle',
            'Far',
          ].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {looks.map(({ title, kubectl, look }) => {
          const { state, share, initDone: done, initTotal: total } = look;
          return (
            <tr key={title}>
              <th scope="row">
                {title}
                <span className="mono sub">{kubectl}</span>
              </th>
              <td>
                <PodCard look={look} />
              </td>
              <td>
                <PodCard look={look} isSelected />
              </td>
              <td>
                <PodCard look={look} isFocused />
              </td>
              <td>
                <PodCell look={look} />
              </td>
              <td>
                <StateMark {...{ state, share, done, total }} />
              </td>
              <td>
                <FarMark {...{ state, share, done, total }} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
