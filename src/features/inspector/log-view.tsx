import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { t } from './messages.en.ts';

/** While time flows, logs are asked for at most this often (simulated time is cut into so many milliseconds). */
const refreshMs = 500;

export function LogView({ pod }: { readonly pod: Pod }): ReactElement {
  const names = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map(
    ({ name }) => name,
  );
  const [chosen, choose] = useState<string>();
  const [previous, setPrevious] = useState(false);
  const container =
    chosen !== undefined && names.includes(chosen) ? chosen : (pod.spec?.containers[0]?.name ?? '');
  const text = useLog(pod, container, previous);
  const end = useRef<HTMLPreElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [text]);
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
      </div>
      <pre className="mono" ref={end} tabIndex={0}>
        {text === '' ? <span className="sub">{t('inspector.noLogs')}</span> : text}
      </pre>
    </div>
  );
}

function useLog(pod: Pod, container: string, previous: boolean): string {
  const [text, setText] = useState('');
  const slot = useTime((state) => Math.floor(state.viewMs / refreshMs));
  const { name = '', namespace = '' } = pod.metadata ?? {};
  useEffect(() => {
    let isWanted = true;
    const query = { container, tailLines: '500', ...(previous ? { previous: 'true' } : {}) };
    session.request({ method: 'GET', path: `/api/v1/namespaces/${namespace}/pods/${name}/log`, query }).then(
      ({ body }) => {
        if (isWanted)
          setText(typeof body === 'string' ? body : ((body as { message?: string }).message ?? ''));
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [name, namespace, container, previous, slot]);
  return text;
}
