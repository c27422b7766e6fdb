import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { t } from './messages.en.ts';

/** While time flows, logs are asked for anew whenever so many simulated milliseconds have passed. */
const refreshMs = 500;

export function LogView({ pod }: { readonly pod: Pod }): ReactElement {
  const names = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map(
    ({ name }) => name,
  );
  const [chosen, choose] = useState<string>();
  const [previous, setPrevious] = useState(false);
  const container =
    chosen !== undefined && names.includes(chosen) ? chosen : (pod.spec?.containers[0]?.name ?? '');
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
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        ) : null}
        <label className="sub">
          <input
            type="checkbox"
            checked={previous}
            onChange={(event) => setPrevious(event.currentTarget.checked)}
          />
          {t('inspector.previous')}
        </label>
        <label className="sub">
          <input
            type="checkbox"
            checked={timestamps}
            onChange={(event) => showTimestamps(event.currentTarget.checked)}
          />
          {t('inspector.timestamps')}
        </label>
        <label className="sub">
          <input
            type="checkbox"
            checked={follows}
            onChange={(event) => follow(event.currentTarget.checked)}
          />
          {t('inspector.follow')}
        </label>
        <input
          type="search"
          className="log-search"
          aria-label={t('inspector.logSearch')}
          placeholder={t('inspector.logSearch')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <pre className="mono" ref={end} tabIndex={0}>
        {text === '' ? <span className="sub">{t('inspector.noLogs')}</span> : text}
      </pre>
    </div>
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
  useEffect(() => {
    let isWanted = true;
    let askedFor = Number.NaN;
    const query = {
      container,
      tailLines: '500',
      ...(previous ? { previous: 'true' } : {}),
      ...(timestamps ? { timestamps: 'true' } : {}),
    };
    const ask = (viewMs: number): void => {
      const slot = Math.floor(viewMs / refreshMs);
      if (slot === askedFor) return;
      askedFor = slot;
      session
        .request({ method: 'GET', path: `/api/v1/namespaces/${namespace}/pods/${name}/log`, query })
        .then(
          ({ body }) => {
            if (isWanted) setText(textOf(body));
          },
          () => undefined,
        );
    };
    ask(useTime.getState().viewMs);
    const stop = useTime.subscribe((state) => ask(state.viewMs));
    return () => {
      isWanted = false;
      stop();
    };
  }, [name, namespace, container, previous, timestamps]);
  return text;
}

/** The log, or why there is none. */
function textOf(body: unknown): string {
  return typeof body === 'string' ? body : ((body as { message?: string } | null)?.message ?? '');
}
