import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { useScrub } from '../../model/scrub-store.ts';
import { useTime } from '../../model/time-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { t as tActions } from './action-messages.en.ts';
import { copyText } from './copy-text.ts';
import { t } from './messages.en.ts';
import { containersOf, readLog } from './pod-log.ts';

/** While time flows, logs are asked for anew whenever so many simulated milliseconds have passed. */
const refreshMs = 500;

export function LogView({ pod }: { readonly pod: Pod }): ReactElement {
  const names = containersOf(pod);
  const [chosen, choose] = useState<string>();
  const [previous, setPrevious] = useState(false);
  const container =
    chosen === '' || (chosen !== undefined && names.includes(chosen))
      ? chosen
      : (pod.spec?.containers[0]?.name ?? '');
  const [timestamps, showTimestamps] = useState(false);
  const [follows, follow] = useState(true);
  const [search, setSearch] = useState('');
  const whole = useLog(pod, container, previous, timestamps);
  const text = linesWith(whole, search);
  const end = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (follows && text !== '') end.current?.scrollIntoView({ block: 'end' });
  }, [text, follows]);
  return (
    <div className="log-view">
      <div className="log-choices">
        {names.length > 1 ? (
          <select
            aria-label={t('inspector.container')}
            value={container}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">{tActions('log.all')}</option>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        ) : null}
        <Check label={t('inspector.previous')} isOn={previous} onChange={setPrevious} />
        <Check label={t('inspector.timestamps')} isOn={timestamps} onChange={showTimestamps} />
        <Check label={t('inspector.follow')} isOn={follows} onChange={follow} />
        <input
          type="search"
          className="log-search"
          aria-label={t('inspector.logSearch')}
          placeholder={t('inspector.logSearch')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className="log-buttons">
          <IconButton
            icon="copy"
            label={tActions('log.copy')}
            disabled={text === ''}
            onClick={() => void copyText(text, t('inspector.copied'))}
          />
          <Button disabled={text === ''} onClick={() => download(text, pod, container)}>
            {tActions('log.download')}
          </Button>
        </span>
      </div>
      <pre className="mono" ref={end} tabIndex={0}>
        {text === '' ? <span className="sub">{t('inspector.noLogs')}</span> : text}
      </pre>
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Check({ label, isOn, onChange }: CheckProps): ReactElement {
  return (
    <label className="sub">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

/** The lines that hold what somebody looks for, in any case. */
function linesWith(text: string, search: string): string {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return text;
  return text
    .split('\n')
    .filter((line) => line.toLowerCase().includes(wanted))
    .join('\n');
}

function useLog(pod: Pod, container: string, previous: boolean, timestamps: boolean): string {
  const [text, setText] = useState('');
  const { name = '', namespace = '' } = pod.metadata ?? {};
  const containers = containersOf(pod).join(' ');
  useEffect(() => {
    let isWanted = true;
    let askedFor = Number.NaN;
    const ask = (viewMs: number): void => {
      const slot = Math.floor(viewMs / refreshMs);
      if (slot === askedFor || useScrub.getState().isDragging) return;
      askedFor = slot;
      readLog(
        { namespace, name, containers: containers.split(' ') },
        { container, previous, timestamps },
      ).then(
        (log) => {
          if (isWanted) setText(log);
        },
        () => undefined,
      );
    };
    ask(useTime.getState().viewMs);
    const stop = useTime.subscribe((state) => ask(state.viewMs));
    const stopStill = useScrub.subscribe(() => ask(useTime.getState().viewMs));
    return () => {
      isWanted = false;
      stop();
      stopStill();
    };
  }, [name, namespace, containers, container, previous, timestamps]);
  return text;
}

function download(text: string, { metadata }: Pod, container: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text, '\n'], { type: 'text/plain' }));
  link.download = `${[metadata?.name, container].filter(Boolean).join('-')}.log`;
  link.click();
  URL.revokeObjectURL(link.href);
}
