import { useState } from 'react';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { t } from './messages.en.ts';
import './start.css';

export type Point = 'web' | 'empty' | 'broken';

export interface StartDialogProps {
  readonly onStart: (point: Point, wish: { readonly seed: string; readonly workers: number }) => void;
  readonly onClose: () => void;
}

const icons: Readonly<Record<Point, IconName>> = { web: 'service', empty: 'namespace', broken: 'warning' };
const points: readonly Point[] = ['web', 'empty', 'broken'];
const mostWorkers = 50;

export function StartDialog({ onStart, onClose }: StartDialogProps): ReactElement {
  const [point, setPoint] = useState<Point>('web');
  const [seed, setSeed] = useState('');
  const [workers, setWorkers] = useState(3);
  return (
    <Dialog title={t('start.title')} closeLabel={t('start.close')} onClose={onClose} width={640}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          onStart(point, { seed, workers: Math.min(mostWorkers, Math.max(1, Math.round(workers) || 3)) });
        }}
      >
        <fieldset className="start-points">
          <legend className="visually-hidden">{t('start.point')}</legend>
          {points.map((name) => (
            <label key={name} className="start-point">
              <input
                type="radio"
                name="point"
                value={name}
                checked={point === name}
                onChange={() => setPoint(name)}
              />
              <span className="start-card">
                <Icon name={icons[name]} size={20} />
                <b>{t(`start.${name}`)}</b>
                <span className="sub">{t(`start.${name}More`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className="start-fields">
          <label>
            {t('start.workers')}
            <input
              type="number"
              min={1}
              max={mostWorkers}
              value={workers}
              onChange={(event) => setWorkers(event.target.valueAsNumber)}
            />
          </label>
          <label>
            {t('start.seed')}
            <input
              value={seed}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setSeed(event.target.value)}
            />
          </label>
          <Button type="submit" look="primary" icon="play">
            {t('start.begin')}
          </Button>
        </div>
        <p className="sub">{t('start.seedMore')}</p>
      </form>
    </Dialog>
  );
}
